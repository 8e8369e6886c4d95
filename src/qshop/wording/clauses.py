"""Which part of a question asks: clauses that only say when or where are put aside."""

from qshop.wording.plain_text import Plain


def main_clause(question: Plain) -> Plain:
    """Give a question without its asides: “When you had paid and left, …”, “… before you sat down and ate?”."""
    text, comma = question.text, " , "
    if any(aside.start() == 1 for aside in question.matches("asides")) and comma in text:
        text = text[text.index(comma) + 2 :]
    later = next((aside for aside in question.changed(text).matches("asides") if aside.start() > 1), None)
    if later and not text[: later.start()].isspace():
        end = text.find(comma, later.end())
        text = text[: later.start()] + (text[end + 2 :] if end > 0 else "")
    ends = question.changed(text).matches("ends")
    return question.changed(" " + text[ends[-1].end() :] if ends else text)
