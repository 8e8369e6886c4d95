"""QS313: negatives and double negatives.

Does *yes* to “Was the lift not working?” mean that it worked? Some shoppers will say so. Ask for what was there; a yes
that is bad has `points: {yes: 0, no: 1}`.

Bad:    Was the escalator not running?
Better: Was the escalator running?

One word of negative sense (without, refuse, lack) is left alone; two of them are not.
"""

from collections.abc import Iterator

from qshop.wording.clauses import main_clause
from qshop.wording.finding import Finding, Item, Survey
from qshop.wording.plain_text import Plain

HELP = "ask for what was there; where a yes is bad, say so with points: {yes: 0, no: 1}"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions whose *yes* can be read two ways."""
    for item in survey.having("negatives", "half_negatives"):
        negative = _negative(item) if "yes" in item.question.answer_type.own_labels else ""
        if negative:
            yield item.finding(f"a negative, so that a yes can be read two ways: “{negative}”", HELP)


def _negative(item: Item) -> str:
    text = _asserted(main_clause(item.text.without("not_negative")))
    half = text.all("half_negatives")
    return text.find("negatives") or (" … ".join(half[:2]) if len(half) > 1 else "")


def _asserted(text: Plain) -> Plain:
    """Leave out what was only reported: “Did the agent say that nothing was due?” asks what was said."""
    reported = text.first("reported")
    return text.changed(text.text[: reported.start()]) if reported else text
