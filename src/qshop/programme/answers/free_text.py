"""Answers in the shopper's own words."""

from typing import TYPE_CHECKING

from qshop.programme.answers.answer_type import AnswerType

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


class FreeText(AnswerType):
    """Whatever the shopper wrote, exactly. Never scored."""

    nature = "text"

    def problem(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - any text will do
        """Return nothing: any text is an answer."""
        return ""
