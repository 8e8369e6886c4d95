"""QS319: more opinions than the policy's share.

A visit is made to bring back facts. A few opinions show how they felt together; many of them are a survey of one.

Bad:    four opinions among ten questions
Better: two of them, the others replaced by what was seen or heard

The share is `scoring: {opinions_at_most: 20}` in qshop.yaml, in percent of the facts and opinions that one visit is
asked. A single opinion is always allowed.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Survey
from qshop.wording.visit_path import Visit


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questionnaires on which one way of visiting meets too many opinions; the worst one is named."""
    most = survey.programme.settings.scoring.opinions_at_most
    worst: dict[int, tuple[float, int, Visit]] = {}
    for visit in survey.visits:
        kinds = [question.kind for question in visit.path if question.kind != "context"]
        opinions = kinds.count("opinion")
        if opinions > 1 and 100 * opinions > most * len(kinds):
            share = opinions / len(kinds)
            key = id(visit.questionnaire)
            if key not in worst or share > worst[key][0]:
                worst[key] = (share, len(kinds), visit)
    for share, count, visit in worst.values():
        message = f"{round(share * count)} opinions among {count} questions ({visit.said}); the policy allows {most} %"
        help_ = "ask for facts instead, or change scoring: {opinions_at_most: …} in qshop.yaml"
        yield Finding(visit.questionnaire, (), message, help_, (visit.questionnaire,))
