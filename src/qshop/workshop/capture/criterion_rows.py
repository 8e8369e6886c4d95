"""The rows of a sheet of criteria: which criterion each is about, new or known, and what it says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from qshop.base.suggest import did_you_mean
from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.visits.problem import Problem
from qshop.workshop.capture.agreed import WORDS, Agreed, read_agreed
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.dots import priority
from qshop.workshop.capture.meeting_facts import MeetingHeld
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow
from qshop.workshop.capture.name_lists import NameLists
from qshop.workshop.capture.statements import Path, Problems, Said, Statement
from qshop.workshop.workbook import FILLED_IN

KNOWN, NEW = "known", "new"
"""How what a row is about begins: then comes the id, or the stage and the words in normal form."""

_COLUMNS: Final = {path: column for column, path in WORDS.items()}
_LEAVE: Final = "leave it as it was; propose a new criterion in a row without id, or change it by a pull request"


@dataclass(frozen=True)
class CriterionReader:
    """Reads the rows of one meeting against a programme.

    stages: those of the group
    must_from: from which percentage of those present dots make a must
    """

    programme: Programme
    lists: NameLists
    meeting: MeetingHeld
    stages: list[str]
    must_from: Decimal

    def read(self, sheet: Sheet, row: SheetRow) -> Statement | Problems:
        """Return what a row says, or why it is rejected."""
        agreed, problems = read_agreed(row, self.lists, self.meeting.present)
        known = self._known(agreed)
        problems += list(self._problems(agreed, known))
        if problems:
            return problems
        said = self._said(agreed, known)
        changes = {path: text for path, text in said.items() if not _says(known, path, text)}
        refused = list(self._refused(known, changes)) if known and known.is_live else []
        if refused:
            return refused
        if known and known.status != "proposed":
            changes = {path: text for path, text in changes.items() if path[0] in FILLED_IN and known.is_live}
        changes = {(*path, sheet.language) if path in _COLUMNS else path: text for path, text in changes.items()}
        about = (KNOWN, known.id) if known else (NEW, agreed.stage, normal(agreed.text))
        words: Said = {("text", sheet.language): agreed.text}
        return Statement(sheet, row, about, changes, {path: column_of(path) for path in (*changes, *words)}, words)

    def _known(self, agreed: Agreed) -> Criterion | None:
        """Return the criterion that a row is about: the one of its id, or the live one of its stage with its words.

        One that the same meeting proposed is known by its words also after it was declined.
        """
        if agreed.id:
            return self.programme.criteria.get(agreed.id)
        return self._by_text.get((agreed.stage, normal(agreed.text)))

    @cached_property
    def _by_text(self) -> Mapping[tuple[str, str], Criterion]:
        return {
            (self.programme.stage_of[criterion.id], normal(text)): criterion
            for criterion in self.programme.criteria.values()
            if criterion.is_live or self._is_own(criterion)
            for text in criterion.text.values()
        }

    def _is_own(self, criterion: Criterion) -> bool:
        proposed = criterion.proposed
        return proposed is not None and (proposed.group, proposed.on) == (self.meeting.group, self.meeting.on)

    def _problems(self, agreed: Agreed, known: Criterion | None) -> Iterator[tuple[str, Problem]]:
        """Yield what is wrong with the criterion that a row names, its stage and its words."""
        if agreed.id and known is None:
            live = [criterion.id for criterion in self.programme.criteria.values() if criterion.is_live]
            message = f"there is no criterion “{agreed.id[:64]}”"
            yield (
                "id",
                Problem("QS666", message, did_you_mean(agreed.id, live) or "clear the cell: a new one needs no id"),
            )
        elif known and agreed.id and not known.is_live:
            message = f"{known.id} is {known.status}"
            yield "id", Problem("QS666", message, "clear the id to propose it anew; what was decided stays")
        if not agreed.text:
            yield "criterion", Problem("QS668", "no criterion is written", "write it, or delete the row")
        yield from self._problems_of_stage(agreed, known)
        if bool(agreed.words.get("promise")) != bool(agreed.words.get("promise_where")) and not (
            known and known.promise
        ):
            message, help_ = "a promise needs what was said and where", "say where it was promised, or clear the cell"
            yield "promise_where", Problem("QS670", message, help_)

    def _problems_of_stage(self, agreed: Agreed, known: Criterion | None) -> Iterator[tuple[str, Problem]]:
        if known:
            if agreed.stage and agreed.stage != self.programme.stage_of[known.id]:
                message = f"{known.id} belongs to another stage"
                yield "stage", Problem("QS665", message, "put its stage back; clear the id to propose it in this stage")
        elif not agreed.id and not agreed.stage and not agreed.row["stage"]:
            yield "stage", Problem("QS665", "no stage is given", "choose one from the list")
        elif agreed.stage and agreed.stage not in self.stages:
            message = f"{agreed.stage} is no stage of group {self.meeting.group}"
            help_ = "write it into the workbook of the group that takes it, or give the group the stage in groups.yaml"
            yield "stage", Problem("QS665", message, help_)

    def _said(self, agreed: Agreed, known: Criterion | None) -> Said:
        """Return what a row says, by the keys of a criterion."""
        said = {WORDS[column]: text for column, text in agreed.words.items()}
        said |= {(key,): code for key, code in (("owner", agreed.owner), ("standard", agreed.standard)) if code}
        if known and agreed.dots.is_blank:
            return said
        if not agreed.dots.is_blank:
            said["priority",] = priority(agreed.dots, self.meeting.present, self.must_from)
        said |= {("proposed", "group"): self.meeting.group, ("proposed", "on"): self.meeting.on.isoformat()}
        counts = {"present": self.meeting.present, "must": agreed.dots.must, "plus": agreed.dots.plus}
        return said | {("proposed", name): str(count) for name, count in counts.items() if count is not None}

    def _refused(self, known: Criterion, changes: Said) -> Iterator[tuple[str, Problem]]:
        """Yield what may not be changed so: of a validated criterion, or of what a later meeting said.

        What the steering group made of the dots and words of this meeting stands. Dots that say of a validated one
        what it says already are no change; words would be lost.
        """
        said_since = known.proposed.on if known.proposed and known.proposed.on > self.meeting.on else None
        for path in changes:
            is_blank = value_at(known, path) is None
            is_said_of = path == ("priority",) or path[0] == "proposed"
            is_decided = known.status == "validated" and is_said_of and self._is_own(known)
            is_count = path[0] == "proposed" and path not in _COLUMNS
            if is_count or is_decided or (is_blank and path[0] in FILLED_IN):
                continue
            if known.status == "validated":
                yield column_of(path), Problem("QS669", f"{known.id} is validated and says otherwise", _LEAVE)
            elif said_since:
                message = f"{known.id} was said otherwise at a later meeting, on {said_since}"
                yield column_of(path), Problem("QS672", message, "leave it as it is now, or change it in its file")


def text_said(said: Said) -> str:
    """Return the words of a new criterion."""
    return next(text for path, text in said.items() if path[0] == "text")


def column_of(path: Path) -> str:
    """Return the column from which something is said."""
    of_dots = path == ("priority",) or path[0] == "proposed"
    return _COLUMNS.get(path) or _COLUMNS.get(path[:-1]) or ("must_dots" if of_dots else path[0])


def value_at(criterion: Criterion | None, path: Path) -> object:
    """Return what a criterion has under keys: words by language, a text, a number, or None."""
    value: object = criterion
    for key in path:
        value = value.get(key) if isinstance(value, dict) else getattr(value, "try_" if key == "try" else key, None)
    return value


def _says(criterion: Criterion | None, path: Path, text: str) -> bool:
    """Return whether a criterion says the same under keys, in any language."""
    value = value_at(criterion, path)
    if isinstance(value, dict):
        return any(normal(words) == normal(text) for words in value.values())
    return value is not None and str(value) == text
