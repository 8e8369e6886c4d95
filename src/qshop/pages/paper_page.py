"""A paper in words: a title and pieces, in one language; a layout only arranges them."""

from dataclasses import dataclass, field
from typing import ClassVar


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
    """A paragraph; `mark` says what it is where it is more: SAY, DO, NOTE, IF …, in the language of the paper."""

    text: str
    mark: str = ""
    kind: ClassVar = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """A list; with `boxes`, each entry has a box to tick by hand."""

    items: list[str]
    boxes: bool = False
    kind: ClassVar = "bullets"


@dataclass(frozen=True)
class Lines:
    """Lines to write on by hand, each after its label, which may be blank."""

    labels: list[str]
    kind: ClassVar = "lines"


@dataclass(frozen=True)
class PaperTable:
    """A table; a blank cell is written in by hand."""

    header: list[str]
    rows: list[list[str]]
    kind: ClassVar = "table"


Piece = Heading | TimedHeading | Paragraph | Bullets | Lines | PaperTable


@dataclass(frozen=True)
class PaperPage:
    """A paper: what `workshop/paper` arranges.

    foot: small print at its end
    is_one_page: whether it is held in the hand, and so set close
    """

    title: str
    language: str
    pieces: list[Piece]
    subtitle: str = ""
    foot: list[str] = field(default_factory=list)
    is_one_page: bool = False
