"""QS311: a vague word without anything observable beside it.

*Friendly* and *quickly* mean something else to every shopper, so that visits cannot be compared and staff cannot know
what to do. Opinions that are marked as such may be vague; facts may not.

Bad:    Was the receptionist friendly?
Better: Did the receptionist greet you before you spoke?

What anchors such a word: a number with its unit, quoted words, listed answers, labels of a scale that describe, “such
as …”, or a hint that says what counts.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts, QuestionText
from qshop.wording.lexicon import QUOTE, Lexicon
from qshop.wording.quantities import quantities
from qshop.wording.ratings import describes, rates

HELP = "say what is to be seen, heard or counted; or give it a number, a quotation or a hint that says what counts"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question of fact with a vague word that nothing anchors."""
    for text in texts.questions_with("vague"):
        if text.question.kind != "fact" or text.question.answer_type.nature in ("measure", "clock"):
            continue
        vague = text.plain.find("vague", but="not_vague")
        if vague and not _anchored(text):
            yield text.finding(f"“{vague}” is left to each shopper's taste", HELP)


def _anchored(text: QuestionText) -> bool:
    """Return whether two shoppers who saw the same would have to give the same answer."""
    question, lexicon = text.question, text.lexicon
    if question.answer_type.listed_in == "choices":
        return not rates(question, lexicon)
    if describes(question, lexicon):
        return True
    hint = (question.hint or {}).get(lexicon.language, "")
    return _defines(lexicon, text.ask) or (bool(hint) and _defines(lexicon, hint))


def _defines(lexicon: Lexicon, text: str) -> bool:
    plain = lexicon.read(text)
    return QUOTE in plain.text or bool(plain.find("anchors")) or any(q.measured for q in quantities(lexicon, text))
