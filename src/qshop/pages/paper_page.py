"""A paper in words: a title and pieces, in one language; a layout only arranges them."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

_ONE_LINE: Final = 40
"""Letters of entries that stand beside each other."""
_MANY: Final = 6


@dataclass(frozen=True)
class Heading:
    """A heading within the paper; `level` is 2 or 3."""

    text: str
    level: int = 2
    kind: ClassVar = "heading"


@dataclass(frozen=True)
class TimedHeading:
    """The heading of something that begins at a time: how long it takes, and how it is held."""

    text: str
    time: str
    minutes: str
    about: str = ""
    kind: ClassVar = "timed"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `mark` says what it is where it is more: SAY, DO, NOTE, IF …, in the language of the paper.

    role: what the mark says, in every language: say, do, note, if, model, remember
    """

    text: str
    mark: str = ""
    role: str = ""
    kind: ClassVar = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list; with `boxes`, each entry has a box to tick by hand."""

    items: list[str]
    boxes: bool = False

    @property
    def fits_one_line(self) -> bool:
        """Return whether its entries stand beside each other on one line: yes, half, no."""
        return sum(map(len, self.items)) <= _ONE_LINE

    @property
    def is_many_short(self) -> bool:
        """Return whether its entries are names, so many that they stand in columns."""
        return len(self.items) >= _MANY and max(map(len, self.items)) <= _ONE_LINE

    kind: ClassVar = "bullets"


@dataclass(frozen=True)
class Lines:
    """Lines to write on by hand, each after its label, which may be blank."""

    labels: list[str]
    kind: ClassVar = "lines"


@dataclass(frozen=True)
class PaperTable:
    """A table; a blank cell is written in by hand.

    widths: how wide its columns are, in percent of the whole; none: as the layout has it
    """

    header: list[str]
    rows: list[list[str]]
    widths: list[int] = field(default_factory=list)
    kind: ClassVar = "table"


@dataclass(frozen=True)
class Columns:
    """Short lists that stand side by side where there is room, each under its heading."""

    lists: list[tuple[str, list[str]]]
    kind: ClassVar = "columns"


@dataclass(frozen=True)
class NewPage:
    """What follows is a sheet of its own."""

    kind: ClassVar = "new_page"


Dress = Literal["paper", "guide", "one_page"]
Piece = Heading | TimedHeading | Paragraph | Bullets | Lines | PaperTable | Columns | NewPage


@dataclass(frozen=True)
class PaperPage:
    """A paper: what `workshop/paper` arranges.

    foot: small print at its end
    dress: how it is set: a paper to read; a guide, read at arm's length by somebody who stands; or a single page
    """

    title: str
    language: str
    pieces: list[Piece]
    subtitle: str = ""
    foot: list[str] = field(default_factory=list)
    dress: Dress = "paper"
