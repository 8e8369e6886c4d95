"""The rules that a programme is checked by: each one a function, by theme in modules, all of them listed here."""

from collections.abc import Callable, Iterable, Iterator

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.programme.check import (
    conditions,
    coverage,
    decisions,
    ids,
    languages,
    plurals,
    points,
    promised_limits,
    reachability,
    references,
    renamed,
    reserved_ids,
    responsibility,
    same_day,
    stage_questions,
    stage_weights,
    waves,
)
from qshop.programme.check import frozen_versions as frozen
from qshop.programme.model import Programme

Rule = Callable[[Programme], Iterator[Diagnostic]]
NEEDED_TO_COMPILE: tuple[Rule, ...] = (
    ids.each_once,
    points.points,
    points.labels,
    stage_questions.unscored,
    conditions.conditions,
    conditions.asked_together,
    stage_weights.weighed,
)
"""The rules that must find nothing before questionnaires are compiled and visits are scored."""
RULES: tuple[Rule, ...] = (
    *NEEDED_TO_COMPILE,
    references.stages,
    references.questions,
    references.owners,
    references.gaps,
    references.prescriptions_from_visits,
    references.sites_and_teams,
    references.questionnaires,
    references.mix,
    same_day.same_day,
    reachability.reachable,
    languages.declared,
    languages.complete,
    plurals.forms,
    coverage.validated_criteria,
    coverage.unasked_musts,
    decisions.declined,
    decisions.instead,
    promised_limits.observed,
    waves.waves,
    waves.planned,
    waves.rehearsals,
    responsibility.line_upward,
    responsibility.listed_once,
    responsibility.contracts,
    stage_weights.with_a_must,
    frozen.rescoring,
    frozen.vanished,
    renamed.renamed,
    renamed.withdrawn,
    reserved_ids.reserved,
)


def check(programme: Programme, rules: Iterable[Rule] = RULES) -> list[Diagnostic]:
    """Return the diagnostics of the rules, all of them by default, for a programme, in order of place."""
    return in_order(diagnostic for rule in rules for diagnostic in rule(programme))
