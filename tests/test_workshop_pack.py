"""`qshop workshop pack`: the folder of a meeting, and the workbook that goes with it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from qshop.cli.main import run
from qshop.io.packaged import packaged_languages, tongue
from qshop.pages.choice_names import choice_names
from support import programme

FILES = {
    "qshop.yaml": """\
format: 1
name: Museum
languages: [en, fr]
owners:
  desk_manager: {en: Desk manager, fr: Responsable de l’accueil}
waves:
  - {id: spring, from: 2026-03-02, to: 2026-04-26}
""",
    "sites.yaml": """\
format: 1
teams:
  - {id: hosts, name: Hosts}
sites:
  - {id: QUAY, name: Quayside, teams: {desk: hosts}}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: desk, name: {en: Ticket desk, fr: Billetterie}}
  - {id: park, name: {en: Car park, fr: Parking}}
""",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_wait
    text: {en: "Nobody waits longer than two minutes", fr: "Personne n’attend plus de deux minutes"}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-02-02}
    owner: desk_manager
    standard: none
  - id: desk_smile
    text: {en: "=Staff look up", fr: "Le personnel lève les yeux"}
    priority: plus
  - id: desk_coffee
    text: {en: "Coffee", fr: "Café"}
    priority: plus
    status: declined
    declined: {by: steering group, on: 2026-02-02, why: {en: "No kitchen", fr: "Pas de cuisine"}}
""",
    "workshops/groups.yaml": """\
format: 1
groups:
  - {id: B, name: {en: Arriving, fr: Arriver}, stages: [desk, park], meetings: [{on: 2026-01-20}]}
""",
}
GUIDE = """\
format: 1
title: {en: Short meeting, fr: Réunion courte}
for: {en: A group, fr: Un groupe}
minutes: 30
people: 8
items:
  - {id: stages, title: "{stage}", minutes: 15, each: stage, materials: [{what: {en: cards, fr: cartes}, count: 6, for_each: [person]}], handouts: [sheet], moves: [{do: {en: Write, fr: Écrire}}]}
handouts:
  rules: {title: {en: Rules, fr: Règles}, for_each: [table], sections: [{text: {en: Be kind, fr: Soyez gentils}}]}
  sheet:
    title: {en: Card sheet, fr: Feuille}
    for_each: [table, stage]
    sections: [{text: "{stage}"}]
"""


def museum(folder):
    return programme(folder / "museum", FILES | {"workshops/guides/short.yaml": GUIDE})


