"""When each item of a guide begins: its agenda, spread over the stages of a group and over what was found.

An item is counted with the middle of its minutes, so that an agenda of spans ends neither always early nor always late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from qshop.workshop.guide import Guide, Item, Span

if TYPE_CHECKING:
    from qshop.findings.criterion_finding import Finding

_TO_FIVE = 5
_DAY = 24 * 60


@dataclass(frozen=True)
class Turn:
    """An item at its time; one that is held for each stage or finding stands once for each.

    begins: minutes after midnight; to five minutes where no item is shorter than that, as a clock on a wall is read
    stage, finding: what it is about, where it is held for each
    """

    item: Item
    begins: int
    stage: str = ""
    finding: "Finding | None" = None


@dataclass(frozen=True)
class Schedule:
    """An agenda with its times, in minutes after midnight.

    minutes: how long all of it takes
    """

    turns: list[Turn]
    begins: int
    ends: int
    minutes: Span


def schedule(guide: Guide, begins: int, stages: Sequence[str], findings: "Sequence[Finding]") -> Schedule:
    """Return the agenda of a guide that begins at a minute of the day; nothing stands for what there is none of."""
    held = list(_held(guide, stages, findings))
    step = _TO_FIVE if all(item.minutes.from_ >= _TO_FIVE for item, _, _ in held) else 1
    turns, passed = [], Fraction(0)
    for item, stage, finding in held:
        turns.append(Turn(item, _rounded(begins + passed, step), stage, finding))
        passed += Fraction(item.minutes.from_ + item.minutes.to, 2)
    return Schedule(turns, begins, _rounded(begins + passed, step), total(item.minutes for item, _, _ in held))


def total(spans: "Iterator[Span]") -> Span:
    """Return how long several spans take one after another."""
    both = [(span.from_, span.to) for span in spans]
    return Span(**{"from": str(sum(one for one, _ in both)), "to": str(sum(one for _, one in both))})


def _held(
    guide: Guide, stages: Sequence[str], findings: "Sequence[Finding]"
) -> "Iterator[tuple[Item, str, Finding | None]]":
    """Return what is held, in order; of items in a row that are held for each stage, all for one, then for the next."""
    for each, run in groupby(guide.items, key=lambda item: item.each):
        items = list(run)
        match each:
            case "stage":
                yield from ((item, stage, None) for stage in stages for item in items)
            case "finding":
                yield from ((item, "", finding) for finding in findings for item in items)
            case _:
                yield from ((item, "", None) for item in items)


def _rounded(minute: Fraction, step: int) -> int:
    """Return a minute of the day to the nearest step, halves up; the day begins anew at midnight."""
    return int(minute / step + Fraction(1, 2)) * step % _DAY
