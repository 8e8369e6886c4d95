"""A rule on promises: a limit is in the unit of the one question that observes it."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.promised_limit import measured_questions


def observed(programme: Programme) -> Iterator[Diagnostic]:
    """QS245: a promise whose `up_to` no question measures, or several do."""
    for criterion in programme.criteria.values():
        promise = criterion.promise
        if promise is None or promise.up_to is None or not criterion.questions or not criterion.is_live:
            continue
        measured = measured_questions(criterion)
        if not measured:
            message = "up_to limits nothing: no question here is a number or a duration"
            help_ = "ask for the number or the duration itself, or take up_to out"
            yield promise.diagnostic("QS245", message, "up_to", help=help_)
        elif len(measured) > 1:
            message = f"up_to may be the limit of any of: {', '.join(question.id for question in measured)}"
            help_ = "give points only to the one that observes the promise, or make two criteria"
            yield promise.diagnostic("QS245", message, "up_to", help=help_)
