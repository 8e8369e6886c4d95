"""Rules on the weights of stages: every stage has one, and something to be scored on."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.chosen_criteria import chosen_criteria, chosen_questions
from qshop.programme.compile import is_scored
from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.programme.questionnaire import Questionnaire


def weighed(programme: Programme) -> Iterator[Diagnostic]:
    """QS226: some stages have a weight in the policy and others do not, or no weight is above 0."""
    policy, stages = programme.settings.scoring, [stage.id for stage in programme.stages]
    missing = [stage for stage in stages if not policy.is_written("stages", stage)]
    if policy.stages and missing:
        message = f"no weight for the stages: {', '.join(missing)}"
        yield policy.diagnostic("QS226", message, "stages", help="weigh every stage, or none")
    elif policy.stages and policy.stages.keys() >= set(stages) and not any(policy.stages.values()):
        help_ = "give the stages that count a weight above 0"
        yield policy.diagnostic("QS226", "every stage has a weight of 0: nothing would be scored", "stages", help=help_)


def with_a_must(programme: Programme) -> Iterator[Diagnostic]:
    """QS241: a stage has a weight, but a questionnaire asks only pluses in it, which the policy does not count."""
    policy = programme.settings.scoring
    if policy.plus == "counted":
        return
    for stage, weight in policy.stages.items():
        names = [name for name, one in programme.questionnaires.items() if _only_pluses(stage, one, programme)]
        if weight and names:
            named = ", ".join(names)
            message = f"the stage “{stage}” has a weight, but no must is asked in it (questionnaire: {named})"
            help_ = "agree a must, give the stage a weight of 0, or let pluses count: plus: counted"
            yield policy.diagnostic("QS241", message, "stages", stage, key=True, help=help_)


def _only_pluses(stage: str, questionnaire: Questionnaire, programme: Programme) -> bool:
    """Return whether a questionnaire asks something in a stage that is scored, but no must."""
    chosen = {one.id: criteria for one, criteria in chosen_criteria(programme, questionnaire)}.get(stage, [])
    priorities = {one.priority for one in chosen if _is_scored(one, questionnaire, programme)}
    return priorities == {"plus"}


def _is_scored(criterion: Criterion, questionnaire: Questionnaire, programme: Programme) -> bool:
    policy = programme.settings.scoring
    return any(is_scored(question, policy) for question in chosen_questions(criterion, questionnaire))
