"""Which part of a question asks: clauses that only say when or where are put aside."""

from qshop.programme.survey.lexicon import Lexicon


def main_clause(words: Lexicon, text: str) -> str:
    """Give a plain text without its asides: “When you had paid and left, …”, “… before you sat down and ate?”."""
    asides = words.matcher("asides")
    if asides:
        first = asides.match(text, 1)
        if first and " , " in text:
            text = text[text.index(" , ") + 2 :]
        later = next((found for found in asides.finditer(text) if found.start() > 1), None)
        if later and not text[: later.start()].isspace():
            comma = text.find(" , ", later.end())
            text = text[: later.start()] + (text[comma + 2 :] if comma > 0 else "")
    ends = words.matcher("ends")
    found = list(ends.finditer(text)) if ends else []
    return " " + text[found[-1].end() :] if found else text
