"""`check`: a programme of 1,000 criteria against merely parsing its YAML with PyYAML's C loader."""

from collections.abc import Iterator
from pathlib import Path

import yaml
from race import Race, process

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load

STAGES, CRITERIA = 10, 100
SETTINGS = """\
format: 1
name: {en: A large programme, fr: Un grand programme}
languages: [en, fr]
waves: [{id: "2026", from: 2026-01-01, to: 2026-12-31}]
owners: {manager: {en: Site manager, fr: Responsable de site}}
"""
CRITERION = """\
  - id: {stage}_{number}
    text:
      en: Standard {number} of {stage} is kept on every visit
      fr: Le standard {number} de {stage} est respecté à chaque visite
    priority: {priority}
    nature: tangible
    status: validated
    validated: {{by: steering group, on: 2026-01-12}}
    owner: manager
    questions:
      - id: {stage}_{number}_seen
        ask: {{en: "Did you see it, as it should be?", fr: "L'avez-vous vu, comme il se doit ?"}}
        type: yes_no
        comment: [no]
      - id: {stage}_{number}_wait
        ask: {{en: How many seconds did you wait for it?, fr: Combien de secondes avez-vous attendu ?}}
        type: duration
        points: [{{up_to: 30, points: 1}}, {{over: 30, points: 0}}]
        when: {{question: {stage}_{number}_seen, is: [yes]}}
"""


def races(folder: Path) -> Iterator[Race]:
    """Write the programme and race its check, alone and as a command."""
    paths = [_written(folder, name, text) for name, text in _files()]

    def ours() -> None:
        loaded = load(folder)
        if loaded.diagnostics or apply_all_rules(loaded):
            raise AssertionError("the programme should be clean")

    def bare() -> None:
        for path in paths:
            yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

    listed = ", ".join(repr(str(path)) for path in paths)
    code = f"import yaml\nfor path in ({listed}):\n    yaml.load(open(path, 'rb').read(), Loader=yaml.CSafeLoader)"
    yield Race("check: 1,000 criteria, in process", ours, bare)
    command = process("-m", "qshop", "--project", str(folder), "check")
    yield Race("check: 1,000 criteria, whole process", command, process("-c", code))


def _files() -> Iterator[tuple[str, str]]:
    stages = [f"stage_{number}" for number in range(STAGES)]
    yield "qshop.yaml", SETTINGS
    yield "sites.yaml", "format: 1\nsites: [{id: S01, name: {en: Site S01, fr: Site S01}}]\n"
    names = [f"  - {{id: {stage}, name: {{en: {stage}, fr: {stage}}}}}\n" for stage in stages]
    yield "criteria/stages.yaml", "format: 1\nstages:\n" + "".join(names)
    for stage in stages:
        criteria = (_criterion(stage, number) for number in range(CRITERIA))
        yield f"criteria/{stage}.yaml", f"format: 1\nstage: {stage}\ncriteria:\n" + "".join(criteria)
    yield (
        "questionnaires/onsite.yaml",
        "format: 1\ntitle: {en: On site, fr: Sur site}\nchannel: [face_to_face]\n"
        "accept: {QS320: a benchmark asks everything at once, QS321: the same}\n",
    )


def _criterion(stage: str, number: int) -> str:
    return CRITERION.format(stage=stage, number=number, priority="plus" if number % 3 == 0 else "must")


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
