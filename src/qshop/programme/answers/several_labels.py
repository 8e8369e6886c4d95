"""Several choices at once, separated by spaces."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from qshop.base.shown import shown
from qshop.programme.answers.answer_type import AnswerType

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


class SeveralChoices(AnswerType):
    """Any of the question's choices, each once; their points, if any are given, are added and end at a full point."""

    nature = "several"
    listed_in = "choices"

    def problem(self, question: "BaseQuestion", text: str) -> str:
        """Return which choice is unknown, or that one is given twice, or nothing."""
        chosen, known = text.split(" "), self.labels(question)
        unknown = next((label for label in chosen if label not in known), None)
        if unknown is not None:
            return f"{shown(unknown, known)} is none of: {', '.join(known)} (several are separated by one space)"
        return "the same choice stands twice" if len(set(chosen)) < len(chosen) else ""

    def canonical(self, question: "BaseQuestion", text: str) -> str:
        """Return the choices in the order of the question, since services differ in that."""
        ranks = {choice: rank for rank, choice in enumerate(self.labels(question))}
        chosen = text.split()
        return " ".join(sorted(chosen, key=ranks.__getitem__)) if ranks.keys() >= set(chosen) else text

    def points(self, rule: object, text: str) -> int:
        """Return the sum of the points of the chosen labels, at most a full point (stored under `*`)."""
        by_label = cast("Mapping[str, int]", rule)
        return min(sum(by_label[label] for label in text.split(" ")), by_label["*"])
