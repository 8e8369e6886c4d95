"""Papers as data: what stands on a handout, a sheet or a letter, in every language.

In texts, `{name}` is a fact of the programme, one of `FACTS`; one that is not known is a line to be filled in by hand.
"""

from pydantic import Field

from qshop.programme.part import Part
from qshop.programme.scalars import Count, Format, Id, Words


class BlankTable(Part):
    """A table to write in.

    columns: its headings
    widths: how wide its columns are, to one another: [3, 3, 1]; left out, the first is the widest
    rows: how many empty rows it has
    """

    columns: list[Words] = Field(min_length=1)
    widths: list[Count] = []
    rows: Count = 6


class Section(Part):
    """A part of a paper; what it has stands in the order of these keys.

    when: shown only if this is so of the programme: one of `CONDITIONS`, or `not_` before one
    heading: its heading
    text: a paragraph
    bullets: a list
    show: a list from the programme: one of `LISTS`
    boxes: lines with a box to tick
    lines: lines to write on, each after its label; a label may be a blank
    table: a table to write in
    """

    when: Id | None = None
    heading: Words | None = None
    text: Words | None = None
    bullets: list[Words] = []
    show: Id | None = None
    boxes: list[Words] = []
    lines: list[Words] = []
    table: BlankTable | None = None


class Document(Part):
    """A paper.

    title: its title
    subtitle: what stands below the title
    sections: what it says, in order
    foot: what stands at its foot, small
    """

    title: Words
    subtitle: Words | None = None
    sections: list[Section]
    foot: Words | None = None


class DocumentFile(Document):
    """`workshops/documents/NAME.yaml`: a paper of the programme's own, in place of the packaged one of that name.

    format: the version of this file's format: 1
    """

    format: Format
