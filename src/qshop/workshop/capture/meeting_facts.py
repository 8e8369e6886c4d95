"""What the sheet of the meeting says: which group met, when, how many were there."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from qshop.base.diagnostics import Diagnostic
from qshop.programme.scalars import read_day
from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow
from qshop.workshop.capture.name_lists import NameList

T = TypeVar("T")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})")
_TIME: Final = re.compile("T[0-9:]+")
_PEOPLE: Final = re.compile("[1-9][0-9]{0,2}")
_NOTHING: Final = SheetRow({}, 0)


@dataclass(frozen=True)
class MeetingHeld:
    """A meeting as its sheet tells it; `present` is None where nobody wrote how many were there."""

    group: str
    on: date
    present: int | None = None


@dataclass
class MeetingAnswers:
    """The answers on a sheet, by what is asked; `faults`: what is wrong with those read so far (QS662, QS664)."""

    sheet: Sheet
    answers: dict[str, SheetRow]
    faults: list[Diagnostic]

    @classmethod
    def of(cls, sheet: Sheet, questions: Mapping[str, str]) -> "MeetingAnswers":
        """Return the answers; `questions`: what is asked, by the words that stand in the first column."""
        known = {normal(words): name for words, name in questions.items()}
        rows = ((known.get(normal(row["what"]), ""), row) for row in sheet.rows())
        return cls(sheet, {name: row for name, row in rows if name}, [])

    def read(self, name: str, reader: Callable[[str], T | Problem]) -> T | None:
        """Return an answer as it is read; None, and a fault more, where it cannot be."""
        row = self.answers.get(name, _NOTHING)
        value = reader(row["answer"])
        if not isinstance(value, Problem):
            return value
        place = self.sheet.place(row, "answer")
        self.faults.append(Diagnostic(value.code, value.message, place, value.help))
        return None


def read_meeting(
    sheet: Sheet, questions: Mapping[str, str], groups: NameList
) -> tuple[MeetingHeld | None, list[Diagnostic]]:
    """Return the meeting that a sheet tells of, and what is wrong with it."""
    answers = MeetingAnswers.of(sheet, questions)
    group = answers.read("group", lambda text: groups.read(text) if text else _missing("which group met"))
    on = answers.read("date", read_meeting_day)
    present = answers.read("present", _present)
    if answers.faults or group is None or on is None:
        return None, answers.faults
    return MeetingHeld(group, on, present or None), []


def _missing(what: str) -> Problem:
    return Problem("QS662", f"the sheet of the meeting does not say {what}", "write it there")


def read_meeting_day(text: str) -> date | Problem:
    """Return a day: 2026-03-02, 2.3.2026, or 13/3/2026 where no month can be meant by 13."""
    if not text:
        return _missing("when it was")
    found = _DAY_FIRST.fullmatch(text)
    day = read_day(f"{found[4]}-{int(found[3]):02}-{int(found[1]):02}" if found else _TIME.sub("", text))
    if found and found[2] == "/" and int(found[1]) <= 12 and found[1] != found[3]:
        return Problem("QS662", f"“{text}” may be two days", "write the day like 2026-03-31")
    return day or Problem("QS662", f"“{text[:40]}” is no day", "write it like 2026-03-31, as text or as a date")


def _present(text: str) -> int | Problem:
    """Return how many people were present, 0 where nobody wrote it."""
    if not text or _PEOPLE.fullmatch(text):
        return int(text or 0)
    return Problem("QS662", f"“{text[:40]}” is no number of people", "write how many were present, as in 9")
