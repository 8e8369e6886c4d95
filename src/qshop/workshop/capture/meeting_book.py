"""The workbook of one meeting, as its sheets; or why it cannot be read as one."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.plural import counted, first_of
from qshop.visits.intake.receipt import Receipt
from qshop.visits.source_table import HIDDEN_SHEETS, SourceTable
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.meeting_facts import MeetingHeld, read_meeting
from qshop.workshop.capture.meeting_sheets import Headings, Sheet, fault_of_sheet, passed_over, recognised
from qshop.workshop.capture.name_lists import NameList

_SHOWN: Final = 5
_GIVE: Final = "give the workbook that qshop workshop pack wrote, with its headings as they were"
_READ: Final = ("meeting", "criteria", "obstacles", "people")


@dataclass(frozen=True)
class BookWords:
    """What the workbook says in every language that it can be written in.

    headings: of the sheets' columns
    asked: what the sheet of the meeting asks, by its words
    sheets: the sheets, by what they are called, in normal form
    """

    headings: Headings
    asked: Mapping[str, str]
    sheets: Mapping[str, str]


@dataclass(frozen=True)
class MeetingBook:
    """What was read of a workbook: its sheets, or, without a meeting, why nothing of it is accepted.

    receipts: those of the sheets and files that are refused
    """

    name: str
    meeting: MeetingHeld | None = None
    sheets: Sequence[Sheet] = ()
    receipts: Sequence[Receipt] = ()
    notes: Sequence[str] = field(default=())


def read_book(
    name: str,
    tables: Sequence[SourceTable],
    words: BookWords,
    groups: NameList,
    languages: Sequence[str],
    language: str = "",
) -> MeetingBook:
    """Return the workbook that these tables are, refused as a whole for what makes all of it doubtful.

    languages: those of the programme; language: in which its texts are, if not in that of its headings
    """
    refused = [Receipt(table.source, refusal=table.refusal) for table in tables if table.refusal]
    if refused:
        return MeetingBook(name, receipts=refused)
    sheets, others = recognised(tables, words.headings, language)
    faults = list(_unread(name, others, words)) or list(_faults(name, sheets, languages))
    meeting = None
    if not faults:
        meeting, faults = read_meeting(next(one for one in sheets if one.kind == "meeting"), words.asked, groups)
    notes = list(_notes(name, tables, sheets, others, words))
    if faults:
        return MeetingBook(name, receipts=[Receipt(fault.where.path, refusal=fault) for fault in faults], notes=notes)
    return MeetingBook(name, meeting, [sheet for sheet in sheets if sheet.kind != "meeting"], notes=notes)


def _unread(name: str, others: Sequence[SourceTable], words: BookWords) -> Iterator[Diagnostic]:
    """Yield why what should be a sheet of the workbook is none: it is called so, or is a file of its own."""
    for table in others:
        if words.sheets.get(_sheet_name(name, table)) in _READ:
            message, help_ = "its headings are not in the first row", "put the headings back, and nothing above them"
            yield Diagnostic("QS661", message, Where(table.source, 1, 1), help_)
        elif table.table and not table.table.locations.grid:
            yield Diagnostic(
                "QS660", "it has the headings of none of the workbook's sheets", Where(table.source, 1, 1), _GIVE
            )


def _sheet_name(name: str, table: SourceTable) -> str:
    return normal(table.source.removeprefix(f"{name}/"))


def _faults(name: str, sheets: Sequence[Sheet], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield what makes a workbook as a whole doubtful (QS660 to QS663, QS673, QS675)."""
    if not any(sheet.kind != "meeting" for sheet in sheets):
        yield Diagnostic("QS660", "no sheet has the headings of a meeting's workbook", Where(name), _GIVE)
        return
    times = Counter(sheet.kind for sheet in sheets)
    for kind in (kind for kind, count in times.items() if count > 1):
        named = first_of([sheet.name.removeprefix(f"{name}/") for sheet in sheets if sheet.kind == kind], _SHOWN)
        message = f"{counted(times[kind], 'sheet')} are of one kind: {named}"
        yield Diagnostic("QS675", message, Where(name), "one meeting has one of each: give each group's file by itself")
    if "meeting" not in times:
        message = "the sheet of the meeting is missing: nobody knows which group this is, and when it met"
        yield Diagnostic("QS662", message, Where(name), "put it back; of CSV files, give all that the workbook has")
    language = sheets[0].language
    if language not in languages:
        message = f"the workbook is in “{language}”, in which the programme is not written"
        help_ = f"say what language its texts are in: --lang {languages[0]}"
        yield Diagnostic("QS663", message, Where(name), help_)
    yield from (fault for sheet in sheets if (fault := fault_of_sheet(sheet)))


def _notes(
    name: str, tables: Sequence[SourceTable], sheets: Sequence[Sheet], others: Sequence[SourceTable], words: BookWords
) -> Iterator[str]:
    """Yield what was seen in a workbook and not read, and what its reader says of hidden rows and formulas."""
    for source, note in ((table.source, note) for table in tables for note in table.notes):
        hidden = normal(note.removeprefix(HIDDEN_SHEETS)) if note.startswith(HIDDEN_SHEETS) else ""
        if words.sheets.get(hidden) != "lists":
            yield f"{source}: {note}"
    yield from (f"{sheet.name}: {note}" for sheet in sheets for note in passed_over(sheet))
    foreign = [table.source for table in others if _sheet_name(name, table) not in words.sheets]
    if foreign:
        yield f"no sheet of the workbook, not read: {first_of(foreign, _SHOWN)}"
