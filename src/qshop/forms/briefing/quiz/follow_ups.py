"""What follows from one answer, where that can be said in a sentence."""

from qshop.programme.frozen import FrozenQuestion, Version


def follow_ups(version: Version, question: FrozenQuestion) -> list[FrozenQuestion] | None:
    """List the questions that follow from an answer to this one, and from nothing else; None where it is not so simple.

    Simple are follow-ups of the same criterion that ask for one earlier answer and apply to no fewer visits.
    """
    following = []
    for stage, criterion, other in version.questions():
        conditions = version.conditions(stage, other)
        if not any(leaf.question == question.id for when in conditions for leaf in when.leaves()):
            continue
        one_answer = len(conditions) == 1 and not stage.when and conditions[0].question == question.id
        if not one_answer or other.applies or question not in criterion.questions:
            return None
        following.append(other)
    return following
