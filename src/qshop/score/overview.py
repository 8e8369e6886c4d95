"""The first screen of `qshop score`: the programme's line, its sites, its stages, and the musts most often missed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.score.as_judged import as_judged
from qshop.score.caveats import caveats
from qshop.score.figure_table import Figures, figures
from qshop.score.figures import Figure, IntervalMethod
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.outcomes import MET, NOT_MET
from qshop.score.tally import tally


@dataclass(frozen=True)
class MissedMust:
    """A must, how its failure reads, and how often it was missed."""

    criterion: str
    stage: str
    text: str
    missed: int
    asked: int


@dataclass(frozen=True)
class Base:
    """How many visits there are, how many of them are telephone calls, and why some are not in the figures."""

    visits: int
    scored: int
    no_service: int
    void: int
    too_blank: int
    calls: int = 0


@dataclass(frozen=True)
class OverviewLine:
    """A figure of the programme, a site or a stage; `name` and `kind` of visits are blank where there is none."""

    code: str
    name: str
    kind: str
    figure: Figure


@dataclass(frozen=True)
class Overview:
    """What the first screen shows; each section is a title and its lines.

    caveats: what is pooled, kept apart or ignored in them
    """

    base: Base
    sections: list[tuple[str, list[OverviewLine]]]
    missed: list[MissedMust]
    caveats: list[str]


def overview(
    batches: list[ScoredVisits],
    programme: Programme,
    kinds: Mapping[str, str] | None = None,
    most: int = 10,
    *,
    as_visited: bool = False,
    method: IntervalMethod = "clustered",
) -> Overview:
    """Return the first screen of scored visits (all of these kinds), with at most `most` of the musts missed."""
    scopes: dict[str, Key] = {"programme": (), "site": ("site",), "stage": ("stage",)}
    total = tally(batches, programme, scopes.values())
    tables = {
        scope: figures(total, keys, programme, kinds, as_visited=as_visited, method=method)
        for scope, keys in scopes.items()
    }
    return Overview(
        base=base_of(batches),
        sections=[(scope, _lines(table, scope, len(scopes[scope]), programme)) for scope, table in tables.items()],
        missed=missed_musts(batches, programme)[:most],
        caveats=caveats(batches, tables.values(), programme),
    )


def _lines(table: Figures, scope: str, width: int, programme: Programme) -> list[OverviewLine]:
    lines = []
    for cell, figure in table.rows.items():
        code = cell[0] if width else "all"
        name = programme.name_of("site", code, programme.language) if scope == "site" else code
        kind = " · ".join(filter(None, cell[width:]))
        lines.append(OverviewLine(code, "" if name == code else name, kind, figure))
    return lines


def base_of(batches: list[ScoredVisits]) -> Base:
    """Return how many visits there are, by what became of them."""
    statuses = [(batch.visits.table.get("status"), batch.is_scored) for batch in batches]
    return Base(
        visits=sum(batch.visits.table.rows for batch in batches),
        scored=sum(int((status.is_in(["completed"]) & is_scored).sum()) for status, is_scored in statuses),
        no_service=sum(int(status.is_in(["no_service"]).sum()) for status, _ in statuses),
        void=sum(int(status.is_in(["void"]).sum()) for status, _ in statuses),
        too_blank=sum(int(batch.too_blank.sum()) for batch in batches),
        calls=sum(int(batch.visits.table.get("channel").is_in(["phone"]).sum()) for batch in batches),
    )


def missed_musts(batches: list[ScoredVisits], programme: Programme) -> list[MissedMust]:
    """Return the musts missed at least once, the most often missed first, then by share and journey order."""
    places = {criterion: place for place, criterion in enumerate(programme.criteria)}
    met, missed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for batch in batches:
        for scored in batch.criteria:
            if scored.criterion.priority == "must":
                must, outcomes = (scored.criterion.id, scored.stage.id), batch.counted(scored)
                met[must] += int(np.count_nonzero(outcomes == MET))
                missed[must] += int(np.count_nonzero(outcomes == NOT_MET))
    judged, musts = as_judged(batches), []
    for (criterion_id, stage_id), count in missed.items():
        if count:
            text = text_in(judged[criterion_id].failure, programme.language)
            musts.append(MissedMust(criterion_id, stage_id, text, count, count + met[criterion_id, stage_id]))
    return sorted(musts, key=lambda must: (-must.missed, -must.missed / must.asked, places.get(must.criterion, 0)))
