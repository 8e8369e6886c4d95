"""QS314: asking why, or what staff thought, instead of what was seen or heard.

A shopper sees what people do and hears what they say. Reasons, knowledge, wishes and moods are guesses.

Bad:    Did the adviser understand your problem?
Better: Did the adviser repeat your request in their own words?

A reason that was given is a fact: “Did the technician explain why the repair takes longer?” is left alone.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Item, Survey
from qshop.wording.plain_text import readable

REACH = 6
HELP = "ask what was said or done that showed it"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions that ask for reasons, or into people's minds."""
    for item in survey.having("why", "mind"):
        if item.question.kind == "opinion":
            continue
        why, inner = _why(item), _inner(item)
        if why:
            yield item.finding(f"“{why}”: a shopper can only guess the answer", HELP)
        elif inner:
            yield item.finding(f"“{inner}”: a shopper cannot see what goes on in people", HELP)


def _why(item: Item) -> str:
    why = item.text.first("why")
    told = why is not None and why.start() > 1 and item.text.find("told")
    return readable(why[0]) if why and not told else ""


def _inner(item: Item) -> str:
    """Find a verb of the mind within a few words of the staff it is said of, with nobody else in between."""
    text = item.text.without("not_mind")
    for mind in text.matches("mind"):
        before = [staff for staff in text.matches("staff") if staff.end() < mind.start()]
        between = text.text[before[-1].end() : mind.start()] if before else ""
        near = bool(before) and len(between.split()) <= REACH and not set(between) & set("?.;!")
        if near and not text.changed(f" {between} ").find("guards"):
            return readable(mind[0])
    return ""
