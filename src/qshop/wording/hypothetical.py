"""QS316: hypothetical questions.

A shopper can report what happened on this visit. What would have happened, or what they would do, is a forecast.

Bad:    If the lift had been out of order, would the staff have carried your luggage?
Better: play the case in a scenario, and ask: Did a member of staff offer to carry your luggage?

Whether one would come back or recommend is left alone where it is marked `kind: opinion`.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts

HELP = "ask what happened; to see what happens in a special case, put the case into a scenario"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question about what did not happen."""
    for text in texts.questions_with("intentions", "hypothetical"):
        plain = text.plain.without("intentions") if text.question.kind == "opinion" else text.plain
        phrase = plain.find("intentions") or plain.find("hypothetical", but="not_hypothetical")
        if phrase:
            yield text.finding(f"“{phrase}”: this did not happen on the visit", HELP)
