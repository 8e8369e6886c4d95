"""QS318: an opinion that is not marked `kind: opinion`.

Opinions are welcome beside the facts, but they must not be scored as if they were some. Marked, they are kept apart.

Bad:    ask: How satisfied were you with the room?     (a fact, as nothing else is said)
Better: the same with  kind: opinion,  and beside it a fact: Was the bed made when you entered the room?
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.ratings import describes, rates

HELP = "add kind: opinion, or ask for what was seen or heard"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question of fact that asks for an opinion, in its words or in the answers it offers."""
    for text in texts.questions:
        if text.question.kind != "fact" or describes(text.question, text.lexicon):
            continue
        opinion = text.plain.find("opinions", but="not_opinions")
        if opinion:
            yield text.finding(f"“{opinion}” asks for an opinion, and the question is not marked as one", HELP)
        elif rates(text.question, text.lexicon):
            yield text.finding("its answers are judgements, and the question is not marked as an opinion", HELP)
