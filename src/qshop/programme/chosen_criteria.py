"""The criteria and questions of a programme that one questionnaire asks."""

from collections.abc import Sequence

from qshop.programme.criteria import Criterion, Stage
from qshop.programme.model import Programme
from qshop.programme.question import Question
from qshop.programme.questionnaire import Questionnaire


def chosen_criteria(programme: Programme, questionnaire: Questionnaire) -> list[tuple[Stage, list[Criterion]]]:
    """Return the validated criteria a questionnaire asks, stage by stage in journey order.

    A questionnaire asks what its `stages` and `criteria` name, or everything if it has neither; but nothing in its
    `not_criteria`, and nothing that applies only to channels on which it is not used. A stage that is asked as a whole
    is there without any criterion, too, if questions hang on it.
    """
    by_stage = []
    for stage in programme.stages:
        of_stage = [c for c in programme.criteria.values() if programme.stage_of[c.id] == stage.id]
        criteria = [c for c in of_stage if _is_asked(c, stage, questionnaire)]
        if criteria or (_is_whole(stage, questionnaire) and chosen_stage_questions(programme, stage, questionnaire)):
            by_stage.append((stage, criteria))
    return by_stage


def chosen_stage_questions(programme: Programme, stage: Stage, questionnaire: Questionnaire) -> list[Question]:
    """Return the questions that hang on a stage and apply to a channel of the questionnaire, which asks the stage."""
    return [q for q in programme.stage_questions.get(stage.id, []) if _on_its_channels(q, questionnaire)]


def chosen_questions(criterion: Criterion, questionnaire: Questionnaire) -> list[Question]:
    """Return the questions of a criterion that apply to a channel of the questionnaire."""
    return [question for question in criterion.questions if _on_its_channels(question, questionnaire)]


def _is_whole(stage: Stage, questionnaire: Questionnaire) -> bool:
    named = questionnaire.criteria or questionnaire.stages
    return (not named or stage.id in questionnaire.stages) and _on_its_channels(stage, questionnaire)


def _is_asked(criterion: Criterion, stage: Stage, questionnaire: Questionnaire) -> bool:
    named = questionnaire.criteria or questionnaire.stages
    return (
        criterion.status == "validated"
        and bool(criterion.questions)
        and criterion.id not in questionnaire.not_criteria
        and (not named or criterion.id in questionnaire.criteria or stage.id in questionnaire.stages)
        and all(_on_its_channels(part, questionnaire) for part in (criterion, stage))
    )


def _on_its_channels(part: Criterion | Stage | Question, questionnaire: Questionnaire) -> bool:
    channels: Sequence[str | None] = questionnaire.channel or [None]
    return part.applies is None or any(part.applies.meets(None, None, channel) for channel in channels)
