"""Answers in the shopper's own words."""

import re
from typing import TYPE_CHECKING

from qshop.programme.answers.answer_type import AnswerType

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


def with_plain_line_ends(text: str) -> str:
    r"""Return a text whose lines end in `\n`, also where they were written or checked out on Windows, even twice."""
    return re.sub(r"\r+\n", "\n", text)


class FreeText(AnswerType):
    """Whatever the shopper wrote, exactly. Never scored."""

    nature = "text"

    def problem(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - any text will do
        """Return nothing: any text is an answer."""
        return ""

    def canonical(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - the same for every question
        r"""Return the text with `\n` at the end of each line."""
        return with_plain_line_ends(text)
