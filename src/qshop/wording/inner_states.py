"""QS314: asking why, or what staff thought, instead of what was seen or heard.

A shopper sees what people do and hears what they say. Reasons, knowledge, wishes and moods are guesses.

Bad:    Did the adviser understand your problem?
Better: Did the adviser repeat your request in their own words?

A reason that was given is a fact: “Did the technician explain why the repair takes longer?” is left alone.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.plain_text import PlainText, readable

REACH = 6
HELP = "ask what was said or done that showed it"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question that asks for reasons, or for what goes on in people's minds."""
    for text in texts.questions_with("why", "mind"):
        if text.question.kind == "opinion":
            continue
        why, inner = _why(text.plain), _inner(text.plain.without("not_mind"))
        if why:
            yield text.finding(f"“{why}”: a shopper can only guess the answer", HELP)
        elif inner:
            yield text.finding(f"“{inner}”: a shopper cannot see what goes on in people", HELP)


def _why(question: PlainText) -> str:
    """Return the words that ask for a reason, unless the reason is something that was said."""
    why = question.first_match("why")
    if not why or (why.start() > 1 and question.find("told")):
        return ""
    return readable(why[0])


def _inner(question: PlainText) -> str:
    """Return a verb of the mind within a few words of the staff it is said of, with nobody else in between."""
    for mind in question.matches("mind"):
        before = [staff for staff in question.matches("staff") if staff.end() < mind.start()]
        between = question.text[before[-1].end() : mind.start()] if before else ""
        near = bool(before) and len(between.split()) <= REACH and not set(between) & set("?.;!")
        if near and not question.with_text(f" {between} ").find("guards"):
            return readable(mind[0])
    return ""
