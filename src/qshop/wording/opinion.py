"""QS318: an opinion that is not marked `kind: opinion`.

Opinions are welcome beside the facts, but they must not be scored as if they were some. Marked, they are kept apart.

Bad:    ask: How satisfied were you with the room?     (a fact, as nothing else is said)
Better: the same with  kind: opinion,  and beside it a fact: Was the bed made when you entered the room?
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Survey
from qshop.wording.ratings import describes, rates

HELP = "add kind: opinion, or ask for what was seen or heard"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions of fact that ask for an opinion, in their words or in the answers they offer."""
    for item in survey.items:
        if item.question.kind != "fact" or describes(item.question, item.words):
            continue
        opinion = item.text.find("opinions", but="not_opinions")
        if opinion:
            yield item.finding(f"“{opinion}” asks for an opinion, and the question is not marked as one", HELP)
        elif rates(item.question, item.words):
            yield item.finding("its answers are judgements, and the question is not marked as an opinion", HELP)