def pack(folder, *options):
    code = run(["--project", str(museum(folder)), "workshop", "pack", *options, "--out", str(folder / "out")])
    return code, sorted(str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*") if path.is_file())


def cells(page):
    return [["" if cell is None else str(cell) for cell in row] for row in page.values]


def test_the_folder_is_numbered_in_the_order_of_use(tmp_path):
    assert pack(tmp_path, "short", "--group", "B", "--format", "md") == (
        0,
        [
            "00-print.md",
            "01-short.md",
            "02-names.md",
            "03-sheet-desk.md",
            "04-sheet-park.md",
            "05-rules.md",
            "06-workbook-B.xlsx",
        ],
    )
    assert "Ticket desk" in (tmp_path / "out/03-sheet-desk.md").read_text()
    assert "Car park" in (tmp_path / "out/04-sheet-park.md").read_text()


def test_the_list_says_what_to_print_how_often(tmp_path):
    pack(tmp_path, "short", "--group", "B", "--format", "md")
    told = (tmp_path / "out/00-print.md").read_text()
    assert told == PRINT_LIST


PRINT_LIST = """\
# What to print, and what to carry

*Arriving: Ticket desk and Car park · 09:30–10:00*

Counted for 8 people, the most that the guide is for.

| File | What it is | Print |
|---|---|---|
| 01-short | Short meeting (for whoever leads) | 1 |
| 02-names | Name list | 1 |
| 03-sheet-desk | Card sheet · Ticket desk | 2 |
| 04-sheet-park | Card sheet · Car park | 2 |
| 05-rules | Rules | 2 |
| 06-workbook-B.xlsx | The note-taker’s workbook: send it, do not print it | send |

## To carry

- ☐ cards: 48

When the workbook is back: qshop workshop capture FILE
"""


def test_what_is_known_stands_in_the_workbook_and_what_was_declined_does_not(tmp_path):
    pack(tmp_path, "short", "--group", "B")
    book = load_workbook(tmp_path / "out/06-workbook-B.xlsx")
    assert book.sheetnames == ["How to fill it in", "Meeting", "Criteria", "Obstacles", "People", "Lists"]
    assert cells(book["Meeting"]) == [
        ["What", "Answer"],
        ["Which group?", "Arriving"],
        ["Which guide?", "Short meeting"],
        ["Which day?", ""],
        ["How many people were present?", ""],
        ["Who took notes?", ""],
    ]
    rows = cells(book["Criteria"])
    assert [row[:3] + row[6:8] for row in rows[1:4]] == [
        ["desk_wait", "Ticket desk", "Nobody waits longer than two minutes", "Desk manager", "No"],
        ["desk_smile", "Ticket desk", "=Staff look up", "", ""],
        ["", "Ticket desk", "", "", ""],
    ]
    assert {row[1] for row in rows[4:]} == {"Ticket desk", "Car park"}
    assert book["Criteria"]["C3"].data_type == "s"
    assert "qshop workbook 1 · short · B · en · Museum" in [row[0] for row in cells(book["How to fill it in"])]


def test_of_a_validated_criterion_only_blanks_are_open_a_proposed_one_is_open_but_for_its_id_and_stage(tmp_path):
    pack(tmp_path, "short", "--group", "B")
    page = load_workbook(tmp_path / "out/06-workbook-B.xlsx")["Criteria"]
    is_open = {
        row[0].value: [cell.column_letter for cell in row if not cell.protection.locked] for row in page["A2:N3"]
    }
    assert is_open == {"desk_wait": [*"IJKLM"], "desk_smile": [*"CDEFGHIJKLMN"]}


def test_as_csv_each_sheet_is_a_file_with_the_same_headings(tmp_path):
    _, written = pack(tmp_path, "short", "--group", "B", "--workbook", "csv", "--lang", "fr", "--format", "md")
    assert written[-4:] == [f"06-workbook-B/{name}.csv" for name in ("criteria", "meeting", "obstacles", "people")]
    text = (tmp_path / "out/06-workbook-B/criteria.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["Identifiant", "Étape", "Critère"]
    assert rows[1][:3] == ["desk_wait", "Billetterie", "Personne n’attend plus de deux minutes"]


def test_the_same_programme_gives_the_same_bytes(tmp_path):
    written = []
    for name in ("one", "two"):
        pack(tmp_path / name, "short", "--group", "B")
        written.append((tmp_path / name / "out/06-workbook-B.xlsx").read_bytes())
    assert written[0] == written[1]


def test_a_guide_for_groups_asks_which_one(tmp_path, capsys):
    assert pack(tmp_path, "criteria") == (2, [])
    assert "say which one meets: --group, one of B" in capsys.readouterr().err


def test_a_guide_that_agrees_nothing_has_no_workbook_and_says_so(tmp_path, capsys):
    code, written = pack(tmp_path, "huddle", "--format", "md")
    assert code == 0
    assert not [name for name in written if "workbook" in name]
    assert "no workbook goes with huddle" in capsys.readouterr().err


@pytest.mark.parametrize("language", packaged_languages())
def test_what_a_spreadsheet_says_where_something_is_refused_fits_into_its_box(language):
    words = tongue(language)
    assert {what for what in ("choices", "number", "day") if len(words(f"workbook.refused.{what}")) > 255} == set()


def test_a_name_that_could_stand_for_several_is_shown_with_its_code():
    names = {
        "a": {"en": "Desk"},
        "b": {"en": "desk .", "fr": "Accueil"},
        "c": {"en": "a"},
        "d": {"en": "Car park"},
        "e": {},
    }
    shown = {"a": "Desk (a)", "b": "desk . (b)", "c": "a (c)", "d": "Car park", "e": "e"}
    assert choice_names(names, "en") == shown
