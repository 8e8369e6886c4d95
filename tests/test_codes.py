"""Every code has one page in docs/codes, and the page's examples are the tests of its rule.

How a page is written is said in docs/codes/README.md. `python tests/test_codes.py` writes what qshop
says today into the pages' console blocks; read the difference before you keep it.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qshop.base.diagnostics import Diagnostic, in_order, merge_repeated
from qshop.cli.all_rules import all_notes, apply_all_rules
from qshop.cli.ingest import tick_words
from qshop.cli.meeting_books import groups_of, meeting_books
from qshop.cli.workshop_read import workshop_files
from qshop.forms.xlsform import checked_form
from qshop.io.export_files import read_sources
from qshop.io.folder import BrokenSettingsError, load
from qshop.io.store import read_tables
from qshop.io.yaml_nodes import read_yaml
from qshop.pages.diagnostic_lines import full
from qshop.programme.compile import next_version
from qshop.programme.reading import read_part
from qshop.visits.exports.export_headers import ExportHeaders
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.stored import stored_visits
from qshop.visits.simulation.plan import Simulation, faults_of_plan
from qshop.workshop.capture.captured import Capture
from support import programme
from workbooks import packed, typed

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "codes"
CODES = [path.stem for path in sorted(PAGES.glob("QS*.md"))]

PLAN = "simulation.yaml"
VERSION = "questionnaires/front/v1.yaml"  # which asks what criteria/desk.yaml had when it was frozen
EXPORTS = (".csv", ".json", ".xls", ".xlsx", ".zip")
BASE = {
    "qshop.yaml": """\
format: 1
name: Front desk
languages: [en]
owners: {desk_manager: Desk manager}
waves:
  - {id: 2026, from: 2026-01-01, to: 2026-12-31}
""",
    "sites.yaml": """\
format: 1
sites:
  - {id: S01, tags: [staffed]}
  - {id: S02, tags: [unstaffed]}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: desk, name: Front desk}
""",
    "criteria/gaps.yaml": """\
format: 1
gaps:
  - id: g3
    name: Agreed, but not done
    prescriptions:
      - {id: g3h, text: Practise the standard on the spot}
""",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_greeting
    text: Every visitor is greeted at the desk
    priority: must
    status: validated
    validated: {by: steering group, on: 2025-12-01}
    owner: desk_manager
    gaps: [g3h]
    questions:
      - {id: greeted, ask: Were you greeted?, type: yes_no, na: true}
      - id: warmth
        ask: How much of the greeting did you hear?
        type: scale
        scale: {from: 1, to: 5}
        when: {question: greeted, is: [yes]}
  - id: desk_tidiness
    text: The desk is tidy
    priority: plus
    questions:
      - {id: tidy, ask: Was the desk free of papers?, type: yes_no}
""",
    "questionnaires/front.yaml": """\
format: 1
title: At the front desk
""",
    "questionnaires/front/v1.yaml": """\
format: 1
questionnaire: front
version: 1
languages: [en]
title: {en: At the front desk}
policy: {plus: counted, min_answered: 95}
scale: {points: 4, weights: 1}
stages:
  - id: desk
    criteria:
      - id: desk_greeting
        text: {en: Every visitor is greeted at the desk}
        priority: must
        weight: 2
        questions:
          - id: greeted
            ask: {en: Were you greeted?}
            type: yes_no
            na: true
            points: {yes: 4, no: 0}
            met: 4
            weight: 1
          - id: warmth
            ask: {en: How much of the greeting did you hear?}
            type: scale
            scale: {from: 1, to: 5}
            when: {question: greeted, is: [yes]}
            points: {1: 0, 2: 1, 3: 2, 4: 3, 5: 4}
            met: 4
            weight: 1
hash: sha256:35678612a5738cc88be7aa38b6cb1169b7352626590aa56e29c8f5fc7b218742
""",
}


GROUPS = {
    "workshops/groups.yaml": """\
format: 1
groups:
  - {id: B, name: Being received, stages: [desk]}
""",
}


class Target(bytes):
    """Where a link leads: it stands in the place of a file."""


