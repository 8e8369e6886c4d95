"""A workbook that people fill in: what its cells hold, what may be written in each, and what is known already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Look = Literal["open", "known", "told"]


class Entry(NamedTuple):
    """What is written in a cell.

    holds: a text, a code, which stays on one line, a whole number, or a day
    choices: the name of the list to choose from; blank: there is none
    only_choices: whether nothing else may be written
    """

    holds: Literal["text", "code", "number", "day"] = "text"
    choices: str = ""
    only_choices: bool = True


class Cell(NamedTuple):
    """A cell: what stands in it, and what may be written there.

    look: open: to be written in; known: grey, decided elsewhere; told: to be read
    """

    text: str = ""
    entry: Entry = Entry()
    look: Look = "open"


@dataclass(frozen=True)
class FormSheet:
    """A sheet under its name: headings, and rows of cells below them.

    widths: of the columns, in characters
    fixed: how many columns stay in view, and are printed again on the next page to the right
    pages_wide: over how many pages side by side it is printed
    upright: whether the paper stands upright
    below: the look of the cells below the rows: open, so that people go on there, or told
    foot: what stands at the foot of each page
    """

    name: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    fixed: int = 0
    pages_wide: int = 1
    upright: bool = False
    below: Look = "open"
    foot: str = ""


@dataclass(frozen=True)
class Form:
    """A workbook to fill in.

    sheets: by what they are called among ourselves, in order
    lists: what is chosen from, by name; they stand on a hidden sheet
    lists_name: the name of that sheet
    refused: what is said where something is written that cannot be, by what the cell holds and for `choices`
    """

    sheets: Mapping[str, FormSheet]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lists_name: str = "Lists"
    refused: Mapping[str, str] = field(default_factory=dict)

    def tables(self) -> dict[str, list[tuple[str, ...]]]:
        """Return the headings and the rows in which something stands, as texts, of each sheet that is written in."""
        return {
            name: [tuple(sheet.headings), *(row for row in map(_texts, sheet.rows) if any(row))]
            for name, sheet in self.sheets.items()
            if sheet.below == "open"
        }


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)
