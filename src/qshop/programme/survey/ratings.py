"""Answers that judge: “poor … excellent” instead of what was seen."""

from qshop.programme.model import Question
from qshop.programme.survey.lexicon import Lexicon


def rates(question: Question, words: Lexicon) -> bool:
    """Tell whether at least two of the answers to choose from are nothing but a judgement."""
    labels = list(question.scale.labels.values()) if question.scale else []
    texts = [*labels, *(choice.text for choice in question.choices)]
    matcher = words.matcher("ratings")
    plain = [words.plain(text[words.language]).strip() for text in texts if words.language in text]
    return bool(matcher) and sum(bool(matcher.fullmatch(text)) for text in plain) > 1  # type: ignore[union-attr]
