"""`workshops/groups.yaml` as types: the working groups and the stages that each of them takes."""

from decimal import Decimal
from typing import Final

from pydantic import Field

from qshop.programme.part import Part
from qshop.programme.scalars import Code, Day, Format, Id, Label, Percent, Text, Words

MOST_PEOPLE: Final = 10
"""The most people in a group: in a larger one, some only listen."""

MOST_STAGES: Final = 2
"""The most stages of a group: more cannot be agreed in a morning."""

MUST_FROM: Final = Decimal(50)
"""The percentage of those present from whose dots on a criterion is a must, where nobody decided otherwise."""


class Meeting(Part):
    """When and where a group meets.

    on: the day
    from: the time it begins, as in 09:30
    where: the room
    guide: the guide by which it is led
    """

    on: Day
    from_: Label | None = Field(None, alias="from")
    where: Text | None = None
    guide: Id = "criteria"


class Group(Part):
    """A working group: at most ten people who agree the criteria of two stages.

    id: the group's code, as in B
    name: what people read; without it, the code
    stages: the stages it takes, two at most; every stage is taken once
    meetings: when it meets
    """

    id: Code
    name: Words | None = None
    stages: list[Id]
    meetings: list[Meeting] = []


class GroupsFile(Part):
    """`workshops/groups.yaml`: the working groups.

    format: the version of this file's format: 1
    must_from: the percentage of those present from whose dots on a criterion is a must; below, it is a plus
    groups: the groups
    """

    format: Format
    must_from: Percent = MUST_FROM
    groups: list[Group]
