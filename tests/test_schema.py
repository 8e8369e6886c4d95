"""The schemas that editors use: as committed, as forgiving as qshop is, and as strict about unknown keys.

The sample is read here, as its files name the committed schemas: each must fit its own.
"""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import language_server
from qshop.cli.file_kinds import FILE_KINDS
from qshop.cli.main import run
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.programme.schema import descriptions, kind_of, modeline, schema, schema_text

ROOT = Path(__file__).parents[1]
PROGRAMMES = [ROOT, ROOT / "src/qshop/io/starter_programme", *sorted((ROOT / "tests/programmes").iterdir())]
FOLDERS = ("", "criteria/", "questionnaires/", "questionnaires/*/", "profiles/")
FILES = [
    pytest.param(root, path, id=f"{root.name}/{path.relative_to(root).as_posix()}")
    for root in PROGRAMMES
    for folder in FOLDERS
    for path in sorted(root.glob(f"{folder}*.yaml"))
    if not path.name.startswith(".")
]


class CoreLoader(yaml.SafeLoader):
    """Types values as YAML 1.2 does, and with it editors: `yes` and 2026-02-12 are texts, 007 is a number."""

    def whole(self, node):
        return int(node.value, 0) if node.value[:2] in ("0o", "0x") else int(node.value)


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), first)
CoreLoader.add_constructor("tag:yaml.org,2002:int", CoreLoader.whole)


def as_an_editor_reads(text):
    return keys_as_text(yaml.load(text, CoreLoader))


def keys_as_text(data):
    if isinstance(data, dict):
        return {str(key): keys_as_text(value) for key, value in data.items()}
    return [keys_as_text(item) for item in data] if isinstance(data, list) else data


def faults(kind, text):
    found = Draft202012Validator(schema(FILE_KINDS[kind].model)).iter_errors(as_an_editor_reads(text))
    return [f"{error.json_path}: {error.message}" for error in found]


def accepted_by_qshop(kind, text):
    node, problems = read_yaml(text.encode(), "file.yaml")
    return not problems + read_part(FILE_KINDS[kind].model, node)[1]


def criterion(more):
    return f"format: 1\nstage: desk\ncriteria:\n  - {{id: greeting, text: Greeted, priority: must, {more}}}\n"


def question(more):
    return criterion(f"questions: [{{id: greeted, ask: Greeted, {more}}}]")


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_committed_schema_is_the_models(kind):
    committed = (ROOT / f"schemas/{kind}.json").read_text(encoding="utf-8")
    assert committed == schema_text(FILE_KINDS[kind].model), "run: qshop schema --out schemas"


def test_no_other_schema_is_committed():
    assert {path.stem for path in (ROOT / "schemas").iterdir()} == set(FILE_KINDS)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_each_schema_is_one(kind):
    Draft202012Validator.check_schema(json.loads(schema_text(FILE_KINDS[kind].model)))


@pytest.mark.parametrize(("root", "path"), FILES)
def test_every_programme_file_here_is_of_a_kind_and_fits_its_schema(root, path):
    kind = kind_of(path.relative_to(root).as_posix(), FILE_KINDS)
    assert kind
    assert faults(kind, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("criteria", question("type: yes_no, comment: [no], points: {yes: 0, no: 1}")),
        ("criteria", question("type: yes_no, comment: [true], when: {question: seen, is: [5]}")),
        ("criteria", question('type: scale, scale: {from: "1", to: 5, labels: {1: Never, 5: 100}}')),
        ("criteria", question("type: number, points: [{up_to: 0.5, points: 1}, {over: '0.5', points: 0}], met: '1'")),
        ("criteria", question("type: multi, na: 'true', choices: [{id: no, text: 12}], points: {no: 0.5}")),
        ("criteria", criterion('weight: "0.5", critical: "false", validated: {by: board, on: "2026-02-12"}')),
        ("criteria", criterion("promise: {says: 2026, where: {en: 24.7, pt-BR: site}, since: 2026-01}")),
        ("criteria", criterion("applies: {scenario: guest, channel: [phone, web], sites: [007, 7, 1.10, yes, 1e3]}")),
        ("sites", "format: 1\nsites: [{id: 007, region: 1, tags: [24, yes], teams: {desk: 12, door: [{team: 12}]}}]\n"),
        ("sites", 'format: "1"\nsites: [{id: "007", name: {en: 7}, teams: {desk: [{team: a, from: 2026-04-01}]}}]\n'),
        ("settings", "format: 1\nname: 2026\nlanguages: [en]\nwaves: [{id: 2026, from: 2026-01-01, to: 2026-12-31}]\n"),
        ("settings", "format: 1\nname: x\nlanguages: [en]\nscoring: {min_answered: '90', stages: {desk: 2}}\n"),
        ("questionnaire", "format: 1\ntitle: 1\nchannel: phone\nrescore_as: {1: 2}\n"),
        (
            "profile",
            "format: 1\nquestionnaire: onsite\nversion: 1\nmissing: [-99, '', ~, no]\n"
            "labels: {yes_no: {1: yes, 0: no}}\n"
            "columns:\n  site: 7\n  greeted: {column: q1, map: {1: true, 2: 0.5}, missing: [-9, {below: 0}]}\n"
            "  date: {column: d, correct: [{visit: 12, from: , to: 2026-01-01, why: 3}]}\n"
            "  visit_id: {join: [a, {column: b}], between: }\n  wait: {minus: [a, 7]}\n",
        ),
        ("gaps", "format: 1\ngaps: [{id: g1, name: Not known, prescriptions: [{id: g1a, text: 5}]}]\n"),
    ],
)
def test_what_qshop_accepts_the_schema_accepts(kind, text):
    assert accepted_by_qshop(kind, text)
    assert faults(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("criteria", criterion("natur: tangible"), "'natur' was unexpected"),
        ("criteria", question("type: yes_no, poins: {yes: 1}"), "'poins' was unexpected"),
        ("criteria", question("type: yesno"), "'yesno' is not one of"),
        ("criteria", question("type: yes_no, na: yes"), "'yes' does not match"),
        ("criteria", question("type: yes_no, points: {yes: 2, no: 0}"), ""),
        ("criteria", criterion("weight: 0"), "0 is less than or equal to the minimum of 0"),
        ("criteria", criterion("weight: two"), "'two' does not match"),
        ("criteria", criterion("gaps: g3"), "'g3' is not of type 'array'"),
        ("criteria", criterion("owner: "), "None is not of type 'string'"),
        ("criteria", "format: 1\nstage: desk\ncriteria: [{id: greeting, text: Greeted}]\n", "'priority' is a required"),
        ("criteria", "format: 2\nstage: desk\ncriteria: []\n", "2 is greater than the maximum of 1"),
        ("sites", "format: 1\nsites: [{id: A, name: {english: North}}]\n", ""),
        ("sites", "format: 1\nsites: [{id: A, teams: {Desk: x}}]\n", "'Desk' does not match"),
        ("settings", "format: 1\nname: x\nlanguages: []\n", "[] should be non-empty"),
        ("settings", "format: 1\nname: x\nlanguages: [en]\nscorring: {}\n", "'scorring' was unexpected"),
        ("profile", "format: 1\nquestionnaire: q\nversion: 1\ncolumns: {}\nlabels: {yesno: {}}\n", "is not one of"),
    ],
)
def test_what_the_schema_refuses_qshop_refuses_too(kind, text, says):
    assert any(says in fault for fault in faults(kind, text)), faults(kind, text)
    assert not accepted_by_qshop(kind, text)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_nothing_takes_unknown_keys_and_every_key_is_explained(kind):
    whole = schema(FILE_KINDS[kind].model)
    for name, part in {"": whole, **whole.get("$defs", {})}.items():
        assert part["additionalProperties"] is False, name
        assert part["description"], name
        assert [key for key, value in part["properties"].items() if not value.get("description")] == [], name


