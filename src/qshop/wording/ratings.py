"""Answers that judge, “poor … excellent”, and answers that say what was seen."""

from qshop.programme.question import Question
from qshop.wording.lexicon import Lexicon


def rates(question: Question, words: Lexicon) -> bool:
    """Tell whether at least two of the answers to choose from are nothing but a judgement."""
    if not question.scale and not question.choices:
        return False
    labels = list(question.scale.labels.values()) if question.scale else []
    texts = [*labels, *(choice.text for choice in question.choices)]
    said = [words.folded(text[words.language]).strip() for text in texts if words.language in text]
    return sum(words.knows("ratings", text) for text in said) > 1


def describes(question: Question, words: Lexicon) -> bool:
    """Tell whether a scale says in its labels what was seen, so that two shoppers would choose the same level."""
    labels = question.scale.labels if question.scale else {}
    return question.answer_type.listed_in == "scale" and len(labels) > 1 and not rates(question, words)
