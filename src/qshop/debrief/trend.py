"""Two waves side by side: like with like, over the questions that every version in them asks alike.

Both waves are scored by the rules of the newest version in use, so that a changed rule moves no figure by itself.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qshop.programme.diff.comparability import common_questions, restricted
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.figure_table import Cell
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits, score_visits


@dataclass(frozen=True)
class Trend:
    """A figure in the wave before and now, over the questions that both asked.

    questions: how many these are; None where they are all that were asked
    """

    before: Figure
    now: Figure
    questions: int | None


@dataclass(frozen=True)
class LikeVisits:
    """The visits of two waves, scored over what they have in common.

    batches: of both waves
    versions: those of each questionnaire that has visits
    common: the newest of them, with only the questions that are compared
    """

    batches: list[ScoredVisits]
    versions: Mapping[str, list[Version]]
    common: Mapping[str, list[Version]]

    def only(self, questionnaires: Collection[str]) -> "LikeVisits":
        """Return the same for some of the questionnaires."""
        versions, common = (
            {name: found for name, found in each.items() if name in questionnaires}
            for each in (self.versions, self.common)
        )
        return LikeVisits(self.batches, versions, common)

    def questions(self, cell: Mapping[str, str]) -> int | None:
        """Return how many questions a cell compares; None where these are all that were asked in either wave."""
        compared, asked = (_scored_in(cell, versions) for versions in (self.common, self.versions))
        return len(compared) if compared < asked else None


def like_visits(batches: Iterable[ScoredVisits], programme: Programme) -> LikeVisits:
    """Return scored visits of two waves, scored anew where a questionnaire has visits of several versions."""
    scored = list(batches)
    versions: dict[str, list[Version]] = {}
    for batch in scored:
        versions.setdefault(batch.version.questionnaire, []).append(batch.version)
    common = {name: _common(found) for name, found in versions.items()}
    again = [_scored_by(common[batch.version.questionnaire], batch, programme) for batch in scored]
    like = [batch for batch in again if batch.version.stages]
    return LikeVisits(like, versions, {name: [version] for name, version in common.items()})


def _scored_by(version: Version, batch: ScoredVisits, programme: Programme) -> ScoredVisits:
    return batch if batch.version == version else score_visits(batch.visits, programme, version)


def _common(versions: list[Version]) -> Version:
    """Return the newest of the versions of a questionnaire, with only the questions that all of them ask alike."""
    newest = max(versions, key=lambda version: version.version)
    alike = [common_questions(newest, version, newest) for version in versions]
    return restricted(newest, frozenset.intersection(*alike))


def _scored_in(cell: Mapping[str, str], versions: Mapping[str, list[Version]]) -> set[str]:
    """Return the ids of the scored questions of a cell."""
    return {
        question.id
        for name, found in versions.items()
        if cell.get("questionnaire", name) == name
        for version in found
        for stage, _, question in version.scored_questions()
        if cell.get("stage", stage.id) == stage.id
    }


def trend(cell: Cell, now: Mapping[Cell, Figure], before: Mapping[Cell, Figure], like: LikeVisits) -> Trend | None:
    """Return the trend of a cell from the figures of like visits; None where one wave has no such figure."""
    if cell not in now or cell not in before:
        return None
    return Trend(before[cell], now[cell], like.questions(dict(cell)))
