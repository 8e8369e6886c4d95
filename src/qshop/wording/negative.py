"""QS313: negatives and double negatives.

Does *yes* to “Was the lift not working?” mean that it worked? Some shoppers will say so. Ask for what was there; a yes
that is bad has `points: {yes: 0, no: 1}`.

Bad:    Was the escalator not running?
Better: Was the escalator running?

One word of negative sense (without, refuse, lack) is left alone; two of them are not.
"""

from collections.abc import Iterator

from qshop.wording.clauses import main_clause
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.plain_text import PlainText

HELP = "ask for what was there; where a yes is bad, say so with points: {yes: 0, no: 1}"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question whose *yes* can be read two ways."""
    for text in texts.questions_with("negatives", "half_negatives"):
        negative = _negative(text.plain) if "yes" in text.question.answer_type.own_labels else ""
        if negative:
            yield text.finding(f"a negative, so that a yes can be read two ways: “{negative}”", HELP)


def _negative(question: PlainText) -> str:
    asserted = _asserted(main_clause(question.without("not_negative")))
    half = asserted.find_all("half_negatives")
    return asserted.find("negatives") or (" … ".join(half[:2]) if len(half) > 1 else "")


def _asserted(text: PlainText) -> PlainText:
    """Return a clause without what was only reported: “Did the agent say that nothing was due?” asks what was said."""
    reported = text.first_match("reported")
    return text.with_text(text.text[: reported.start()]) if reported else text
