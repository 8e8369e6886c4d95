"""What a reader is told of the criteria of some visits: each criterion that was missed once, and no more.

Critical failures stand apart. Of all else that was missed, three things at most are what the reader decides on; what no
single place can put right is passed on; the others are only listed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qshop.findings.criterion_finding import CriticalFailure, Finding
from qshop.findings.strengths import well_done

MOST_THINGS, MOST_PASSED_UP = 3, 5
PETTY = Fraction(1, 10)
"""The share of visits under which what was missed is not passed on."""
_SEVERAL = 2


@dataclass(frozen=True)
class Priorities:
    """What is told: each criterion in one place only.

    urgent: critical criteria that failed
    well_done: at most five; a criterion that was missed once or twice and is done well all the same is told of here
    things: at most three, to decide on
    passed_up: what has no standard, or is missed everywhere, so that no single place can put it right, if it was missed
        as clearly as a thing to decide on, and by one visit of ten; and what is promised tighter than its standard, if
        that was not kept; five at most
    more_up: how many more of these there are, which are among the others
    others: all else that was missed, in journey order
    """

    urgent: Sequence[CriticalFailure]
    well_done: list[Finding]
    things: list[Finding]
    passed_up: list[Finding]
    others: list[Finding]
    more_up: int = 0


def priorities(
    found: Sequence[Finding],
    critical: Sequence[CriticalFailure],
    least_base: int,
    elsewhere: Sequence[Finding] = (),
    providers: Collection[str] = (),
) -> Priorities:
    """Return what is told of the findings of some visits and of the critical criteria that failed on them.

    `least_base` is the number of visits under which single visits count; `elsewhere` are the findings of the whole
    programme, for a reader who may know of other places (see `strengths.well_done`); `providers` are the teams of
    others, whose work comes second for a site.
    """
    things, up = to_act_on(found, critical, least_base, providers), passed_up(found, critical, least_base)
    beyond = most_passed_up(up)
    told = {one.criterion.id for one in (*things, *beyond)} | _criteria(critical)
    done = well_done(found, told, elsewhere)
    told |= {one.criterion.id for one in done}
    others = [one for one in found if one.missed and one.criterion.id not in told]
    return Priorities(critical, done, things, beyond, others, len(up) - len(beyond))


def to_act_on(
    found: Sequence[Finding],
    critical: Sequence[CriticalFailure],
    least_base: int,
    providers: Collection[str] = (),
) -> list[Finding]:
    """Return the things to decide on, three at most, what costs most first.

    Of equal costs, broken promises come first, then what one's own teams do and not `providers`, then larger shares. A
    thing was missed clearly, not narrowly, on two visits, or on one that broke a promise too. Where there were fewer
    visits than `least_base`, one is enough.
    """
    weighty = _weighty(found, critical, least_base, providers)
    return [one for one in weighty if not is_beyond_a_place(one)][:MOST_THINGS]


def passed_up(found: Sequence[Finding], critical: Sequence[CriticalFailure], least_base: int) -> list[Finding]:
    """Return what no single place can put right, in the same order; it weighs as much as a thing to decide on.

    It was missed by one visit of ten or more, or broke a promise: what is petty takes nobody's time above.
    """
    weighty = [one for one in _weighty(found, critical, least_base) if is_beyond_a_place(one)]
    return [one for one in weighty if one.broken or Fraction(one.missed, one.asked) >= PETTY]


def most_passed_up(up: Sequence[Finding]) -> list[Finding]:
    """Return the first five, and what is promised tighter than its standard, which would be told nowhere else."""
    return [one for place, one in enumerate(up) if place < MOST_PASSED_UP or one.is_promised_tighter]


def _weighty(
    found: Sequence[Finding],
    critical: Sequence[CriticalFailure],
    least_base: int,
    providers: Collection[str] = (),
) -> list[Finding]:
    urgent, visits = _criteria(critical), max((one.asked for one in found), default=0)
    least = _SEVERAL if visits >= least_base else 1
    clear = [one for one in found if one.missed_clearly >= (1 if one.broken else least) or one.is_promised_tighter]
    told = [one for one in clear if one.criterion.id not in urgent]
    return sorted(told, key=lambda one: _costly_first(one, providers))


def is_beyond_a_place(finding: Finding) -> bool:
    """Return whether no single place can put something right.

    It is missed everywhere, nobody set a standard, or more is promised than the standard that the place keeps to.
    """
    return finding.is_everywhere or finding.without_standard or finding.is_promised_tighter


def _criteria(critical: Sequence[CriticalFailure]) -> set[str]:
    return {one.criterion.id for one in critical}


def _costly_first(one: Finding, providers: Collection[str]) -> tuple[Fraction, bool, bool, Fraction]:
    is_of_others = any(place.team in providers for place in one.places if place.missed)
    return -one.cost, not one.broken, is_of_others, -Fraction(one.missed, one.asked)
