"""The limits by which measured answers were judged, version by version."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from qshop.programme.frozen import FrozenOutOf, FrozenQuestion, Version
from qshop.programme.met_values import Range, least_mark, met_ranges


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
