"""The questions that follow from one answer, where one sentence can say so."""

from qshop.programme.frozen import FrozenQuestion, Version


def follow_ups(version: Version, question: FrozenQuestion) -> list[FrozenQuestion] | None:
    """Return the questions that depend on an answer to this one and on nothing else; None where it is not so simple.

    Simple are follow-ups of the same criterion, or of none, with one condition, which apply to no fewer visits.
    """
    following = []
    for stage, criterion, other in version.questions():
        conditions = version.conditions(stage, other)
        if not any(leaf.question == question.id for when in conditions for leaf in when.leaves()):
            continue
        one_condition = len(conditions) == 1 and not stage.when and conditions[0].question == question.id
        siblings = criterion.questions if criterion else stage.questions
        if not one_condition or other.applies or question not in siblings:
            return None
        following.append(other)
    return following
