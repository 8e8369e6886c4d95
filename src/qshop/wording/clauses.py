"""The main clause of a question, without the clauses that only say when or where."""

from qshop.wording.plain_text import PlainText


def main_clause(question: PlainText) -> PlainText:
    """Return a question without its asides: “When you had paid and left, …”, “… before you sat down and ate?”."""
    text, comma = question.text, " , "
    if any(aside.start() == 1 for aside in question.matches("asides")) and comma in text:
        text = text[text.index(comma) + 2 :]
    later = next((aside for aside in question.with_text(text).matches("asides") if aside.start() > 1), None)
    if later and not text[: later.start()].isspace():
        end = text.find(comma, later.end())
        text = text[: later.start()] + (text[end + 2 :] if end > 0 else "")
    ends = question.with_text(text).matches("ends")
    return question.with_text(" " + text[ends[-1].end() :] if ends else text)
