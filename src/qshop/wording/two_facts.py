"""QS310: two facts in one question.

A shopper who saw the one and not the other cannot answer, and whoever reads a *no* does not know what to mend.

Bad:    Did the receptionist greet you and offer you a seat?
Better: Did the receptionist greet you?  and, as a question of its own:  Did the receptionist offer you a seat?

Left alone: lists of answers to tick, “between … and …”, fixed expressions, and clauses that only say when or where.
"""

from collections.abc import Iterator

from qshop.wording.clauses import main_clause
from qshop.wording.finding import Finding, Item, Survey

HELP = "ask one thing, and make the other a question of its own"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions that join two facts."""
    for item in survey.items:
        joint = _joint(item)
        if joint:
            yield item.finding(f"two facts in one question: “{joint}”", HELP)


def _joint(item: Item) -> str:
    if item.text.text.count(" ? ") > 1:
        return "? … ?"
    if item.question.answer_type.listed_in == "choices" or not item.text.may_have("joined", "joiners", "pairs"):
        return ""
    text = item.text.without("not_joined")
    asked = main_clause(text)
    return text.find("joined") or asked.find("joiners") or asked.find("pairs")
