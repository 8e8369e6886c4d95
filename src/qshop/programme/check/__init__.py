"""Whether a programme holds together: one rule a function, one theme a module, all of them listed here."""

from collections.abc import Callable, Iterable, Iterator

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.programme.check import conditions, coverage, ids, languages, points, reachability, references, waves
from qshop.programme.check import frozen_versions as frozen
from qshop.programme.model import Programme

Rule = Callable[[Programme], Iterator[Diagnostic]]
NEEDED_TO_COMPILE: tuple[Rule, ...] = (
    ids.each_once,
    points.points,
    points.labels,
    conditions.conditions,
    conditions.asked_together,
    waves.stage_weights,
)
"""Rules that a questionnaire must meet to be compiled: while one of them finds something, no visit is scored by it."""
RULES: tuple[Rule, ...] = (
    *NEEDED_TO_COMPILE,
    references.stages,
    references.questions,
    references.owners,
    references.gaps,
    references.sites_and_teams,
    references.questionnaires,
    reachability.reachable,
    languages.declared,
    languages.complete,
    coverage.validated_criteria,
    coverage.unasked_musts,
    waves.waves,
    frozen.rescoring,
    frozen.vanished,
)


def check(programme: Programme, rules: Iterable[Rule] = RULES) -> list[Diagnostic]:
    """Return what the rules, all of them by default, find in a programme, in order of place."""
    return in_order(finding for rule in rules for finding in rule(programme))
