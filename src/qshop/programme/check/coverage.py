"""Rules on coverage: what was agreed must be asked."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.chosen_criteria import chosen_criteria
from qshop.programme.model import Programme


def validated_criteria(programme: Programme) -> Iterator[Diagnostic]:
    """QS214: a validated criterion without questions. QS224: validated, but nobody says by whom and when."""
    for criterion in programme.criteria.values():
        if criterion.status == "validated" and not criterion.questions and not criterion.is_written("questions", 0):
            message = "this criterion is validated but asks nothing"
            help_ = "add questions that observe it, or set status: proposed"
            yield criterion.diagnostic("QS214", message, "status", help=help_)
        if criterion.status == "validated" and not criterion.validated and not criterion.is_written("validated"):
            help_ = "add: validated: {by: steering group, on: 2026-02-12}"
            yield criterion.diagnostic("QS224", "who validated it, and when?", "status", help=help_)


def unasked_musts(programme: Programme) -> Iterator[Diagnostic]:
    """QS215: a validated must that no questionnaire asks, so that nobody would ever see it missed."""
    if programme.has_unread("questionnaire"):
        return
    asked = {
        criterion.id
        for questionnaire in programme.questionnaires.values()
        for _, criteria in chosen_criteria(programme, questionnaire)
        for criterion in criteria
    }
    stages = {stage.id for stage in programme.stages}
    for criterion in programme.criteria.values():
        is_live_must = criterion.priority == "must" and criterion.status == "validated" and criterion.questions
        if is_live_must and criterion.id not in asked and programme.stage_of[criterion.id] in stages:
            message = "no questionnaire asks this must"
            yield criterion.diagnostic("QS215", message, "id", help="add it, or its stage, to a questionnaire")
