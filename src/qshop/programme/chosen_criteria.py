"""What a questionnaire asks of the programme's criteria."""

from qshop.programme.criteria import Criterion, Stage
from qshop.programme.model import Programme
from qshop.programme.question import Question
from qshop.programme.questionnaire import Questionnaire


def chosen_criteria(programme: Programme, questionnaire: Questionnaire) -> list[tuple[Stage, list[Criterion]]]:
    """Return the validated criteria a questionnaire asks, stage by stage in journey order.

    Without `stages` and `criteria` it asks everything; with either, what they name; never `not_criteria`,
    and never what applies only to channels the questionnaire is not used on.
    """
    chosen = []
    for stage in programme.stages:
        mine = [
            c
            for c in programme.criteria.values()
            if programme.stage_of[c.id] == stage.id and _is_asked(c, stage, questionnaire)
        ]
        if mine:
            chosen.append((stage, mine))
    return chosen


def chosen_questions(criterion: Criterion, questionnaire: Questionnaire) -> list[Question]:
    """Return the questions of a criterion that a questionnaire asks: those that its channels can reach."""
    return [question for question in criterion.questions if _reachable(question, questionnaire)]


def _is_asked(criterion: Criterion, stage: Stage, questionnaire: Questionnaire) -> bool:
    named = questionnaire.criteria or questionnaire.stages
    return (
        criterion.status == "validated"
        and bool(criterion.questions)
        and criterion.id not in questionnaire.not_criteria
        and (not named or criterion.id in questionnaire.criteria or stage.id in questionnaire.stages)
        and all(_reachable(part, questionnaire) for part in (criterion, stage))
    )


def _reachable(part: Criterion | Stage | Question, questionnaire: Questionnaire) -> bool:
    channels = part.applies.channel if part.applies else []
    return not channels or not questionnaire.channel or bool(set(channels) & set(questionnaire.channel))
