"""QS321: too long a visit.

A visit that takes much longer than a customer's is noticed, and its end is reported worse than its beginning. The time
is estimated: a minute to look, remember and write for each question, and for each wait that is measured the longest one
that still counts as met.

Bad:    a visit with two hours of waits to measure
Better: two visits, or a shorter part of the journey in each scenario
"""

from collections.abc import Iterator
from decimal import Decimal

from qshop.programme.question import Question
from qshop.wording.finding import Finding, Survey
from qshop.wording.visit_path import Visit

MOST = 90
ANSWERING = Decimal(60)
HELP = "shorten the journey of this scenario, or spread it over several visits"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questionnaires on which one visit is likely to take more than an hour and a half."""
    longest: dict[int, tuple[int, Visit]] = {}
    for visit in survey.visits:
        minutes = int(sum(map(_seconds, visit.path)) // 60) if visit.from_memory else 0
        if minutes > longest.get(id(visit.questionnaire), (MOST, visit))[0]:
            longest[id(visit.questionnaire)] = (minutes, visit)
    for minutes, visit in longest.values():
        message = f"about {minutes} minutes in one visit ({visit.said}); after {MOST}, shoppers are noticed and tired"
        yield Finding(visit.questionnaire, (), message, HELP, (visit.questionnaire,))


def _seconds(question: Question) -> Decimal:
    bands = question.points if question.answer_type.in_seconds and isinstance(question.points, list) else []
    met = [band.up_to for band in bands if band.up_to is not None and band.points >= question.met]
    return ANSWERING + max(met, default=Decimal(0))
