"""The rules that workshop files are checked by: each one a function, by theme in modules, all of them listed here."""

from collections.abc import Callable, Iterator

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.programme.model import Programme
from qshop.workshop import guide_rules, paper_rules
from qshop.workshop.workshop_files import WorkshopFiles

Rule = Callable[[Programme, WorkshopFiles], Iterator[Diagnostic]]
RULES: tuple[Rule, ...] = (
    guide_rules.minutes,
    guide_rules.handouts,
    guide_rules.roles,
    paper_rules.unknown_facts,
    paper_rules.unknown_conditions,
    paper_rules.unknown_lists,
    paper_rules.translated,
    guide_rules.moves,
    guide_rules.times,
)


def workshop_rules(programme: Programme, files: WorkshopFiles) -> list[Diagnostic]:
    """Return the diagnostics of all rules for the workshop files of a programme, in order of place."""
    return in_order(diagnostic for rule in RULES for diagnostic in rule(programme, files))
