"""Several choices at once, separated by spaces."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from qshop.programme.answers.answer_type import AnswerType

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


class SeveralChoices(AnswerType):
    """Any of the question's choices, each once; their points, if any are given, are added and end at a full point."""

    nature = "several"
    listed_in = "choices"

    def problem(self, asked: "BaseQuestion", text: str) -> str:
        """Return which choice is unknown, or that one is chosen twice; or nothing."""
        chosen, known = text.split(" "), self.labels(asked)
        unknown = next((one for one in chosen if one not in known), None)
        if unknown is not None:
            return f"“{unknown[:40]}” is none of: {', '.join(known)} (several are separated by one space)"
        return "the same choice stands twice" if len(set(chosen)) < len(chosen) else ""

    def points(self, rule: object, text: str) -> int:
        """Return the sum of what the chosen are worth, up to a full point (stored under `*`)."""
        by_label = cast("Mapping[str, int]", rule)
        return min(sum(by_label[one] for one in text.split(" ")), by_label["*"])
