"""The findings of some visits as far as counting goes: how often, how narrowly, at what cost, and who acts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from qshop.findings.criterion_finding import Finding, Place
from qshop.findings.judged_visits import AskedVisits
from qshop.findings.measured import broken, narrow
from qshop.findings.results import Results
from qshop.score.figures import Rate
from qshop.score.outcomes import NOT_ASKED

NO_STANDARD = "none"
"""What `standard` of a criterion says where there is no procedure."""


def asked_within(results: Results, where: Mapping[str, str]) -> dict[str, list[AskedVisits]]:
    """Return by criterion where it was asked within `where` (see `findings`), the newest version last."""
    found: dict[str, list[AskedVisits]] = {}
    for judged in results.judged:
        for scored in judged.scored.criteria:
            asked = AskedVisits(judged, scored, judged.rows(where, scored.stage.id))
            if (asked.outcomes != NOT_ASKED).any():
                found.setdefault(scored.criterion.id, []).append(asked)
    return found


def counted(asked: Sequence[AskedVisits], places: list[Place], results: Results, *, is_everywhere: bool) -> Finding:
    """Return the finding of a criterion that was asked: without a rate, a change, measures and circumstances."""
    newest, programme = asked[-1].scored, results.programme
    today = programme.criteria.get(newest.criterion.id)
    promise, owner = today.promise if today else None, (today.owner if today else None) or ""
    not_kept, though_met = broken(asked, promise, results.wave.to)
    return Finding(
        criterion=newest.criterion,
        stage=newest.stage.id,
        priority=newest.criterion.priority,
        met=sum(place.met for place in places),
        asked=sum(place.asked for place in places),
        rate=Rate(0, 0, 0),
        weight=Fraction(newest.criterion.full_weight, asked[-1].version.scale.weights),
        narrow=narrow(asked),
        places=places,
        change=None,
        before=None,
        owner=owner,
        above=programme.settings.owner_above(owner),
        promise=promise,
        broken=not_kept,
        broken_though_met=though_met,
        measured=[],
        circumstances=[],
        is_everywhere=is_everywhere,
        without_standard=today is not None and today.standard == NO_STANDARD,
    )