def test_a_docstring_is_parted_into_prose_and_keys():
    prose, keys = descriptions(FILE_KINDS["criteria"].model)
    assert prose == "`criteria/<stage>.yaml`: the criteria of one stage, in the order in which they are met on a visit."
    assert list(keys) == ["format", "stage", "questions", "criteria"]


def test_a_modeline_leads_from_the_file_to_its_schema():
    assert modeline("qshop.yaml", FILE_KINDS) == "# yaml-language-server: $schema=schemas/settings.json\n"
    assert modeline("criteria/gaps.yaml", FILE_KINDS) == "# yaml-language-server: $schema=../schemas/gaps.json\n"
    assert (
        modeline("questionnaires/a/v1.yaml", FILE_KINDS)
        == "# yaml-language-server: $schema=../../schemas/version.json\n"
    )
    assert modeline("notes.yaml", FILE_KINDS) == ""


def test_each_file_of_a_new_programme_names_a_schema_that_it_fits(tmp_path):
    assert run(["init", str(tmp_path / "new"), "--lang", "fr,en"]) == 0
    files = sorted((tmp_path / "new").rglob("*.yaml"))
    assert len(files) >= 8
    for path in files:
        text = path.read_text(encoding="utf-8")
        named = path.parent / text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert list(Draft202012Validator(json.loads(named.read_text())).iter_errors(as_an_editor_reads(text))) == []


def test_the_kinds_are_listed_with_their_files(capsys):
    assert run(["schema"]) == 0
    listed = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert listed == [[name, kind.files] for name, kind in FILE_KINDS.items()]


def test_a_kind_is_printed_or_written(tmp_path, capsys):
    assert run(["schema", "stages"]) == 0
    assert capsys.readouterr().out == schema_text(FILE_KINDS["stages"].model)
    assert run(["schema", "stages", "--out", str(tmp_path / "mine")]) == 0
    assert (tmp_path / "mine/stages.json").read_text(encoding="utf-8") == schema_text(FILE_KINDS["stages"].model)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["stages.json"]


def test_an_unknown_kind_is_2(capsys):
    assert run(["schema", "criterion"]) == 2
    assert capsys.readouterr().err == "qshop: there is no kind of file “criterion”\n  did you mean “criteria”?\n"


SERVER = shutil.which("yaml-language-server")
needs_server = pytest.mark.skipif(not SERVER, reason="needs the npm package yaml-language-server on the PATH")


@needs_server
def test_an_editor_shows_faults_completes_and_explains(tmp_path):
    run(["init", str(tmp_path / "new")])
    path = tmp_path / "new/criteria/welcome.yaml"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index("    priority: must")].count("\n")
    with language_server.Editor(SERVER) as editor:
        assert editor.faults(path, text) == []
        assert editor.faults(path.with_name("a.yaml"), text.replace("    nature:", "    natur:", 1)) == [
            (line + 2, "Property natur is not allowed.")
        ]
        blank = text.replace("    priority: must", "    priority: ", 1)
        assert editor.completions(path.with_name("b.yaml"), blank, line, 14) == ["must", "plus"]
        assert "must: indispensable. plus: what makes the difference" in editor.hover(path, line, 6)
