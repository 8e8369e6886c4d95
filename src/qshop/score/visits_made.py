"""How many visits were made, and what became of them: scored, or left out of the figures and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.visits.accepted import Visits


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
class MadeInWave:
    """What became of the visits of a wave that were made with one questionnaire.

    planned: how many were planned; None where that is not known
    set_aside: visits that are in no figure, by their purpose
    """

    questionnaire: str
    planned: int | None
    base: Base
    set_aside: dict[str, int]


def base_of(batches: Iterable[ScoredVisits]) -> Base:
    """Return how many visits there are, by what became of them."""
    found = list(batches)
    statuses = [(batch.visits.table.get("status"), batch.is_scored) for batch in found]
    return Base(
        visits=sum(batch.visits.table.rows for batch in found),
        scored=sum(int((status.is_in(["completed"]) & is_scored).sum()) for status, is_scored in statuses),
        no_service=sum(int(status.is_in(["no_service"]).sum()) for status, _ in statuses),
        void=sum(int(status.is_in(["void"]).sum()) for status, _ in statuses),
        too_blank=sum(int(batch.too_blank.sum()) for batch in found),
        calls=sum(int(batch.visits.table.get("channel").is_in(["phone"]).sum()) for batch in found),
    )


def made_in_wave(
    wave: str, scored: Iterable[ScoredVisits], set_aside: Iterable[Visits], programme: Programme
) -> list[MadeInWave]:
    """Return what became of the visits of a wave, one questionnaire after the other."""
    batches = [batch for batch in scored if batch.visits.wave == wave]
    others = [visits for visits in set_aside if visits.wave == wave]
    made = {batch.version.questionnaire for batch in batches} | {visits.version.questionnaire for visits in others}
    planned = next((one.planned for one in programme.settings.waves if one.id == wave), {})
    found = []
    for name in sorted(made):
        purposes = Counter[str]()
        for visits in others:
            if visits.version.questionnaire == name:
                purposes.update(visits.table.get("purpose").cells())
        base = base_of(batch for batch in batches if batch.version.questionnaire == name)
        found.append(MadeInWave(name, planned.get(name), base, dict(sorted(purposes.items()))))
    return found
