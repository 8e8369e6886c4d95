"""What is brought to a meeting, counted for those who come: what the items of a guide use, and copies of its papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from qshop.workshop.groups import MOST_PEOPLE
from qshop.workshop.guide import Guide, Handout, Material, Sharer

_AT_A_TABLE, _IN_A_THREE = 5, 3


@dataclass(frozen=True)
class Counted:
    """Something to bring: what, in every language, and how many; 0 where it was not counted."""

    what: Mapping[str, str]
    number: int


def people_to_come(guide: Guide, members: int) -> int:
    """Return how many people things are counted for: those of the group, else the most that there can be."""
    return members or (guide.people.to if guide.people else MOST_PEOPLE)


def counted_materials(guide: Guide, people: int, stages: int) -> list[Counted]:
    """Return what the items use, in their order; what several use is counted where most of it is needed."""
    found: dict[tuple[str, ...], Counted] = {}
    for used in (used for item in guide.items for used in item.materials):
        one = _counted(used, people, stages) if isinstance(used, Material) else Counted(used, 0)
        key = tuple(one.what.values())
        found[key] = max(found.get(key, one), one, key=lambda counted: counted.number)
    return list(found.values())


def copies(handout: Handout, people: int, stages: int) -> int:
    """Return how many copies of a paper are handed out."""
    return handout.count * _sharers(handout.for_each, people, stages)


def _counted(used: Material, people: int, stages: int) -> Counted:
    number = used.count * _sharers(used.for_each, people, stages)
    return Counted(used.what, number if used.for_each or used.count > 1 else 0)


def _sharers(each: Sequence[Sharer], people: int, stages: int) -> int:
    """Return how many there are to count for; tables have five seats, and a table or a three may stay short."""
    sizes = {"person": people, "table": -(-people // _AT_A_TABLE), "three": -(-people // _IN_A_THREE), "stage": stages}
    return prod(sizes[one] for one in each)
