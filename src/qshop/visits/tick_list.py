"""The list on which a person ticks what may be shown, and what comes back of it: ticked rows are releases.

Beside the columns of the register it has what a person decides by. What is not ticked says nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from qshop.base.formulas import as_typed
from qshop.base.shown import shown
from qshop.visits.problem import Check, Problem
from qshop.visits.rejects import Faults
from qshop.visits.released import COLUMNS as RELEASE
from qshop.visits.released import (
    QUOTATION,
    Release,
    ReleasedOutcome,
    VisitWords,
    header_problem,
    judged,
    new_releases,
    sound_releases,
)
from qshop.visits.table import Table, paired


class TickRow(NamedTuple):
    """One row of the list: what a person decides by, then what becomes a row of the register."""

    release: str
    criterion: str
    site: str
    day: str
    remark: str
    audience: str
    by: str
    on: str
    agreed_by_person: str
    language: str
    source: str
    id: str
    question: str
    what: str


COLUMNS: Final = TickRow._fields


class TickWords(NamedTuple):
    """How people say yes and no in a list, in small letters: the words of every language of forms."""

    yes: frozenset[str]
    no: frozenset[str]

    def read(self, text: str) -> bool | None:
        """Return whether a cell is ticked; None where it says neither."""
        said = text.strip().casefold()
        if said in self.yes | {"yes", "x", "✓", "1", "true"}:
            return True
        return False if said in self.no | {"no", "", "0", "false"} else None


ENGLISH: Final = TickWords(frozenset({"yes"}), frozenset({"no"}))
"""The words of no language but that of the register itself."""


@dataclass
class TickedOutcome(ReleasedOutcome):
    """What became of a list: rows = accepted + repeated + rejected + not ticked."""

    not_ticked: int = 0


def accept_ticked(
    table: Table, visits: Mapping[str, VisitWords], before: Collection[Release], words: TickWords
) -> TickedOutcome:
    """Return what became of every row of a list, or of a table with the register's own columns: all are ticked there.

    A ticked row is refused if its remark was changed: words leave a visit as they were written, or not at all.
    """
    refusal = header_problem(table, {*RELEASE, *COLUMNS})
    if refusal:
        return TickedOutcome(refusal=refusal)
    is_list = "release" in table.columns
    is_unticked = table.get("release").where(lambda text: is_list and words.read(as_typed(text)) is False)
    chosen = _as_meant(table.take(~is_unticked), words, is_list=is_list)
    faults = judged(chosen, visits)
    if is_list:
        faults.judge("release", chosen.get("release"), _tick_check(words))
        faults.judge("remark", paired(*map(chosen.get, ("id", "question", "what", "remark"))), _remark_check(visits))
    return _outcome(chosen, faults, before, int(is_unticked.sum()))


def _outcome(table: Table, faults: Faults, before: Collection[Release], not_ticked: int) -> TickedOutcome:
    accepted = sound_releases(table, faults)
    new = new_releases(accepted, before)
    rejects = [replace(reject, visit="") for reject in faults.rejects()]
    return TickedOutcome(new, len(accepted) - len(new), rejects, more_rejects=faults.more, not_ticked=not_ticked)


def _as_meant(table: Table, words: TickWords, *, is_list: bool) -> Table:
    """Return a table with its cells as they are meant, without outer blanks and what keeps spreadsheets from harm."""

    def typed(text: str) -> str:
        return (as_typed(text) if is_list else text).strip()

    changes = dict.fromkeys(table.columns, typed) | {
        "audience": lambda text: " ".join(typed(text).casefold().replace(",", " ").split()),
        "agreed_by_person": lambda text: _agreement(typed(text), words),
    }
    return table.with_columns({name: table.get(name).map(change).merged() for name, change in changes.items()})


def _agreement(text: str, words: TickWords) -> str:
    """Return a word of agreement as the register has it; another text as it is."""
    said = words.read(text) if text else None
    return text if said is None else "yes" if said else "no"


def _tick_check(words: TickWords) -> Check[str]:
    def check(text: str) -> Problem | None:
        if words.read(text) is not None:
            return None
        return Problem("QS420", f"{shown(text)} is neither yes nor no", "write x to release it, or leave it blank")

    return check


def _remark_check(visits: Mapping[str, VisitWords]) -> Check[tuple[str, ...]]:
    def check(cells: tuple[str, ...]) -> Problem | None:
        id_, question, what, remark = cells
        visit = visits.get(id_)
        written = visit.cells.get(f"{question}_comment", "") if visit else ""
        if what != QUOTATION or not written or _letters(remark) == _letters(written):
            return None
        help_ = "put it back as it was written, or do not release it; what must not be read is taken out at its source"
        return Problem("QS485", "the remark was changed, but pages quote what the visitor wrote", help_)

    return check


def _letters(text: str) -> str:
    """Return the letters and digits of a text: spreadsheets change blanks, quotes and line ends."""
    return "".join(character for character in text.casefold() if character.isalnum())
