"""QS311: a vague word without anything observable beside it.

*Friendly* and *quickly* mean something else to every shopper, so that visits cannot be compared and staff cannot know
what to do. Opinions that are marked as such may be vague; facts may not.

Bad:    Was the receptionist friendly?
Better: Did the receptionist greet you before you spoke?

What anchors such a word: a number with its unit, quoted words, listed answers, labels of a scale that describe, “such
as …”, or a hint that says what counts.
"""

from collections.abc import Iterator

from qshop.programme.survey.finding import Finding, Item, Survey
from qshop.programme.survey.lexicon import QUOTE, Lexicon
from qshop.programme.survey.quantities import quantities
from qshop.programme.survey.ratings import rates

MEASURED = ("number", "duration", "time")
HELP = "say what is to be seen, heard or counted; or give it a number, a quotation or a hint that says what counts"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions of fact that leave a word to taste."""
    for item in survey.items:
        if item.question.kind != "fact":
            continue
        vague = item.words.find(item.text, "vague", but="not_vague")
        if vague and not _anchored(item):
            yield item.finding(f"“{vague}” is left to each shopper's taste", HELP)


def _anchored(item: Item) -> bool:
    """Tell whether two shoppers who saw the same would have to give the same answer."""
    question, words = item.question, item.words
    if question.type in (*MEASURED, "choice", "multi"):
        return not rates(question, words)
    labels = question.scale.labels if question.scale else {}
    if question.type == "scale" and len(labels) > 1 and not rates(question, words):
        return True
    hint = (question.hint or {}).get(words.language, "")
    return _defines(words, item.ask) or (bool(hint) and _defines(words, hint))


def _defines(words: Lexicon, text: str) -> bool:
    plain = words.plain(text)
    return QUOTE in plain or bool(words.find(plain, "anchors")) or any(q.measured for q in quantities(words, text))