@dataclass
class Example:
    """Files that replace or join those of the base programme (None: taken away), and what qshop says of them."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    said: Token | None = None
    builds: bool = False

    @property
    def exports(self) -> list[str]:
        own = ["sites.csv", "workshops/roster.csv", *self.stored, *self.meeting]
        return [path for path in self.files if path.endswith(EXPORTS) and path not in own]

    @property
    def stored(self) -> list[str]:
        return [path for path in self.files if path.startswith("visits/")]

    @property
    def meeting(self) -> list[str]:
        return [path for path in self.files if path.startswith("meeting/")]

    @property
    def profile(self) -> str:
        return next((Path(path).stem for path in self.files if path.startswith("profiles/")), "")

    @property
    def command(self) -> str:
        if self.builds:
            return "qshop build-questionnaire --format xlsx"
        if self.stored:
            return "qshop score"
        if self.meeting:
            return f"qshop workshop capture {' '.join(self.meeting)}"
        profile = f"--profile {self.profile} " if self.profile else ""
        if self.exports:
            return f"qshop ingest {profile}{' '.join(self.exports)}"
        return f"qshop simulate {PLAN} --out visits" if PLAN in self.files else "qshop check"

    def run(self, folder: Path) -> list[Diagnostic]:
        """Lay the example over the base programme in `folder` and run its command; give the diagnostics."""
        files = {
            **BASE,
            **(GROUPS if self.meeting else {}),
            **({VERSION: None} if "criteria/desk.yaml" in self.files else {}),
            **self.files,
        }
        links = {path: content.decode().strip() for path, content in files.items() if isinstance(content, Target)}
        written = {path: content for path, content in files.items() if content is not None and path not in links}
        root = programme(folder, written)
        for path, target in links.items():
            (root / path).symlink_to(target)
        found = checked(root)
        if self.command == "qshop check":
            return found
        assert found == [], f"{self.command}, {sorted(self.files)}: exports and plans stand on a sound programme"
        if self.builds:
            return list(built(root))
        if self.stored:
            tables = read_tables([root / "visits"], root, (root / "visits").resolve())
            return stored_visits(tables, load(root).programme).diagnostics
        if self.meeting:
            return list(came_back(root, self.meeting))
        return list(ingested(root, self.exports, self.profile)) if self.exports else planned(root)

    def shown(self, folder: Path) -> str:
        return "".join(line + "\n" for line in [f"$ {self.command}", *(full(one) for one in self.run(folder))])


def checked(root: Path) -> list[Diagnostic]:
    try:
        loaded = load(root)
    except BrokenSettingsError as broken:
        return broken.diagnostics
    return in_order([*loaded.diagnostics, *apply_all_rules(loaded), *all_notes(loaded)])


def ingested(root: Path, exports: list[str], profile: str) -> Iterator[Diagnostic]:
    loaded = load(root)
    sources = (source for export in exports for source in read_sources(root / export, export, headers=ExportHeaders()))
    intake = Intake(loaded.programme, loaded.profiles.get(profile), tick_words=tick_words())
    for receipt in intake.receive_all(sources, History()):
        yield from merge_repeated(receipt.diagnostics)


def came_back(root: Path, paths: list[str]) -> Iterator[Diagnostic]:
    loaded = load(root)
    workshop = workshop_files(loaded)[0]
    with chdir(root):
        books, lists, kept = meeting_books([Path(path) for path in paths], loaded, workshop, "", "")
    for receipt in (
        Capture(loaded.programme, groups_of(workshop), lists, kept).take([book for book, _ in books]).receipts
    ):
        yield from merge_repeated(receipt.diagnostics)


def built(root: Path) -> Iterator[Diagnostic]:
    program = load(root).programme
    for name in program.questionnaires:
        version = next_version(program, name)[0]
        yield from checked_form(version, program, version.languages)[1]


def planned(root: Path) -> list[Diagnostic]:
    node, found = read_yaml((root / PLAN).read_bytes(), PLAN)
    simulation, more = read_part(Simulation, node)
    return in_order([*found, *more, *faults_of_plan(simulation, load(root).programme)])


def sections(code: str) -> dict[str, list[Token]]:
    """Part a page at its second headings; what stands before the first is under the empty name."""
    tokens = MarkdownIt().parse((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    found: dict[str, list[Token]] = {"": []}
    name = ""
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and token.tag == "h2":
            name = after.content
        found.setdefault(name, []).append(token)
    return found


def examples(code: str, section: str) -> list[Example]:
    """Read a section's examples: blocks that follow each other are one, anything between begins the next."""
    builds = code == "QS231"
    found = [Example(builds=builds)]
    for token in sections(code)[section]:
        if token.type != "fence":
            found.append(Example(builds=builds))
        elif token.info == "console":
            found[-1].said = token
            found.append(Example(builds=builds))
        else:
            path, content = block(token)
            assert path not in found[-1].files
            found[-1].files[path] = content
    return [example for example in found if example.files]


