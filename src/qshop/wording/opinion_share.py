"""QS319: more opinions than the policy's share.

A visit is made to bring back facts. A few opinions show how they felt together; many of them are a survey of one.

Bad:    four opinions among ten questions
Better: two of them, the others replaced by what was seen or heard

The share is `scoring: {opinions_at_most: 20}` in qshop.yaml, in percent of the facts and opinions that one visit is
asked. A single opinion is always allowed.
"""

from collections.abc import Iterator

from qshop.base.plural import counted
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.visit_path import VisitPath


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each questionnaire on which one visit meets too many opinions, for the worst one."""
    most = texts.programme.settings.scoring.opinions_at_most
    worst: dict[int, tuple[float, int, VisitPath]] = {}
    for path in texts.visit_paths:
        kinds = [question.kind for question in path.questions if question.kind != "context"]
        opinions = kinds.count("opinion")
        if opinions > 1 and 100 * opinions > most * len(kinds):
            share = opinions / len(kinds)
            key = id(path.questionnaire)
            if key not in worst or share > worst[key][0]:
                worst[key] = (share, len(kinds), path)
    for share, count, path in worst.values():
        found = f"{counted(round(share * count), 'opinion')} among {counted(count, 'question')}"
        message = f"{found} ({path.label}); the policy allows {most} %"
        help_ = "ask for facts instead, or change scoring: {opinions_at_most: …} in qshop.yaml"
        yield Finding(path.questionnaire, (), message, help_, (path.questionnaire,))
