"""QS314: asking why, or what staff thought, instead of what was seen or heard.

A shopper sees what people do and hears what they say. Reasons, knowledge, wishes and moods are guesses.

Bad:    Did the adviser understand your problem?
Better: Did the adviser repeat your request in their own words?

A reason that was given is a fact: “Did the technician explain why the repair takes longer?” is left alone.
"""

from collections.abc import Iterator

from qshop.programme.survey.finding import Finding, Item, Survey

REACH = 6
HELP = "ask what was said or done that showed it"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions that ask for reasons, or into people's minds."""
    for item in survey.items:
        if item.question.kind == "opinion":
            continue
        why, inner = _why(item), _inner(item)
        if why:
            yield item.finding(f"“{why}”: a shopper can only guess a reason", HELP)
        elif inner:
            yield item.finding(f"“{inner}”: a shopper cannot see what goes on in people", HELP)


def _why(item: Item) -> str:
    why = item.words.matcher("why")
    found = why.search(item.text) if why else None
    if not found:
        return ""
    told = found.start() > 1 and item.words.find(item.text, "told")
    return "" if told else found[0].strip()


def _inner(item: Item) -> str:
    """Find a verb of the mind within a few words of the staff it is said of, with nobody else in between."""
    words, text = item.words, item.text
    staff, mind = words.matcher("staff"), words.matcher("mind")
    for found in mind.finditer(text) if mind else ():
        before = [one for one in staff.finditer(text, 0, found.start()) if one.end() < found.start()] if staff else []
        between = text[before[-1].end() : found.start()] if before else ""
        near = bool(before) and len(between.split()) <= REACH and not set(between) & set("?.;!")
        if near and not words.find(f" {between} ", "guards"):
            return found[0].strip().replace("' ", "'")
    return ""
