"""QS316: hypothetical questions.

A shopper can report what happened on this visit. What would have happened, or what they would do, is a forecast.

Bad:    If the lift had been out of order, would the staff have carried your luggage?
Better: play the case in a scenario, and ask: Did a member of staff offer to carry your luggage?

Whether one would come back or recommend is left alone where it is marked `kind: opinion`.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Survey

HELP = "ask what happened; to see what happens in a special case, put the case into a scenario"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions about what did not happen."""
    for item in survey.having("intentions", "hypothetical"):
        text = item.text.without("intentions") if item.question.kind == "opinion" else item.text
        found = text.find("intentions") or text.find("hypothetical", but="not_hypothetical")
        if found:
            yield item.finding(f"“{found}”: this did not happen on the visit", HELP)
