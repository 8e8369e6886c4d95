"""How many independent answers the visits to a place are worth, where the answers of one visit hang together."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import fsum, sqrt
from typing import NamedTuple


class Weighed(NamedTuple):
    """What visits met and were asked, each visit by its weight ω: Σω·met, Σω·asked, Σω² and Σω²·asked."""

    met: int
    asked: int
    squares: int
    asked_squares: int


class Counted(NamedTuple):
    """The visits of one kind to one place: what they met of what they were asked, with the sums of squares.

    share: what the kind counts for in the place's rate; the shares of a place add up to 1
    mm, ma, aa: Σmet², Σmet·asked and Σasked² over the visits
    weighed: the same by weights, where visits have any
    """

    place: str
    kind: str
    share: Fraction
    visits: int
    met: int
    asked: int
    mm: int
    ma: int
    aa: int
    weighed: Weighed | None = None

    @property
    def by_weight(self) -> Weighed:
        """Return what was met and asked by weights; without any, every visit weighs 1."""
        return self.weighed or Weighed(self.met, self.asked, self.visits, self.asked)

    @property
    def rate(self) -> Fraction:
        """Return met / asked, each visit by its weight."""
        return Fraction(self.by_weight.met, self.by_weight.asked)

    def residual_squares(self, rate: Fraction) -> Fraction:
        """Return Σ (met - rate · asked)² over the visits."""
        return self.mm - 2 * rate * self.ma + rate**2 * self.aa


def within_variances(counted: Sequence[Counted]) -> dict[str, float]:
    """Return by kind the variance of a visit's residual met - rate · asked within places, pooled over them.

    A kind of which no place has a second visit takes what is common to all kinds.
    """
    squares, freedom = dict[str, Fraction](), Counter[str]()
    for one in counted:
        own = one.residual_squares(Fraction(one.met, one.asked))
        squares[one.kind] = squares.get(one.kind, Fraction()) + own
        freedom[one.kind] += one.visits - 1
    common = {} if all(freedom.values()) else _common_variances(counted)
    return {kind: float(squares[kind] / n) if n else common[kind] for kind, n in freedom.items()}


def _common_variances(counted: Sequence[Counted]) -> dict[str, float]:
    """Return by kind the variance of residuals from the kind's rate p, if all kinds are dispersed alike.

    That is φ times that of independent answers, p (1 - p) · asked a visit; φ is the mean square of residuals in these
    units (Pearson's) within places, kinds being compared there, or of all, where places have one visit each.
    """
    visits, met, asked = Counter[str](), Counter[str](), Counter[str]()
    for one in counted:
        visits[one.kind] += one.visits
        met[one.kind] += one.met
        asked[one.kind] += one.asked
    rates = {kind: Fraction(met[kind], asked[kind]) for kind in visits}
    chance = {kind: float(rate * (1 - rate) * asked[kind] / visits[kind]) for kind, rate in rates.items()}
    varied = [one for one in counted if chance[one.kind]]
    squares = fsum(float(one.residual_squares(rates[one.kind])) / chance[one.kind] for one in varied)
    totals, of_place = dict[str, float](), Counter[str]()
    for one in varied:
        total = float(one.met - rates[one.kind] * one.asked) / sqrt(chance[one.kind])
        totals[one.place] = totals.get(one.place, 0.0) + total
        of_place[one.place] += one.visits
    kinds = sum(map(bool, chance.values()))
    freedom = of_place.total() - len(of_place) - kinds + 1
    between = fsum(total**2 / of_place[place] for place, total in totals.items())
    dispersion = (squares - between) / freedom if freedom > 0 else squares / max(1, of_place.total() - kinds)
    return {kind: dispersion * of_kind for kind, of_kind in chance.items()}


def effective_base(parts: Sequence[Counted], within: dict[str, float], pooled: float) -> float:
    """Return how many independent answers the visits to a place are worth.

    The number at which independent answers would vary as the place's rate does, and never more than were given. Where
    one kind of visits makes up the rate, that is asked / max(1, s² · visits / (asked · P (1 - P))), s² the variance
    within places and P their pooled rate: what was asked, divided by the design effect (Kish 1965, Survey Sampling).
    With weights ω of visits, asked is (Σω·asked)² / Σω²·asked, and visits over asked² are Σω² / (Σω·asked)².
    P is not the target: s² goes with the rates that places have, and beside an ambitious target it would look large.
    """
    weights = [(one.kind, one.share**2 / one.by_weight.asked**2, one.by_weight) for one in parts]
    answers = 1 / float(sum((share * weighed.asked_squares for _, share, weighed in weights), Fraction()))
    variance = sum(float(share * weighed.squares) * within[kind] for kind, share, weighed in weights)
    chance = pooled * (1 - pooled)
    return min(answers, chance / variance) if chance and variance else answers
