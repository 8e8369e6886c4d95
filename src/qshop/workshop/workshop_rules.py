"""The rules that workshop files are checked by: each one a function, by theme in modules, all of them listed here."""

from collections.abc import Callable, Iterator

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.programme.model import Programme
from qshop.workshop import (
    charter_rules,
    commitment_rules,
    consulted_rules,
    group_rules,
    guide_rules,
    paper_rules,
    roster_rules,
    seat_rules,
    step_rules,
    told_rules,
)
from qshop.workshop.workshop_files import WorkshopFiles

Rule = Callable[[Programme, WorkshopFiles], Iterator[Diagnostic]]
RULES: tuple[Rule, ...] = (
    commitment_rules.complete,
    step_rules.known_names,
    step_rules.once,
    step_rules.every_wave_discussed,
    step_rules.trained_before_the_first_wave,
    told_rules.every_team,
    told_rules.on_the_day_it_is_said,
    told_rules.before_beginning_later,
    told_rules.starters,
    consulted_rules.before_it_is_decided,
    charter_rules.few_enough,
    roster_rules.cells,
    roster_rules.once,
    roster_rules.walks_elsewhere,
    group_rules.each_once,
    group_rules.known_stages,
    group_rules.two_stages,
    group_rules.stage_taken_once,
    group_rules.every_stage_taken,
    group_rules.known_proposers,
    seat_rules.not_too_many,
    seat_rules.who_leads,
    seat_rules.seats_enough,
    seat_rules.nobody_missing,
    guide_rules.minutes,
    guide_rules.handouts,
    guide_rules.roles,
    paper_rules.unknown_facts,
    paper_rules.unknown_conditions,
    paper_rules.unknown_lists,
    paper_rules.translated,
    paper_rules.declared,
    guide_rules.filled_roles,
    guide_rules.meetings,
    guide_rules.moves,
    guide_rules.times,
)


def workshop_rules(programme: Programme, files: WorkshopFiles) -> list[Diagnostic]:
    """Return the diagnostics of all rules for the workshop files of a programme, in order of place."""
    return in_order(diagnostic for rule in RULES for diagnostic in rule(programme, files))
