"""What is known of every criterion within some visits of a wave, from the figures that `qshop score` prints.

Of a team only its own visits are looked at; of a site, only its own but for whether a criterion is missed everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qshop.findings.counted_findings import asked_within, counted
from qshop.findings.criterion_finding import Finding, Place
from qshop.findings.judged_visits import AskedVisits
from qshop.findings.measured import circumstances, measured
from qshop.findings.places import places
from qshop.findings.results import Results
from qshop.score.comparison import compare
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.figure_table import figures, sorted_cells
from qshop.score.figures import Figure, Rate

_KEYS = ("criterion",)


def findings(results: Results, where: Mapping[str, str]) -> list[Finding]:
    """Return a finding of every criterion that was asked at least once, in journey order.

    Within `where`: nothing for the whole programme, {"site": S} or {"team": T}. Changes have the word that each has
    alone; `in_one_family` gives those of a page.
    """
    within = _Within(results, where)
    asked = sorted_cells([(criterion,) for criterion in within.asked], _KEYS, results.programme)
    return [within.finding(criterion) for (criterion,) in asked]


def in_one_family(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of one page, whose changes have the words that they have as a family."""
    changes = iter(compare.in_one_family([one.change for one in found if one.change]))
    return [replace(one, change=next(changes)) if one.change else one for one in found]


@dataclass(frozen=True)
class _Within:
    """Some visits of a wave."""

    results: Results
    where: Mapping[str, str]

    @cached_property
    def asked(self) -> dict[str, list[AskedVisits]]:
        """Return by criterion where it was asked, the newest version last."""
        return asked_within(self.results, self.where)

    def finding(self, criterion: str) -> Finding:
        """Return the finding of a criterion that was asked."""
        asked, everywhere = self.asked[criterion], () if "team" in self.where else self.results.everywhere
        found = counted(asked, self._places[criterion], self.results, is_everywhere=criterion in everywhere)
        change = self._changes.get((criterion, found.priority))
        return replace(
            found,
            rate=_rate(self._figures[criterion]),
            change=change,
            before=(change.met[0], change.base[0]) if change and self._is_asked_alike(asked) else None,
            measured=measured(asked, self.results.programme),
            circumstances=circumstances(asked),
        )

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        return places(self.results.parts.of(self.where)) if self.where else self.results.places

    @cached_property
    def _figures(self) -> dict[str, list[Figure]]:
        """Return the figures of each criterion: several where kinds of visits are not pooled."""
        table = figures(self.results.parts.of(self.where), _KEYS, self.results.programme)
        found: dict[str, list[Figure]] = {}
        for (criterion, *_), figure in table.rows.items():
            found.setdefault(criterion, []).append(figure)
        return found

    @cached_property
    def _changes(self) -> dict[tuple[str, str], FigureDifference]:
        """Return what changed since the wave before, by criterion and by the priority that it is compared with."""
        results, like = self.results, self.results.like_parts.of(self.where)
        match = compare.matched(like, results.sides, results.programme)
        lines = compare.differences(like, match, _KEYS, results.programme, measures=("must", "plus"))
        return {(line.key[0], line.measure): line for line in lines}

    def _is_asked_alike(self, asked: Sequence[AskedVisits]) -> bool:
        """Return whether all the scored questions of a criterion are compared with the wave before."""
        common = self.results.like.common
        return all(
            question.id in {one.id for _, _, one in common[visits.version.questionnaire].scored_questions()}
            for visits in asked
            for question in visits.scored.criterion.scored_questions
        )


def _rate(of_kinds: Sequence[Figure]) -> Rate:
    """Return the rate of a criterion; without a percentage where kinds of visits are not pooled.

    A criterion that is a must in one version and a plus in another has no percentage either.
    """
    rates = [rate for figure in of_kinds for rate in (figure.must, figure.plus) if rate.asked]
    if len(rates) == 1:
        return rates[0]
    met, asked, visits = (sum(getattr(rate, name) for rate in rates) for name in ("met", "asked", "visits"))
    return Rate(met, asked, visits, is_mixed=True)
