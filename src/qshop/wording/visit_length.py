"""QS321: too long a visit.

A visit that takes much longer than a customer's is noticed, and its end is reported worse than its beginning. The time
is estimated: a minute to look, remember and write for each question, and for each wait that is measured the longest one
that still counts as met.

Bad:    a visit with two hours of waits to measure
Better: two visits, or a shorter part of the journey in each scenario
"""

from collections.abc import Iterator
from decimal import Decimal

from qshop.base.plural import counted
from qshop.base.rounding import whole_minutes
from qshop.programme.question import Question
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.visit_path import VisitPath, longest_from_memory

MOST = 90
ANSWERING = Decimal(60)
HELP = "shorten the journey of this scenario, or spread it over several visits"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each questionnaire on which one visit is likely to take more than an hour and a half."""
    for minutes, path in longest_from_memory(texts.visit_paths, _minutes, MOST):
        time = counted(minutes, "minute")
        message = f"about {time} in one visit ({path.label}); after {MOST}, shoppers are noticed and tired"
        yield Finding(path.questionnaire, (), message, HELP, (path.questionnaire,))


def _minutes(path: VisitPath) -> int:
    return whole_minutes(sum(map(_seconds, path.questions), Decimal(0)))


def _seconds(question: Question) -> Decimal:
    bands = question.points if question.answer_type.in_seconds and isinstance(question.points, list) else []
    met = [band.up_to for band in bands if band.up_to is not None and band.points >= question.met]
    return ANSWERING + max(met, default=Decimal(0))
