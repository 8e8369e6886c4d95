"""Which question a promised limit is meant for."""

from qshop.programme.criteria import Criterion
from qshop.programme.question import Question


def measured_questions(criterion: Criterion) -> list[Question]:
    """Return the questions of a criterion that a limit can be meant for: numbers and durations that are no mark.

    Those with points observe the standard; others, such as how many were waiting, stand in only where none has any.
    """
    measured = [q for q in criterion.questions if q.answer_type.nature == "measure" and q.full_mark is None]
    return [question for question in measured if question.points is not None] or measured


def observes_promise(criterion: Criterion, question: str) -> bool:
    """Return whether a question is the one that the promised limit of its criterion is meant for."""
    return [one.id for one in measured_questions(criterion)] == [question]
