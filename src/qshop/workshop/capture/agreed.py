"""What a row of the sheet of criteria says, read cell by cell."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from qshop.visits.problem import Problem
from qshop.workshop.capture.criterion_ids import words_as_id
from qshop.workshop.capture.dots import Dots, read_dots
from qshop.workshop.capture.kept_texts import LONG, problem_of_text
from qshop.workshop.capture.meeting_sheets import SheetRow
from qshop.workshop.capture.name_lists import NameLists

T = TypeVar("T")
_ID: Final = re.compile("[a-z][a-z0-9_]{0,63}")
LONGEST: Final = {"criterion": 300, "missed": 120}
WORDS: Final = {
    "criterion": ("text",),
    "missed": ("missed",),
    "check_first": ("check_first",),
    "try": ("try",),
    "promise": ("promise", "says"),
    "promise_where": ("promise", "where"),
    "visible": ("proposed", "visible"),
    "remark": ("proposed", "remark"),
}
"""The columns that hold words, and the keys of a criterion under which they are kept."""

NO_PROCEDURE, UNNAMED_PROCEDURE = "none", "to_be_named"
"""What `standard` says where there is no procedure, and where there is one whose name nobody wrote."""


@dataclass(frozen=True)
class Agreed:
    """What a row says; blanks say nothing.

    words: by column, as typed
    """

    row: SheetRow
    id: str
    stage: str
    owner: str
    standard: str
    dots: Dots
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the criterion."""
        return self.words.get("criterion", "")


def read_agreed(row: SheetRow, lists: NameLists, present: int | None) -> tuple[Agreed, list[tuple[str, Problem]]]:
    """Return what a row says, and what is wrong with its cells, each with its column."""
    problems = list(_problems_of_words(row))

    def read(column: str, reader: Callable[[str], T | Problem]) -> T | None:
        value = reader(row[column])
        if isinstance(value, Problem):
            problems.append((column, value))
            return None
        return value

    dots = Dots(*(read(f"{kind}_dots", lambda text: read_dots(text, present)) for kind in ("must", "plus")))
    agreed = Agreed(
        row,
        id=row["id"],
        stage=read("stage", lists.stages.read) or "",
        owner=read("owner", lists.owners.read) or "",
        standard=_procedure(row["standard"], lists),
        dots=dots,
        words={column: row[column] for column in WORDS if row[column]},
    )
    return agreed, problems


def _problems_of_words(row: SheetRow) -> Iterator[tuple[str, Problem]]:
    for column in WORDS:
        problem = problem_of_text(row[column], LONGEST.get(column, LONG))
        if problem:
            yield column, problem


def _procedure(text: str, lists: NameLists) -> str:
    """Return the id of the procedure that a cell names, `none` where it says no; blank for a blank one."""
    said = lists.yes_or_no.read(text)
    if isinstance(said, str) and said:
        return {"no": NO_PROCEDURE, "yes": UNNAMED_PROCEDURE}[said]
    if not text or _ID.fullmatch(text):
        return text
    name = words_as_id(text)
    return name if _ID.fullmatch(name) else f"procedure_{name}" if name else UNNAMED_PROCEDURE
