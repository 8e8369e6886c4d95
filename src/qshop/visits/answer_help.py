"""What to do about a cell that is no answer to its question."""

import re

from qshop.base.suggest import did_you_mean
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion

_IN_THOUSANDS = re.compile(r"[0-9]{1,3}([ ,.'’_\u00a0\u202f])[0-9]{3}(\1[0-9]{3})*([.,][0-9]+)?")


def answer_help(question: FrozenQuestion, text: str) -> str:
    """Return what to do about `text`, which is no answer to the question; empty where nothing is known."""
    if question.answer_type.nature == "measure":
        return _measure_help(question, text)
    return did_you_mean(text, answers.labels(question))


def _measure_help(question: FrozenQuestion, text: str) -> str:
    if "," in text and not answers.answer_problem(question, text.replace(",", ".")):
        return "decimal: comma in a profile, if the file writes decimals so"
    if _IN_THOUSANDS.fullmatch(text):
        return "write numbers without marks between the thousands"
    if "E+" in text:
        return "a spreadsheet shortened it: show the column as a number with all its digits, and export it again"
    if text.startswith("+"):
        return "write it without a sign"
    if text.startswith(("-", "−")):
        return "measures are zero or more: write 0, or correct what it was worked out from"
    return did_you_mean(text, answers.labels(question))
