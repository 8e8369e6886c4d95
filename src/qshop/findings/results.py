"""What findings and debriefs are made from: the visits of a wave and of the wave before, scored once a run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qshop.findings.criterion_finding import Place
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.places import is_everywhere, places
from qshop.findings.tally_parts import TallyParts
from qshop.programme.model import Programme
from qshop.programme.settings import Wave
from qshop.score.comparison.compare import tally_keys
from qshop.score.comparison.like_visits import LikeVisits, like_visits
from qshop.score.comparison.sides import Sides
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.keys import Key
from qshop.score.selection import Selection
from qshop.score.tally import Tally, tally
from qshop.visits.accepted import Visits
from qshop.visits.moments import Moment
from qshop.visits.released import Release

_LINES: tuple[Key, ...] = (("site",), ("site", "stage"), ("team",), ("team", "stage"), ("team", "criterion"))
"""What lines of figures are grouped by."""


@dataclass(frozen=True, eq=False)
class Results:
    """All that is found and told about `wave`, for every reader, is made from.

    visits: all accepted visits, of every wave
    moments: the moments of the wave's visits, where a reader shows them
    rejected: how many rows and files among the stored visits are not accepted
    as_of: the day that is “now”, from which days are counted; None only where nothing depends on it
    is_late: whether a reader is also told what is refused because too many days have passed
    released: what of the visits' words and evidence may be shown, and to whom
    scored: the regular visits, where they are scored already
    """

    programme: Programme
    wave: Wave
    visits: list[Visits]
    moments: list[Moment]
    rejected: int = 0
    as_of: date | None = None
    is_late: bool = False
    released: Sequence[Release] = ()
    scored: Sequence[ScoredVisits] = ()

    @cached_property
    def tally(self) -> Tally:
        """Return the visits of the wave added up, once for every reader."""
        return tally(self.now, self.programme, _LINES)

    @cached_property
    def like(self) -> LikeVisits:
        """Return the visits of both waves, scored over what they have in common."""
        return like_visits([*self.now, *self.before], self.sides, self.programme)

    @cached_property
    def like_tally(self) -> Tally:
        """Return the visits of both waves added up, over what they have in common."""
        wanted = [keys for line in _LINES for keys in tally_keys(self.sides, line)]
        return tally(self.like.batches, self.programme, wanted)

    @cached_property
    def parts(self) -> TallyParts:
        """Return the tally of the wave by site and by team."""
        return TallyParts(self.tally)

    @cached_property
    def like_parts(self) -> TallyParts:
        """Return the tally of both waves by site and by team."""
        return TallyParts(self.like_tally)

    @cached_property
    def places(self) -> dict[str, list[Place]]:
        """Return where each criterion was asked, over all sites and teams."""
        return places(self.parts.of({}))

    @cached_property
    def everywhere(self) -> frozenset[str]:
        """Return the criteria that are missed everywhere alike, over all sites of the wave."""
        return frozenset(criterion for criterion, asked_at in self.places.items() if is_everywhere(asked_at))

    @cached_property
    def judged(self) -> list[JudgedVisits]:
        """Return the visits of the wave with what each was judged, the newest version last."""
        newest_last = sorted(self.now, key=lambda batch: (batch.version.version, batch.version.questionnaire))
        return [JudgedVisits(batch, self.programme) for batch in newest_last]

    @property
    def sides(self) -> Sides:
        """Return the wave before and this one."""
        return Sides("wave", self.wave_before.id if self.wave_before else "", self.wave.id)

    @cached_property
    def now(self) -> list[ScoredVisits]:
        """Return the regular visits of the wave, scored."""
        return self._scored(self.wave)

    @cached_property
    def sites(self) -> list[str]:
        """Return the sites with a regular visit of the wave that is not void, by code: a void one tells nothing."""
        tables = (batch.visits.table for batch in self.now)
        made = (table.take(~table.get("status").is_in(["void"])) for table in tables)
        return sorted({site for table in made for site in table.get("site").cells()})

    @cached_property
    def before(self) -> list[ScoredVisits]:
        """Return the regular visits of the wave before, scored; none if there is no such wave."""
        return self._scored(self.wave_before) if self.wave_before else []

    @property
    def wave_before(self) -> Wave | None:
        """Return the wave that ended last before this one began."""
        earlier = [wave for wave in self.programme.settings.measured_waves if wave.to < self.wave.from_]
        return max(earlier, key=lambda wave: wave.to, default=None)

    def _scored(self, wave: Wave) -> list[ScoredVisits]:
        if self.scored:
            return [batch for batch in self.scored if batch.visits.wave == wave.id]
        chosen = Selection(wave=wave.id).apply(self.visits, self.programme)
        return [score_visits(visits, self.programme) for visits in chosen]


def last_wave(batches: Iterable[Visits], programme: Programme) -> Wave | None:
    """Return the latest wave that has visits and is no rehearsal; None where there is none."""
    visited = {visits.wave for visits in batches}
    waves = [wave for wave in programme.settings.measured_waves if wave.id in visited]
    return max(waves, key=lambda wave: wave.from_, default=None)
