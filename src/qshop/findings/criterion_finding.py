"""What is known of one criterion within some visits: how often it was met, how surely, how far off, and what changed.

Plain records: what is weak and what is well done are chosen from the same list. Codes and numbers only.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from qshop.programme.criteria import Promise
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.score.charts.met_limits import Limit
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.figures import Rate

USUAL = Fraction(9, 10)
"""The least share of visits that makes a strength of what was met."""


@dataclass(frozen=True)
class Place:
    """Where a criterion was asked: a site, and the team that ran the stage there (blank: none is known)."""

    site: str
    team: str
    met: int
    asked: int

    @property
    def missed(self) -> int:
        """Return how many visits missed it there."""
        return self.asked - self.met


@dataclass(frozen=True)
class Measured:
    """What was measured by a question of the criterion.

    values: in rising order, in the question's unit; durations in seconds
    limits: by which they were judged
    promise: the most that customers are promised today; None where nothing is
    missed: those of the values that miss their limit, the farthest off last
    narrow: how many of these miss it by a fifth of the limit or less
    """

    question: FrozenQuestion
    values: list[float]
    median: float
    limits: list[Limit]
    promise: Decimal | None
    missed: list[float]
    narrow: int


@dataclass(frozen=True)
class Circumstance:
    """What a context question of the criterion answered on the visits that missed it, and on those that met it."""

    question: FrozenQuestion
    missed: list[str]
    met: list[str]


@dataclass(frozen=True)
class Finding:
    """A criterion within some visits of a wave.

    criterion: as the newest version that judged it has it
    met, asked: visits, without those that left it undetermined
    rate: of visits that met it, with its interval from the minimum base on; without a percentage where kinds of visits
        are not pooled
    weight: what one visit that misses it costs: its priority's weight times its own
    narrow: how many visits missed it only just
    places: where it was asked, by site in the order of codes
    change: its rate in the wave before and now, over what both asked, with the word for it; None without such visits
    before: how many visits met it in the wave before, of how many; None where it was not asked alike
    owner, above: who acts on it today, and who does when it is beyond the place; blank where nobody is named
    promise: what customers are told today; None where nothing is promised
    broken: how many visits did not get what is promised, which may be more than the standard asks
    broken_though_met: how many of these met the standard
    is_everywhere: whether it is missed at most places alike, so that no single place can put it right; never within
        a team, which can put right at all its places what it misses at all of them
    without_standard: whether its `standard` is declared to be none
    """

    criterion: FrozenCriterion
    stage: str
    priority: str
    met: int
    asked: int
    rate: Rate
    weight: Fraction
    narrow: int
    places: list[Place]
    change: FigureDifference | None
    before: tuple[int, int] | None
    owner: str
    above: str
    promise: Promise | None
    broken: int
    broken_though_met: int
    measured: list[Measured]
    circumstances: list[Circumstance]
    is_everywhere: bool
    without_standard: bool

    @property
    def missed(self) -> int:
        """Return how many visits missed it."""
        return self.asked - self.met

    @property
    def missed_clearly(self) -> int:
        """Return how many visits missed it by more than a little."""
        return self.missed - self.narrow

    @property
    def cost(self) -> Fraction:
        """Return what missing it cost: the visits that missed it by more than a little, times its weight."""
        return self.weight * self.missed_clearly

    @property
    def is_usual(self) -> bool:
        """Return whether nine visits of ten met it, and got what is promised, which may be more."""
        return Fraction(min(self.met, self.asked - self.broken), self.asked) >= USUAL

    @property
    def is_promised_tighter(self) -> bool:
        """Return whether it was kept, and its promise was not because that asks for more, too often to be praised."""
        return self.broken_though_met > 0 and not self.missed_clearly and not self.is_usual


@dataclass(frozen=True)
class CriticalFailure:
    """A critical criterion that failed on a visit: where and on which day (None: the visit has no day)."""

    criterion: FrozenCriterion
    stage: str
    site: str
    team: str
    visit: str
    day: date | None
