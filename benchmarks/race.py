"""Two sides of one job, timed in turns, so that a busy moment of the machine slows both."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Race:
    """What qshop does and the least that a bare tool would do in its place; `aim` is the largest ratio wanted."""

    name: str
    ours: Callable[[], object]
    bare: Callable[[], object]
    aim: float | None = None
    rounds: int = 7


@dataclass(frozen=True)
class Result:
    """The medians in seconds, and their ratio."""

    name: str
    qshop: float
    bare: float
    aim: float | None

    @property
    def ratio(self) -> float:
        """Give how many times as long qshop took."""
        return self.qshop / self.bare


def run(race: Race) -> Result:
    """Time both sides in turns, after one round that does not count."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(race.rounds + 1):
        for is_ours, side in ((True, race.ours), (False, race.bare)):
            start = perf_counter()
            side()
            if number:
                times[is_ours].append(perf_counter() - start)
    return Result(race.name, median(times[True]), median(times[False]), race.aim)


def process(*arguments: str) -> Callable[[], object]:
    """Make a side of one Python process that must end well."""

    def side() -> object:
        return subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return side
