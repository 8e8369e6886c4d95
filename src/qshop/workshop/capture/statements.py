"""What rows say of one thing, a criterion, an obstacle or a person: what they agree on, and where they contradict."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow

Path = tuple[str, ...]
Said = dict[Path, str]
"""What is said of a thing, by the keys under which it is kept."""

Problems = list[tuple[str, Problem]]
"""What is wrong with a row, each with its column."""

_PRESENT: Final = ("proposed", "present")
_COUNT: Final = "agree on one number, and write it on the sheet of the meeting in both"
_AGREE: Final = "agree on one of the two; where a row was copied, clear the id of the new one"


@dataclass(frozen=True)
class Statement:
    """What one row says.

    about: the thing, by what tells it from all others
    changes: what it says otherwise than the programme's files do
    columns: from which column each change is read, if it has not the name of its first key
    words: the words by which people know the thing, where they stand in the row; two rows of one sheet agree on them
    """

    sheet: Sheet
    row: SheetRow
    about: Path
    changes: Said
    columns: Mapping[Path, str] = field(default_factory=dict)
    words: Said = field(default_factory=dict)

    def column(self, path: Path) -> str:
        """Return the column from which something is read."""
        return self.columns.get(path, path[0])


@dataclass(frozen=True)
class Outcome:
    """What became of the row of a sheet: rejected for its problems, repeated if it changes nothing, else accepted."""

    sheet: Sheet
    row: SheetRow
    problems: Problems = field(default_factory=list)
    is_repeated: bool = False


def agreed_changes(statements: Iterable[Statement]) -> tuple[dict[Path, Said], list[Outcome]]:
    """Return what the rows about each thing change, and what became of each row.

    Rows about one thing that say different things of it are all rejected: nobody knows which is meant.
    """
    groups = defaultdict[Path, list[Statement]](list)
    for statement in statements:
        groups[statement.about].append(statement)
    agreed, outcomes = dict[Path, Said](), list[Outcome]()
    for about, group in groups.items():
        contradicting = list(_contradictions(group))
        outcomes += contradicting or _taken(group)
        if not contradicting:
            agreed[about] = {path: text for one in _in_one_order(group) for path, text in one.changes.items()}
    return {about: changes for about, changes in agreed.items() if changes}, outcomes


def _in_one_order(group: Sequence[Statement]) -> list[Statement]:
    """Return statements in an order that does not depend on that of rows and files."""
    return sorted(group, key=lambda one: sorted(one.changes.items()))


def _taken(group: Sequence[Statement]) -> Iterator[Outcome]:
    said = set[Path]()
    for one in group:
        yield Outcome(one.sheet, one.row, is_repeated=one.changes.keys() <= said)
        said |= one.changes.keys()


def _contradictions(group: Sequence[Statement]) -> Iterator[Outcome]:
    """Yield every row about a thing as rejected, if two of them say different things of it (QS671)."""
    values = defaultdict[Path, dict[str, Statement]](dict)
    in_one_sheet = len({one.sheet.name for one in group}) == 1
    for one in group:
        for path, text in (one.changes | (one.words if in_one_sheet else {})).items():
            values[path].setdefault(normal(text), one)
    differing = {path: list(said.values()) for path, said in values.items() if len(said) > 1}
    for one in group if differing else []:
        yield Outcome(one.sheet, one.row, [_contradiction(one, path, said) for path, said in differing.items()])


def _contradiction(one: Statement, path: Path, said: Sequence[Statement]) -> tuple[str, Problem]:
    places = [str(other.sheet.place(other.row, other.column(path))) for other in said if other is not one]
    what, help_ = ("how many were present", _COUNT) if path == _PRESENT else ("the same", _AGREE)
    return one.column(path), Problem("QS671", f"{what} is told otherwise at {', '.join(places[:3])}", help_)
