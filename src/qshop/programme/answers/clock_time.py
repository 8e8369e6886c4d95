"""Answers that are a time of day."""

import re
from typing import TYPE_CHECKING

from qshop.base.shown import shown
from qshop.programme.answers.answer_type import AnswerType

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion

CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class ClockTime(AnswerType):
    """A time of day, `HH:MM`, local to the site. Never scored."""

    nature = "clock"

    def problem(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - the same for every question
        """Return why `text` is not 00:00 to 23:59, or nothing."""
        return "" if CLOCK.fullmatch(text) else f"{shown(text)} is no time such as 09:30"
