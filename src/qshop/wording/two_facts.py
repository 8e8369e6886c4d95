"""QS310: two facts in one question.

A shopper who saw the one and not the other cannot answer, and whoever reads a *no* does not know what to mend.

Bad:    Did the receptionist greet you and offer you a seat?
Better: Did the receptionist greet you?  and, as a question of its own:  Did the receptionist offer you a seat?

Left alone: lists of answers to tick, “between … and …”, fixed expressions, and clauses that only say when or where.
"""

from collections.abc import Iterator

from qshop.wording.clauses import main_clause
from qshop.wording.finding import Finding, ProgrammeTexts, QuestionText

HELP = "ask one thing, and make the other a question of its own"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question that joins two facts."""
    for text in texts.questions:
        joint = _joint(text)
        if joint:
            yield text.finding(f"two facts in one question: “{joint}”", HELP)


def _joint(text: QuestionText) -> str:
    """Return the words that join two facts."""
    if text.plain.text.count(" ? ") > 1:
        return "? … ?"
    if text.question.answer_type.listed_in == "choices" or not text.plain.may_contain("joined", "joiners", "pairs"):
        return ""
    question = text.plain.without("not_joined")
    clause = main_clause(question)
    return question.find("joined") or clause.find("joiners") or clause.find("pairs")
