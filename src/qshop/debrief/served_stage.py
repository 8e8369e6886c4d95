"""What one visit saw at one stage, as far as it is about what people did, and could do another time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qshop.debrief.judgements import JudgedCriterion, in_state, judged_criteria
from qshop.debrief.narrow_misses import narrow_misses
from qshop.debrief.released_words import released_comments
from qshop.findings.counted_findings import NO_STANDARD
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.frozen import FrozenQuestion
from qshop.score.kernel import ScoredCriterion

MOST_WELL = 3


@dataclass(frozen=True)
class ServedStage:
    """One stage of one visit (a table of one row), at which someone served."""

    results: Results
    visit: JudgedVisits
    stage: str

    @cached_property
    def judged(self) -> list[JudgedCriterion]:
        """Return what was judged there."""
        comments = released_comments(self.results, self.visit.scored.visits, "person")
        return [one for one in judged_criteria(self.visit.scored, comments) if one.stage == self.stage]

    @property
    def well(self) -> list[JudgedCriterion]:
        """Return what people did well, what the visitor wrote of if that is released; never the state of a thing."""
        met = in_state(self.judged, "met")
        quoted = [one for one in met if any(answer.comment.text for answer in one.answers)]
        done = [one for one in met if self._nature(one) != "tangible"]
        return (quoted or sorted(done, key=self._praise_rank))[:MOST_WELL]

    def _praise_rank(self, one: JudgedCriterion) -> tuple[bool, str]:
        return self._nature(one) != "intangible", one.criterion.priority

    def _nature(self, one: JudgedCriterion) -> str | None:
        """Return whether a criterion is about a thing or about what people do; None where nobody said."""
        today = self.results.programme.criteria.get(one.criterion.id)
        return today.nature if today else None

    @property
    def to_try(self) -> JudgedCriterion | None:
        """Return what was clearly missed and is theirs to change: critical first, what has something to try, weight."""
        mine = [one for one in in_state(self.judged, "missed") if self._is_theirs(one)]
        return min(mine, key=self._rank, default=None)

    def _rank(self, one: JudgedCriterion) -> tuple[bool, bool, int]:
        today = self.results.programme.criteria.get(one.criterion.id)
        return not one.criterion.critical, today is None or today.try_ is None, -one.criterion.full_weight

    def _is_theirs(self, one: JudgedCriterion) -> bool:
        """Return whether the person who served can change it: what misses everywhere, or just, is not theirs."""
        today = self.results.programme.criteria.get(one.criterion.id)
        if today and (today.standard == NO_STANDARD or (self._nature(one) == "tangible" and not today.try_)):
            return False
        is_passed_up = one.criterion.id in self.results.everywhere
        return not is_passed_up and one.criterion.id not in narrow_misses(self.visit)

    def _scored(self, one: JudgedCriterion) -> ScoredCriterion:
        return next(scored for scored in self.visit.scored.criteria if scored.criterion.id == one.criterion.id)

    def circumstances(self, told: list[JudgedCriterion]) -> Iterator[tuple[FrozenQuestion, str]]:
        """Yield what the visitor noted of the situation, at this stage and beside the criteria that are told."""
        seen: set[str] = set()
        for scored in map(self._scored, told):
            for question, answers in self.visit.circumstances(scored.stage, scored.criterion):
                if question.id not in seen and answers.cell(0) not in ("", NOT_APPLICABLE):
                    seen.add(question.id)
                    yield question, answers.cell(0)
