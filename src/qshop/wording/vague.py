"""QS311: a vague word without anything observable beside it.

*Friendly* and *quickly* mean something else to every shopper, so that visits cannot be compared and staff cannot know
what to do. Opinions that are marked as such may be vague; facts may not.

Bad:    Was the receptionist friendly?
Better: Did the receptionist greet you before you spoke?

What anchors such a word: a number with its unit, quoted words, listed answers, labels of a scale that describe, “such
as …”, or a hint that says what counts.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Item, Survey
from qshop.wording.lexicon import QUOTE, Lexicon
from qshop.wording.quantities import quantities
from qshop.wording.ratings import describes, rates

HELP = "say what is to be seen, heard or counted; or give it a number, a quotation or a hint that says what counts"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions of fact that leave a word to taste."""
    for item in survey.having("vague"):
        if item.question.kind != "fact" or item.question.answer_type.nature in ("measure", "clock"):
            continue
        vague = item.text.find("vague", but="not_vague")
        if vague and not _anchored(item):
            yield item.finding(f"“{vague}” is left to each shopper's taste", HELP)


def _anchored(item: Item) -> bool:
    """Tell whether two shoppers who saw the same would have to give the same answer."""
    question, words = item.question, item.words
    if question.answer_type.listed_in == "choices":
        return not rates(question, words)
    if describes(question, words):
        return True
    hint = (question.hint or {}).get(words.language, "")
    return _defines(words, item.ask) or (bool(hint) and _defines(words, hint))


def _defines(words: Lexicon, text: str) -> bool:
    plain = words.read(text)
    return QUOTE in plain.text or bool(plain.find("anchors")) or any(q.measured for q in quantities(words, text))
