"""The limits by which measured answers were judged, version by version."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qshop.programme.frozen import FrozenOutOf, FrozenQuestion, Version
from qshop.programme.met_values import Range, least_mark, met_ranges

NARROW = Decimal("0.2")
"""How far beyond its limit a value may be, as a share of that limit, to be only just beyond it."""


@dataclass(frozen=True)
class Limit:
    """The values that meet the criterion: some ranges, or a mark from `least` on; by which versions."""

    ranges: tuple[Range, ...]
    least: Decimal | None
    versions: tuple[str, ...]


def limits(asked: Iterable[tuple[Version, FrozenQuestion]]) -> list[Limit]:
    """Return the limits of a question in these versions, each once, in their order; none where it is not scored."""
    versions: dict[tuple[tuple[Range, ...], Decimal | None], list[str]] = {}
    for version, question in sorted(asked, key=lambda pair: (pair[0].questionnaire, pair[0].version)):
        if question.points is not None:
            names = versions.setdefault(_values_that_meet(question), [])
            if version.name not in names:
                names.append(version.name)
    return [Limit(*meeting, tuple(names)) for meeting, names in versions.items()]


def _values_that_meet(question: FrozenQuestion) -> tuple[tuple[Range, ...], Decimal | None]:
    match question.points:
        case FrozenOutOf() as mark:
            return (), least_mark(mark, question.met)
        case list() as bands:
            return tuple(met_ranges(bands, question.met)), None
    return (), None


@dataclass(frozen=True)
class Excess:
    """How far a value is beyond the limit nearest to it, and that limit, in the question's unit."""

    by: Decimal
    limit: Decimal

    @property
    def is_narrow(self) -> bool:
        """Return whether the value is beyond it by a fifth of the limit at most."""
        return self.by <= NARROW * abs(self.limit)


def excess(question: FrozenQuestion, value: Decimal) -> Excess | None:
    """Return how far a value that does not meet its question is from the nearest that does; None: none ever does."""
    ranges, least = _values_that_meet(question)
    limits = [least] if least is not None else [limit for one in ranges for limit in _ends(one, question, value)]
    found = [Excess(abs(value - limit), limit) for limit in limits]
    return min(found, key=lambda one: one.by, default=None)


def _ends(one: Range, question: FrozenQuestion, value: Decimal) -> list[Decimal]:
    """Return the limits of a range. Of what is counted, a range over 2 begins at 3: there is nothing in between."""
    low, high = one
    is_count = not question.answer_type.in_seconds and value == int(value)
    if low is not None and is_count and low == int(low):
        low += 1
    return [limit for limit in (low, high) if limit is not None]
