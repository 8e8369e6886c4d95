"""QS320: more questions than can be answered from memory.

A shopper cannot read the form in front of the people observed. Twenty to forty questions are what is remembered; with
more, the last ones are guessed. Counted is the longest way through one visit: a scenario at the best-equipped site.

Bad:    62 questions in one scenario
Better: two scenarios of 31 questions, or what matters most

Letters, e-mails, chats and web sites lie in front of the shopper, so they are left alone.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Survey
from qshop.wording.visit_path import Visit

MOST = 40
HELP = "spread them over scenarios (applies: {scenario: …}) or questionnaires, or leave out what changes nothing"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questionnaires on which one visit has more than about forty questions; the longest one is named."""
    longest: dict[int, tuple[int, Visit]] = {}
    for visit in survey.visits:
        count = len(visit.path) if visit.from_memory else 0
        if count > longest.get(id(visit.questionnaire), (MOST, visit))[0]:
            longest[id(visit.questionnaire)] = (count, visit)
    for count, visit in longest.values():
        message = f"{count} questions from memory in one visit ({visit.said}); about {MOST} are as many as work"
        yield Finding(visit.questionnaire, (), message, HELP, (visit.questionnaire,))
