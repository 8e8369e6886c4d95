"""`score`: 100,000 visits of 60 questions against `pyarrow.csv.read_csv` merely parsing the same file."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.csv
from race import Race, process

from qshop.io.csv_files import write_csv
from qshop.io.folder import load
from qshop.io.store import read_tables
from qshop.programme.compile import compile_version
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.frozen_file import content, to_yaml
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.overview import overview
from qshop.score.selection import Selection
from qshop.score.tally import tally
from qshop.visits.intake.stored import stored_visits

VISITS, SITES, STAGES, CRITERIA = 100_000, 60, 6, 5
SETTINGS = """\
format: 1
name: A large programme
languages: [en]
waves: [{id: "2026", from: 2026-01-01, to: 2026-12-31}]
ethics: {staff_informed: 2025-12-01}
"""
CRITERION = """\
  - id: {first}_criterion
    text: The standard of {first} is kept
    priority: {priority}
    critical: {critical}
    status: validated
    validated: {{by: steering group, on: 2025-12-01}}
    questions:
      - {{id: {first}, ask: Was it so?, type: yes_no, na: true, comment: [no]}}
      - {{id: {first}_more, ask: And then?, {second}}}
"""
SECOND = (
    "type: duration, when: {{question: {first}, is: [yes]}},"
    " points: [{{up_to: 30, points: 1}}, {{up_to: 120, points: 0.5}}, {{over: 120, points: 0}}]",
    "type: scale, scale: {{from: 1, to: 5}}, met: 0.75",
    "type: yes_no, na: true, applies: {{tags: [large]}}",
    "type: multi, choices: [{{id: sign, text: Sign}}, {{id: map, text: Map}}], points: {{sign: 0.5, map: 0.5}}",
    "type: text, kind: context, required: false",
)
PHRASES = ("Nobody looked up", "The sign was hidden", "I was told to wait", "The counter was closed", "No one came")


def races(folder: Path) -> Iterator[Race]:
    """Write the programme and its visits, then race reading to figures, and the whole command."""
    programme = _programme(folder)
    file = folder / "visits" / "2026" / "onsite-v1.csv"
    file.parent.mkdir(parents=True)
    version = programme.versions["onsite", 1]
    columns = _columns(version)
    rows = list(zip(*(columns[name] for name in version.columns()), strict=True))
    file.write_text(write_csv(version.columns(), rows), encoding="utf-8")

    def bare() -> None:
        pyarrow.csv.read_csv(file)

    command = process("-m", "qshop", "--project", str(folder), "score")
    parse = process("-c", f"import pyarrow.csv; pyarrow.csv.read_csv({str(file)!r})")
    name = f"score: {VISITS:,} visits"
    yield Race(f"{name}, read to tally", _side(programme, file, lambda p: tally(p, programme, [()])), bare, 3, 5)
    yield Race(f"{name}, read to overview", _side(programme, file, lambda p: overview(p, programme)), bare, 3, 5)
    yield Race(f"{name}, whole process", command, parse, 3, 5)


def _side(programme: Programme, file: Path, view: Callable[[list[ScoredVisits]], object]) -> Callable[[], object]:
    def side() -> object:
        stored = stored_visits(read_tables([file], file.parent, words=False), programme)
        chosen = Selection().apply(stored.accepted, programme)
        scored = [score_visits(visits, programme) for visits in chosen]
        if sum(part.visits.table.rows for part in scored) != VISITS:
            raise AssertionError("every visit should have been accepted")
        return view(scored)

    return side


def _programme(folder: Path) -> Programme:
    """Write a programme of 60 questions on 30 criteria in six stages, and freeze its questionnaire."""
    stages = [f"stage_{number}" for number in range(STAGES)]
    names = "".join(f"  - {{id: {stage}, name: {stage.capitalize()}}}\n" for stage in stages)
    files = {"qshop.yaml": SETTINGS, "criteria/stages.yaml": f"format: 1\nstages:\n{names}"}
    files["questionnaires/onsite.yaml"] = "format: 1\ntitle: On site\nchannel: [face_to_face]\n"
    files["sites.yaml"] = "format: 1\nsites:\n" + "".join(_site(number) for number in range(SITES))
    for stage in stages:
        criteria = "".join(_criterion(f"{stage}_{number}", number) for number in range(CRITERIA))
        files[f"criteria/{stage}.yaml"] = f"format: 1\nstage: {stage}\ncriteria:\n{criteria}"
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    frozen = folder / "questionnaires" / "onsite" / "v1.yaml"
    frozen.parent.mkdir()
    version = compile_version(load(folder).programme, "onsite", 1)
    frozen.write_text(to_yaml(content(version)), encoding="utf-8")
    return load(folder).programme


def _site(number: int) -> str:
    size = "large" if number % 3 else "small"
    return f"  - {{id: S{number:03}, name: Site {number}, region: R{number % 5}, type: {size}, tags: [{size}]}}\n"


def _criterion(first: str, number: int) -> str:
    priority, critical = ("plus" if number % 3 == 2 else "must"), ("true" if number == 0 else "false")
    return CRITERION.format(
        first=first, priority=priority, critical=critical, second=SECOND[number].format(first=first)
    )


def _columns(version: Version) -> dict[str, list[str]]:
    """Invent the visits column by column: every column that qshop writes, most of them filled as in the field."""
    chance = random.Random(2026)
    sites = [f"S{chance.randrange(SITES):03}" for _ in range(VISITS)]
    columns = {name: [""] * VISITS for name in version.columns()}
    columns |= {
        "visit_id": [f"V{number:06}" for number in range(VISITS)],
        "questionnaire": ["onsite"] * VISITS,
        "version": ["1"] * VISITS,
        "site": sites,
        "date": [f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in range(VISITS)],
        "wave": ["2026"] * VISITS,
        "time_in": [f"{chance.randint(8, 19):02}:{chance.randrange(60):02}" for _ in range(VISITS)],
        "time_out": [f"{chance.randint(20, 22):02}:{chance.randrange(60):02}" for _ in range(VISITS)],
        "channel": ["face_to_face"] * VISITS,
        "purpose": ["regular"] * VISITS,
        "status": chance.choices(("completed", "no_service", "void"), (97, 2, 1), k=VISITS),
        "attempts": chance.choices(("1", "2"), (9, 1), k=VISITS),
        "shopper": [f"P{chance.randrange(400):03}" for _ in range(VISITS)],
        "stage_0_staff": [f"{site}-{chance.randrange(20):02}" for site in sites],
    }
    done = [status == "completed" for status in columns["status"]]
    for _, _, question in version.questions():
        columns |= _answers(question, columns, done, chance)
    return columns


def _answers(
    question: FrozenQuestion, columns: dict[str, list[str]], done: list[bool], chance: random.Random
) -> dict[str, list[str]]:
    """Answer one question wherever it applies; now and then leave it blank; comment on a no."""
    asked = done
    if question.when:
        earlier = columns[question.when.question or ""]
        asked = [one and answer == "yes" for one, answer in zip(done, earlier, strict=True)]
    if question.applies:
        asked = [one and int(site[1:]) % 3 > 0 for one, site in zip(asked, columns["site"], strict=True)]
    given = _typed(question, chance)
    answers = [answer if one else "" for answer, one in zip(given, asked, strict=True)]
    if question.type != "yes_no":
        return {question.id: answers}
    comments = [_comment(chance) if answer == "no" and chance.random() < 0.3 else "" for answer in answers]
    return {question.id: answers, f"{question.id}_comment": comments}


def _typed(question: FrozenQuestion, chance: random.Random) -> list[str]:
    match question.type:
        case "yes_no":
            return chance.choices(("yes", "no", "na", ""), (80, 17, 2, 1), k=VISITS)
        case "scale":
            return chance.choices(("1", "2", "3", "4", "5", ""), (2, 6, 20, 40, 30, 2), k=VISITS)
        case "duration":
            return [str(int(chance.expovariate(1 / 45))) for _ in range(VISITS)]
        case "multi":
            return chance.choices(("sign", "map", "sign map", ""), (40, 20, 35, 5), k=VISITS)
        case _:
            return [_comment(chance) if chance.random() < 0.1 else "" for _ in range(VISITS)]


def _comment(chance: random.Random) -> str:
    return f"{chance.choice(PHRASES)}; {chance.randrange(1000)} seconds."
