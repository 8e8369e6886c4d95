"""Whatever a person does to the files of a programme, check says what is wrong and where, and never breaks.

QSHOP_MUTATIONS sets how many mutants are tried; the number of one is its seed.
"""

import os
import random

import pytest

from qshop.cli.all_rules import all_notes, apply_all_rules, misplaced_visits
from qshop.cli.main import run
from qshop.io.folder import BrokenSettingsError, load
from revisions import FILES
from support import programme

MUTANTS = int(os.environ.get("QSHOP_MUTATIONS", "200"))
OTHERS = {
    "questionnaires/safety.yaml": "format: 1\ntitle: {en: Safety, fr: Sécurité}\ncriteria: [desk_safe, leaving_goodbye]\n",
    "wording/en.yaml": "format: 1\nvague: [superb, top notch]\n",
    "profiles/desk.yaml": """\
format: 1
questionnaire: onsite
version: 1
labels: {yes_no: {oui: "yes", non: "no"}}
columns:
  visit_id: Numéro
  site: {column: Lieu, map: {Nord: A1, Sud: B2}}
  date: {column: Jour, dates: [D.M.YYYY]}
  greeted: Salué
""",
}
ODD = [
    *("\u00a0", "\u200b", "\u202e", "\ufeff", "\u2028", "\x00", "\x1b[2J", "\x85", "\ud800", "𝒳", "İ", "e\u0301"),
    *("<<<<<<< HEAD\n", "\n=======\n", ">>>>>>> a\n", "\t", "\r", "\r\n", "---\n", "...\n", "%YAML 1.1\n"),
    *(
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "? ",
        "| ",
        "> ",
        "&a ",
        "*a ",
        "!!int ",
        "!x ",
        "#",
        " #x",
        "'",
        '"',
        "\\",
        "<<: ",
    ),
    *(
        "~",
        "null",
        "yes",
        "1e999",
        "-1",
        "0x1F",
        "9" * 40,
        "1_000",
        ".inf",
        "2026-02-30",
        "12:30:60",
        "../../x",
        "=1+1",
    ),
]


def mutated(text: str, chance: random.Random) -> str:
    """Do to a text what people, editors and merges do."""
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        text = chance.choice(MUTATIONS)(text, chance)
    return text


def _lines(change):
    """Make a mutation of one that changes a list of lines at a place in it."""

    def mutation(text, chance):
        lines = text.splitlines(keepends=True) or [""]
        change(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return mutation


def _deleted(lines, at, chance):
    del lines[at : at + chance.choice([1, 1, 3, 20])]


def _doubled(lines, at, chance):
    lines[at:at] = lines[at : at + chance.choice([1, 2, 10])]


def _moved(lines, at, chance):
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indented(lines, at, chance):
    line, by = lines[at], chance.choice([-4, -2, -1, 1, 2, 7])
    lines[at] = " " * by + line if by > 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _emptied(lines, at, chance):
    key, colon, _ = lines[at].partition(":")
    lines[at] = f"{key}{colon}{chance.choice(['', ' {}', ' []', ' ~', ' x', ' [x, {y: z}]', ' {x: [y]}'])}\n"


def _unlisted(lines, at, _chance):
    lines[at] = lines[at].replace("- ", "  ", 1)


def _listed(lines, at, _chance):
    line = lines[at].lstrip(" ")
    lines[at] = f"{' ' * (len(lines[at]) - len(line))}- {line}"


def _renamed(lines, at, chance):
    key, colon, rest = lines[at].partition(":")
    lines[at] = f"{chance.choice([key.upper(), key[:-1], key + 's', '  é', '1', ''])}{colon}{rest}"


def _odd(text, chance):
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ODD) + text[at + chance.choice([0, 0, 1, 3]) :]


def _cut(text, chance):
    return text[: chance.randrange(len(text) + 1)]


def _nested(text, chance):
    return text + chance.choice(["x: ", "x:\n  "]) + chance.choice(["[", "{a: ", "- "]) * chance.choice([5, 50, 5000])


MUTATIONS = [
    *map(_lines, (_deleted, _doubled, _moved, _indented, _emptied, _unlisted, _listed, _renamed)),
    *(_odd, _odd, _cut, _nested),
]


def told(root):
    """Give every diagnostic of check, and its notes."""
    try:
        loaded = load(root)
    except BrokenSettingsError as broken:
        return broken.diagnostics
    return [*loaded.diagnostics, *apply_all_rules(loaded), *misplaced_visits(loaded), *all_notes(loaded)]


@pytest.fixture
def desk(tmp_path):
    """Give a programme with a file of every kind, and nothing wrong in any."""
    root = programme(tmp_path, FILES | OTHERS)
    assert run(["--project", str(root), "build-questionnaire", "--format", "csv"]) == 0
    assert [one.message for one in told(root)] == []
    return root


def test_a_mutant_is_clean_or_told_at_a_place_that_exists(desk):
    files = sorted(desk.rglob("*.yaml"))
    for seed in range(MUTANTS):
        chance = random.Random(seed)
        file = chance.choice(files)
        before = file.read_bytes()
        file.write_bytes(mutated(before.decode(), chance).encode("utf-8", "surrogatepass"))
        for one in told(desk):
            place = desk / one.where.path
            assert one.message, seed
            assert place.is_file(), (seed, one)
            assert one.where.line <= len(place.read_bytes().splitlines()) + 1, (seed, one)
        file.write_bytes(before)


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "version https://git-lfs.github.com/spec/v1\n", "\u00a0", "\x00"])
def test_what_makes_a_file_unreadable_is_one_problem_and_no_cascade(text, desk):
    for file in sorted(desk.rglob("*.yaml")):
        before = file.read_bytes()
        file.write_bytes(text.encode() + before)
        path = file.relative_to(desk).as_posix()
        assert [(one.where.path, one.where.line) for one in told(desk)] == [(path, 1)]
        file.write_bytes(before)
