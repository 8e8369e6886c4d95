"""Whether a programme holds together: one rule a function, one theme a module, all of them listed here."""

from collections.abc import Callable, Iterator

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.programme.check import conditions, coverage, ids, languages, points, reachability, references, waves
from qshop.programme.check import frozen_versions as frozen
from qshop.programme.model import Programme

Rule = Callable[[Programme], Iterator[Diagnostic]]
RULES: tuple[Rule, ...] = (
    ids.each_once,
    references.stages,
    references.questions,
    references.owners,
    references.gaps,
    references.sites_and_teams,
    references.questionnaires,
    points.points,
    points.labels,
    conditions.conditions,
    conditions.asked_together,
    reachability.reachable,
    languages.declared,
    languages.complete,
    coverage.validated_criteria,
    coverage.unasked_musts,
    waves.waves,
    waves.stage_weights,
    frozen.rescoring,
    frozen.vanished,
)


def check(programme: Programme) -> list[Diagnostic]:
    """Apply every rule; give the findings in order of place."""
    return in_order(found for rule in RULES for found in rule(programme))
