"""Visits of two sides scored over what they have in common: the questions that all their versions ask alike.

All are judged by the rules of the newest version of their questionnaire: a changed rule moves no figure by itself.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qshop.programme.diff.comparability import common_questions, restricted
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.comparison.asked_on_both import asked_on_both
from qshop.score.comparison.sides import Sides
from qshop.score.kernel import ScoredVisits, score_visits


@dataclass(frozen=True)
class CommonQuestions:
    """What visits made with several versions of a questionnaire are compared over.

    versions: their numbers; all visits are judged by the rules of the last
    compared: how many scored questions all of them ask alike
    left_out: the scored questions that some of them do not ask, or ask differently
    """

    questionnaire: str
    versions: list[int]
    compared: int
    left_out: list[str]


@dataclass(frozen=True)
class LikeVisits:
    """Visits scored over what they have in common.

    batches: all of them
    versions: those of each questionnaire that has visits
    common: the newest of them, with only the questions that all of them ask alike
    one_sided: the questions left out in some cells, because visits on one side alone were asked them
    """

    batches: list[ScoredVisits]
    versions: Mapping[str, list[Version]]
    common: Mapping[str, Version]
    one_sided: frozenset[str] = frozenset()

    def only(self, questionnaires: Collection[str]) -> "LikeVisits":
        """Return the same for some of the questionnaires."""
        versions = {name: found for name, found in self.versions.items() if name in questionnaires}
        common = {name: found for name, found in self.common.items() if name in questionnaires}
        return LikeVisits(self.batches, versions, common, self.one_sided)

    def questions(self, cell: Mapping[str, str]) -> int | None:
        """Return how many questions a cell compares; None where these are all that were asked on either side."""
        compared = _scored_in(cell, {name: [version] for name, version in self.common.items()})
        return len(compared) if compared < _scored_in(cell, self.versions) else None

    def common_questions(self) -> list[CommonQuestions]:
        """Return what each questionnaire is compared over that has visits of several versions."""
        return [
            CommonQuestions(
                name,
                sorted({version.version for version in versions}),
                len(self.common[name].scored_questions()),
                sorted(_scored_in({}, {name: versions}) - _scored_in({}, {name: [self.common[name]]})),
            )
            for name, versions in sorted(self.versions.items())
            if len({version.version for version in versions}) > 1
        ]


def like_visits(batches: Iterable[ScoredVisits], sides: Sides, programme: Programme) -> LikeVisits:
    """Return the visits of two sides, scored anew where they were made with several versions or asked unlike things."""
    scored = list(batches)
    versions: dict[str, list[Version]] = {}
    for batch in scored:
        versions.setdefault(batch.version.questionnaire, []).append(batch.version)
    common = {name: _common(found) for name, found in versions.items()}
    again = [_scored_by(common[batch.version.questionnaire], batch, programme) for batch in scored]
    both = asked_on_both([batch for batch in again if batch.version.stages], sides, programme)
    return LikeVisits(both.batches, versions, common, both.left_out)


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
