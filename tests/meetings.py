"""A small programme whose groups meet, and workbooks as note-takers send them back."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from qshop.io.packaged import tongue
from qshop.pages.workbook_words import workbook_words
from qshop.workshop.workbook import SHEETS
from support import programme

Row = Mapping[str, str | int]

DESK = """\
# Group B agreed these.
format: 1
stage: desk
criteria:
  - id: desk_wait
    text:
      en: "Nobody waits longer than two minutes"   # by the clock over the desk
      fr: "Personne n’attend plus de deux minutes"
    priority: must
    status: validated
    proposed: {group: B, on: 2026-01-20}
    validated: {by: steering group, on: 2026-02-02}

  - id: desk_smile
    text:
      en: "Staff look up within ten seconds"
    priority: plus
    status: proposed
    proposed: {group: B, on: 2026-01-20}

  # asked for by one table, and turned down
  - id: desk_coffee
    text:
      en: "A coffee is offered to every visitor"
    priority: plus
    status: declined
    proposed: {group: B, on: 2026-01-20}
    declined: {by: steering group, on: 2026-02-02, why: {en: "No kitchen near the desk", fr: "Pas de cuisine"}}
"""
FILES = {
    "qshop.yaml": """\
format: 1
name: Front desk
languages: [en, fr]
owners:
  desk_manager: {en: Desk manager, fr: Responsable de l’accueil}
  facilities: {en: Facilities, fr: Services généraux}
waves:
  - {id: 2026, from: 2026-01-01, to: 2026-12-31}
""",
    "sites.yaml": "format: 1\nteams:\n  - {id: T1, name: Welcome}\nsites:\n  - {id: S01, name: North, teams: {desk: T1}}\n"
    "  - {id: S02, name: South, teams: {desk: T1}}\n",
    "criteria/stages.yaml": "format: 1\nstages:\n  - {id: desk, name: {en: Reception desk, fr: Comptoir}}\n"
    "  - {id: park, name: {en: Car park, fr: Parking}}\n  - {id: door, name: {en: Front door, fr: Entrée}}\n",
    "criteria/desk.yaml": DESK,
    "workshops/groups.yaml": "format: 1\ngroups:\n  - {id: B, name: {en: Being received, fr: Être reçu}, stages: [desk, park]}\n"
    "  - {id: C, stages: [door]}\n",
}
MEETING = {"group": "B", "guide": "criteria", "date": "2026-03-02", "present": 9, "note_taker": "Léa"}


def small(folder: Path) -> Path:
    """Write the programme and give its folder."""
    return programme(folder, FILES)


def tables(
    language: str = "en",
    *,
    meeting: Row = MEETING,
    criteria: Sequence[Row] = (),
    obstacles: Sequence[Row] = (),
    people: Sequence[Row] = (),
) -> dict[str, list[list[str | int]]]:
    """Give the rows of each sheet, by its name, with headings in a language."""
    words = workbook_words(tongue(language))
    asked = [[words["asked"][name], answer] for name, answer in meeting.items()]
    sheets = {"criteria": criteria, "obstacles": obstacles, "people": people}
    filled = {
        sheet: [[row.get(column, "") for column in SHEETS[sheet]] for row in rows] for sheet, rows in sheets.items()
    }
    headings = {sheet: [list(words[sheet].values())] for sheet in SHEETS}
    return {words["sheet"][sheet]: headings[sheet] + ({"meeting": asked} | filled)[sheet] for sheet in SHEETS}


def book(sheets: Mapping[str, Sequence[Sequence[str | int]]]) -> openpyxl.Workbook:
    """Make a workbook of the rows of its sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    """Give the bytes of a workbook."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def filled_in(language: str = "en", **rows: Sequence[Row] | Row) -> bytes:
    """Give the workbook of a meeting, filled in; see `tables`."""
    return saved(book(tables(language, **rows)))  # type: ignore[arg-type]
