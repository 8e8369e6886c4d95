"""What a debrief says: decided and sorted here, in codes and figures; words and layout come later.

Strengths come first; people are never ranked and sites stand in the order of their codes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.programme.settings import Wave
from qshop.score.figures import Figure, figures, in_order
from qshop.score.kernel import Scored
from qshop.score.overview import Base, base_of
from qshop.score.selection import split_by
from qshop.score.tally import Sums, tally
from qshop.visits.accepted import Visits

STRENGTH = Fraction(9, 10)
MOST_STRENGTHS, MOST_MISSED, MOST_WORK = 5, 12, 3


@dataclass(frozen=True)
class Held:
    """How often a criterion was met, of the visits that could tell."""

    criterion: str
    stage: str
    priority: str
    critical: bool
    met: int
    asked: int

    @property
    def missed(self) -> int:
        """Count the visits that missed it."""
        return self.asked - self.met


@dataclass(frozen=True)
class Line:
    """A stage or a site: its figure now and in the wave before, and its target in percent, if any."""

    code: str
    now: Figure
    before: Figure | None
    target: float | None


@dataclass(frozen=True)
class Debrief:
    """One reader's debrief. `site` is empty for the programme's; `first` and `last` are days of visits."""

    site: str
    wave: Wave
    first: date | None
    last: date | None
    base: Base
    scenarios: list[str]
    score: Line
    must_target: float | None
    failed: int
    strengths: list[Held]
    missed: list[Held]
    more_missed: int
    stages: list[Line]
    sites: list[Line]
    work: list[Held]
    before: Wave | None
    pooled: list[str]


def debrief(parts: list[Scored], earlier: list[Scored], programme: Programme, wave: Wave, site: str = "") -> Debrief:
    """Decide what is said of one wave (`parts`) beside the wave before (`earlier`), of a site or of all.

    Strengths are criteria met in nine visits of ten or more: never a single visit where there were several,
    never a critical one that failed. What to work on are the musts missed in the most visits.
    """
    held = list(_held(parts, programme))
    missed = sorted((h for h in held if h.priority == "must" and h.missed), key=_worst)
    days = sorted(_days(parts))
    targets = programme.settings.targets
    return Debrief(
        site=site,
        wave=wave,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        base=base_of(parts),
        scenarios=sorted({scenario for part in parts for scenario in part.visits.table.get("scenario").cells()} - {""}),
        score=_lines(parts, earlier, programme, "", {"": targets.score})[0],
        must_target=_float(targets.must_rate),
        failed=sum(sums.failed for sums in tally(parts, (), programme).cells.values()),
        strengths=_strengths(held),
        missed=missed[:MOST_MISSED],
        more_missed=max(0, len(missed) - MOST_MISSED),
        stages=_lines(parts, earlier, programme, "stage", dict(targets.stages)),
        sites=[] if site else _lines(parts, earlier, programme, "site", {}),
        work=missed[:MOST_WORK],
        before=wave_before(programme, wave) if earlier else None,
        pooled=list(split_by(parts, (), programme)),
    )


def last_wave(batches: Iterable[Visits], programme: Programme) -> Wave | None:
    """Give the latest wave that has visits."""
    seen = {visits.wave for visits in batches}
    return max((wave for wave in programme.settings.waves if wave.id in seen), key=lambda w: w.from_, default=None)


def wave_before(programme: Programme, wave: Wave) -> Wave | None:
    """Give the wave that ended last before this one began."""
    earlier = [other for other in programme.settings.waves if other.to < wave.from_]
    return max(earlier, key=lambda other: other.to, default=None)


def _held(parts: list[Scored], programme: Programme) -> Iterable[Held]:
    critical = {c.id for part in parts for _, c, _ in part.criteria if c.critical}
    cells = tally(parts, ("stage", "criterion", "priority"), programme).cells
    for stage, criterion, priority in in_order(cells, ("stage", "criterion", "priority"), programme):
        met, asked = _met(cells[stage, criterion, priority])
        if asked:
            yield Held(criterion, stage, priority, criterion in critical, met, asked)


def _met(sums: Sums) -> tuple[int, int]:
    return sums.must_met + sums.plus_met, sums.must_asked + sums.plus_asked


def _strengths(held: list[Held]) -> list[Held]:
    most = max((one.asked for one in held), default=0)
    usual = [h for h in held if Fraction(h.met, h.asked) >= STRENGTH and (h.asked > 1 or most == 1)]
    strong = [h for h in usual if not (h.critical and h.missed)]
    return sorted(strong, key=lambda h: (-Fraction(h.met, h.asked), -h.asked, h.priority))[:MOST_STRENGTHS]


def _worst(held: Held) -> tuple[bool, int, Fraction]:
    return not held.critical, -held.missed, Fraction(-held.missed, held.asked)


def _days(parts: list[Scored]) -> Iterable[date]:
    for part in parts:
        for text in set(part.visits.table.get("date").cells()):
            day = read_day(text)
            if day:
                yield day


def _lines(
    parts: list[Scored], earlier: list[Scored], programme: Programme, key: str, targets: dict[str, object]
) -> list[Line]:
    keys = (key,) if key else ()
    now, before = (figures(tally(visits, keys, programme), programme) for visits in (parts, earlier))
    return [
        Line(values[0] if key else "", figure, before.get(values), _float(targets.get(values[0] if key else "")))
        for values, figure in now.items()
    ]


def _float(value: object) -> float | None:
    return float(str(value)) if value is not None else None
