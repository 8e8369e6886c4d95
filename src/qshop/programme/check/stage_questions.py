"""A rule on what hangs on a stage itself: no criterion says what it would be worth, so it is never scored."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme


def unscored(programme: Programme) -> Iterator[Diagnostic]:
    """QS242: a question of a stage that is a fact or an opinion, and so would be judged by no criterion."""
    for question in (question for questions in programme.stage_questions.values() for question in questions):
        if question.kind != "context":
            message = f"a question of a stage is kind: context, but “{question.id}” is kind: {question.kind}"
            help_ = "add kind: context; or, if it is to be scored, put it under the criterion that it observes"
            yield question.diagnostic("QS242", message, "kind", help=help_)
