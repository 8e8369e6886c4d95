"""Which visits a figure is about."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

import numpy as np

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.score.keys import visit_values
from qshop.score.measured_waves import check_measured
from qshop.visits.accepted import Visits


@dataclass(frozen=True)
class Selection:
    """Filters by keys of visits; an empty filter passes every visit. Only regular visits are ever in figures."""

    wave: str = ""
    site: str = ""
    region: str = ""
    scenario: str = ""
    questionnaire: str = ""

    @property
    def kinds(self) -> dict[str, str]:
        """Return the filters by kind of visits: what is filtered out is no part of any figure."""
        filters = {"scenario": self.scenario, "questionnaire": self.questionnaire}
        return {key: value for key, value in filters.items() if value}

    def check(self, programme: Programme) -> None:
        """Raise `StopError` for a filter value that the programme does not know, and for a rehearsal."""
        check_measured(self.wave, programme)
        known: dict[str, set[str]] = {
            "wave": {wave.id for wave in programme.settings.measured_waves},
            "site": set(programme.site),
            "region": {site.region for site in programme.sites if site.region},
            "scenario": {s.id for v in programme.versions.values() for s in v.scenarios},
            "questionnaire": {name for name, _ in programme.versions},
        }
        for name, values in known.items():
            given = getattr(self, name)
            if given and given not in values:
                raise StopError(f"there is no {name} “{given}”", did_you_mean(given, sorted(values)))

    def apply(self, batches: Iterable[Visits], programme: Programme) -> list[Visits]:
        """Return the regular visits that pass every filter, batch by batch; no batch is empty."""
        return self._chosen(batches, programme, is_regular=True)

    def set_aside(self, batches: Iterable[Visits], programme: Programme) -> list[Visits]:
        """Return the visits that pass every filter and are in no figure, because they are not regular ones.

        Those of a rehearsal are not among them: nobody expects them in a figure.
        """
        measured = {wave.id for wave in programme.settings.measured_waves}
        return self._chosen((visits for visits in batches if visits.wave in measured), programme, is_regular=False)

    def _chosen(self, batches: Iterable[Visits], programme: Programme, *, is_regular: bool) -> list[Visits]:
        chosen = [self._of_batch(visits, programme, is_regular=is_regular) for visits in batches]
        return [visits for visits in chosen if visits.table.rows]

    def _of_batch(self, visits: Visits, programme: Programme, *, is_regular: bool) -> Visits:
        kept = visits.table.get("purpose").is_in(["regular"]) == is_regular
        for key, value in asdict(self).items():
            if value:
                kept = kept & visit_values(key, programme, visits).is_in([value])
        return visits if np.all(kept) else replace(visits, table=visits.table.take(kept))
