"""A drawing on a page: SVG with its title and description, and the same numbers as a table for who cannot see it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table in words; the first column names its rows."""

    header: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Drawing:
    """A drawing in words.

    title: what it shows
    description: what can be read from it, in a sentence
    svg: the drawing itself, an `<svg>` element that needs nothing from outside; everything typed in it is escaped
    table: its numbers
    """

    title: str
    description: str
    svg: str
    table: Table
