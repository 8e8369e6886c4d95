"""Leader's guides as data: what is said and done, minute by minute, with the papers that go with it."""

from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from qshop.programme.part import Part
from qshop.programme.scalars import Count, Flag, Format, Id, Label, Words
from qshop.workshop.document import Document, Section

PACKAGED: Final = ("criteria", "huddle", "managers", "team_talk")
"""The guides that qshop brings along, by name."""


class Span(Part):
    """A number, from one to another.

    from: the least
    to: the most
    """

    from_: Count = Field(alias="from")
    to: Count


def _same_from_to(value: object) -> object:
    """Return a single number as a span from it to it; any other value as it is."""
    return {"from": value, "to": value} if isinstance(value, str) else value


Span_ = Annotated[Span, BeforeValidator(_same_from_to)]


Sharer = Literal["person", "table", "three", "stage"]
"""By what things are counted: one for each of these, or for each of several of them together."""


class Material(Part):
    """Something that an item uses.

    what: what it is
    count: how many for each
    for_each: person, table, three or stage, or several: [person, stage] is one for each person and stage; left out,
        the count is that of the room
    """

    what: Words
    count: Count = 1
    for_each: list[Sharer] = []


def form_of_material(value: object) -> str:
    """Return whether a material is only named, in one language or in several, or counted."""
    return "material" if isinstance(value, Material) or (isinstance(value, dict) and "what" in value) else "words"


MaterialOrWords = Annotated[
    Annotated[Words, Tag("words")] | Annotated[Material, Tag("material")],
    Discriminator(form_of_material),
]


class Handout(Document):
    """A paper that is handed out.

    count: how many for each
    for_each: person, table, three or stage, or several of them
    """

    count: Count = 1
    for_each: list[Sharer] = ["person"]


class Move(Section):
    """One thing that the leader says, does or knows, and what may stand with it; one of the first five is given.

    say: what the leader says, in substance
    verbatim: whether it is said word for word
    do: what the leader or the group does
    note: what the leader keeps in mind
    model: an example to read aloud
    if: what may happen
    then: what the leader does then, or says
    """

    say: Words | None = None
    verbatim: Flag = False
    do: Words | None = None
    note: Words | None = None
    model: Words | None = None
    if_: Words | None = Field(None, alias="if")
    then: Words | None = None


class Item(Part):
    """An item of the agenda.

    id: the item's name
    title: what people read
    minutes: how long it takes: a number, or from and to
    each: stage: once for each stage of the group; finding: once for each finding; left out: once. Items in a row that
        say the same are all held for the first one before the next
    led_by: who leads it, where that is not the leader: one of `roles`, or a fact as in {director}
    size: how people sit or stand: all together, tables of four, in threes
    materials: what is used, besides papers: a text, or what, how many and for each of whom
    handouts: the papers that are handed out, by their names in `handouts`
    moves: what is said and done, in order
    leads_to: the sentence that leads to the next item
    """

    id: Id
    title: Words
    minutes: Span_
    each: Literal["stage", "finding"] | None = None
    led_by: Words | None = None
    size: Words | None = None
    materials: list[MaterialOrWords] = []
    handouts: list[Id] = []
    moves: list[Move]
    leads_to: Words | None = None


class Guide(Part):
    """`workshops/guides/NAME.yaml`: a leader's guide; the packaged one of that name steps back.

    format: the version of this file's format: 1
    title: what people read
    for: whom it is for
    minutes: what is announced, from and to
    people: how many people, from and to
    start: when it begins unless something else is said, as in 09:30
    needs: what is needed, besides what items name
    leave_with: what people leave with
    remember: what to do if all the rest is forgotten
    roles: who does what in a group: facilitator, timekeeper, note_taker …; each must be filled
    one_page: whether it is held in the hand: one page, without page at a glance and list of materials
    items: the agenda, in order
    handouts: the papers that go with it, by name
    """

    format: Format
    title: Words
    for_: Words = Field(alias="for")
    minutes: Span_
    people: Span_ | None = None
    start: Label = "09:30"
    needs: list[Words] = []
    leave_with: list[Words] = []
    remember: Words | None = None
    roles: dict[Id, Words] = {}
    one_page: Flag = False
    items: list[Item] = Field(min_length=1)
    handouts: dict[Id, Handout] = {}