def block(token: Token) -> tuple[str, bytes | None]:
    """Read a block: its info string is the language, the file, and how its content is to be taken."""
    _, path, *how = unescape(token.info).split(" ")
    match how:
        case []:
            return path, token.content.encode()
        case ["absent"]:
            return path, None
        case ["base"]:
            return path, BASE[path].encode()
        case ["link"]:
            return path, Target(token.content.encode())
        case ["bytes"]:
            return path, re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes.fromhex(m[1].decode()), token.content.encode())
        case ["times", number]:
            return path, token.content.encode() * int(number)
        case ["workbook", *merged]:
            return path, typed(token.content, *merged)
        case ["zip"]:
            return path, packed(dict(line.split(": ", 1) for line in token.content.splitlines()))
        case ["zip", "times", number]:
            return path, packed({line: line * int(number) for line in token.content.splitlines()})
        case _:
            raise AssertionError(token.info)


@pytest.mark.parametrize("code", CODES)
def test_the_failing_examples_of_a_page_are_found_as_it_shows(code, tmp_path):
    failing = examples(code, "Fails")
    assert failing
    for number, example in enumerate(failing):
        assert example.said, "every failing example ends with what qshop says"
        shown = example.shown(tmp_path / str(number))
        assert shown == example.said.content
        assert f": {code} " in shown


@pytest.mark.parametrize("code", CODES)
def test_the_passing_examples_of_a_page_have_no_problem(code, tmp_path):
    passing = examples(code, "Passes")
    assert passing
    for number, example in enumerate(passing):
        assert example.run(tmp_path / str(number)) == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_why_what_fails_what_passes_and_what_to_do(code):
    parts = sections(code)
    assert list(parts) == ["", "Fails", "Passes", "What to do"]
    title, *why = [token.content for token in parts[""] if token.type == "inline"]
    assert title.startswith(f"{code}: ")
    assert len(why) == 1
    assert [token.type for token in parts["What to do"]].count("paragraph_open") == 1


def test_every_code_has_a_page_and_every_page_a_code():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "qshop").rglob("*.py"))
    assert sorted(set(re.findall(r"QS\d{3}", sources))) == CODES


def test_the_index_lists_every_page_by_its_title():
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    titles = [(PAGES / f"{code}.md").read_text(encoding="utf-8").split("\n")[0][len("# QS000: ") :] for code in CODES]
    rows = [f"| [{code}]({code}.md) | {title} |" for code, title in zip(CODES, titles, strict=True)]
    assert [line for line in index.split("\n") if line.startswith("| [QS")] == rows


def test_the_base_programme_is_sound(tmp_path):
    assert checked(programme(tmp_path, BASE)) == []


def write_what_is_said() -> None:
    """Put today's diagnostics into every page's console blocks, below blocks that have none as yet too."""
    for code in CODES:
        page = PAGES / f"{code}.md"
        lines = page.read_text(encoding="utf-8").split("\n")
        for example in reversed(examples(code, "Fails")):
            assert example.said, f"{code}: end each failing example with an empty console block"
            start, end = example.said.map
            with tempfile.TemporaryDirectory() as folder:
                lines[start + 1 : end - 1] = example.shown(Path(folder)).rstrip("\n").split("\n")
        page.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    write_what_is_said()
