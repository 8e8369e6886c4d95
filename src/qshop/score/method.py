"""The method statement: how the figures of a report were made, as facts, for every report alike."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qshop.programme.model import Programme
from qshop.programme.scalars import CHANNELS, read_day
from qshop.programme.settings import Mix, Wave
from qshop.score.comparison.sides import Dimension
from qshop.score.figures import least_base
from qshop.score.kernel import ScoredVisits
from qshop.score.selection import Selection
from qshop.score.visits_made import Base, base_of
from qshop.stats.sample_size import HALF, margin_of, sample_size
from qshop.visits.accepted import Visits
from qshop.visits.fingerprint import fingerprint

Claim = Literal["census", "sample", "simple", "reliability", "funnel", "none"]
"""What intervals speak of: these sites, a network that these sites stand for, or visits taken as independent.

Where sites are set beside one another, of how surely they differ, or of where sites that do not differ would lie. Where
there are no intervals, of nothing.
"""
COUNTED_ONCE: tuple[Claim, ...] = ("reliability", "none")
"""What is told of visits that count once each, whatever their kind and their weight."""
MARGIN = 0.05


@dataclass(frozen=True)
class QuestionnaireUse:
    """How many regular visits were made with a questionnaire, and how many were planned, where that is known.

    versions: those the visits were made with, each beside the one it was scored with
    """

    questionnaire: str
    versions: list[tuple[int, int]]
    made: int
    planned: int | None


@dataclass(frozen=True)
class Comparisons:
    """How many differences a report gives, and whether false ones among those called better or worse are held down."""

    number: int
    is_controlled: bool

    @classmethod
    def of(cls, families: Iterable[int]) -> "Comparisons":
        """Return them by how many comparisons each difference is one of; 1: it stands for itself.

        Differences that stand for themselves are counted where there are no others.
        """
        found = list(families)
        in_tables = [number for number in found if number > 1]
        return cls(len(in_tables or found), is_controlled=bool(in_tables))


@dataclass(frozen=True)
class Making:
    """What a report knows of its making beside its visits.

    as_visited: whether kinds of visits are pooled just as they were visited
    sides: what its sides are, where it is about differences alone; no plan of a wave is for two sites, or two teams
    claim: what its intervals speak of, where that is not what the programme declares
    comparisons: how many differences it gives
    is_narrowed: whether visits without their like on the other side of a comparison are left out
    rejected: how many rows and files among the stored visits are not accepted
    commit: the state in git of the programme and its visits; empty where it is not told
    """

    as_visited: bool = False
    sides: Dimension | None = None
    claim: Claim | None = None
    comparisons: Comparisons | None = None
    is_narrowed: bool = False
    rejected: int = 0
    commit: str = ""


@dataclass(frozen=True)
class Method:
    """How the figures of a report were made.

    first, last: the days of the first and the last visit, as far as days are known
    base: the regular visits, and what became of them
    set_aside: visits that are in no figure, by their purpose
    weighted: how many visits have a weight of their own
    mix: the shares that kinds of visits are pooled under; None where there are none
    least: the number of visits below which a figure has no interval
    sites: how many sites have visits that are scored
    shoppers: how many shoppers made these; None unless each of them names its shopper
    margin: to within how much one yes or no is known at this base, as a fraction; None where it could be anything
    needed: how many visits it would take to know it to within `MARGIN`
    fingerprint: of the content of the visits
    """

    first: date | None
    last: date | None
    base: Base
    channels: list[str]
    used: list[QuestionnaireUse]
    set_aside: dict[str, int]
    weighted: int
    mix: Mix | None
    least: int
    claim: Claim
    sites: int
    shoppers: int | None
    margin: float | None
    needed: int
    fingerprint: str
    simulated: bool
    making: Making


def method(
    accepted: Iterable[Visits],
    scored: list[ScoredVisits],
    programme: Programme,
    selection: Selection,
    making: Making = Making(),
    compared: Iterable[Visits] = (),
) -> Method:
    """Return how the figures of `scored` were made: those of the `accepted` visits that pass `selection`.

    Every report calls this once. A command prints the facts with `cli.method_foot.print_method`, a page closes with
    the sentences of `pages.method_words`. A report that sets figures side by side says in `making` how many
    comparisons it prints; the other visits it compares with (`compared`) are part of the fingerprint.
    """
    visits = [batch.visits for batch in scored]
    days = sorted(_days(visits))
    base, least = base_of(scored), least_base(programme)
    sites = _of_scored(scored, "site")
    return Method(
        first=days[0] if days else None,
        last=days[-1] if days else None,
        base=base,
        channels=[channel for channel in CHANNELS if channel in _distinct(visits, "channel")],
        used=_used(scored, programme, selection, making),
        set_aside=_set_aside(accepted, programme, selection),
        weighted=sum(int(batch.table.get("weight").where(bool).sum()) for batch in visits),
        mix=None if making.as_visited else programme.settings.mix,
        least=least,
        claim=making.claim or _claim(programme, len(sites)),
        sites=len(sites),
        shoppers=_shoppers(scored),
        margin=_margin(base.scored),
        needed=sample_size(MARGIN),
        fingerprint=fingerprint([*visits, *compared]),
        simulated=programme.settings.simulated,
        making=making,
    )


def _margin(visits: int) -> float | None:
    margin = margin_of(visits) if visits else HALF
    return margin if margin < HALF else None


def _claim(programme: Programme, sites: int) -> Claim:
    """Return the claim that is declared; figures of one site are about that site, whatever is declared."""
    return "census" if sites == 1 else programme.settings.scoring.sites


def _used(
    scored: list[ScoredVisits], programme: Programme, selection: Selection, making: Making
) -> list[QuestionnaireUse]:
    made: Counter[tuple[str, str]] = Counter()
    versions: dict[str, set[tuple[int, int]]] = {}
    for batch in scored:
        made_with = batch.visits.version
        made[batch.visits.wave, made_with.questionnaire] += batch.visits.table.rows
        versions.setdefault(made_with.questionnaire, set()).add((made_with.version, batch.version.version))
    chosen = {selection.wave} if selection.wave else {batch.visits.wave for batch in scored}
    waves = [wave for wave in programme.settings.waves if wave.id in chosen]
    # A plan is for a whole wave: it says nothing of the visits to one site, or in one scenario.
    is_whole = not (making.sides in ("site", "team") or selection.site or selection.region or selection.scenario)
    names = {*versions, *(name for wave in waves for name in wave.planned if is_whole)}
    wanted = sorted(name for name in names if selection.questionnaire in ("", name))
    counts = {name: sum(made[wave, name] for wave in chosen) for name in wanted}
    planned = {name: _planned(name, waves, made) if is_whole else None for name in wanted}
    return [QuestionnaireUse(n, sorted(versions.get(n, ())), counts[n], planned[n]) for n in wanted]


def _planned(questionnaire: str, waves: list[Wave], made: Counter[tuple[str, str]]) -> int | None:
    """Return the visits planned in waves; None where one of them has such visits without a plan."""
    if any(made[wave.id, questionnaire] and questionnaire not in wave.planned for wave in waves):
        return None
    return sum(wave.planned.get(questionnaire, 0) for wave in waves)


def _set_aside(accepted: Iterable[Visits], programme: Programme, selection: Selection) -> dict[str, int]:
    purposes: Counter[str] = Counter()
    for visits in selection.set_aside(accepted, programme):
        purposes.update(visits.table.get("purpose").cells())
    return dict(sorted(purposes.items()))


def _shoppers(scored: list[ScoredVisits]) -> int | None:
    shoppers = _of_scored(scored, "shopper")
    return len(shoppers) if shoppers and "" not in shoppers else None


def _of_scored(scored: list[ScoredVisits], column: str) -> set[str]:
    columns = [batch.visits.table.get(column).take(batch.is_scored) for batch in scored]
    return {value for one in columns for value in one.values}


def _distinct(visits: list[Visits], column: str) -> set[str]:
    return {value for batch in visits for value in batch.table.get(column).compact().values} - {""}


def _days(visits: list[Visits]) -> Iterator[date]:
    for text in _distinct(visits, "date"):
        if day := read_day(text):
            yield day
