"""Answers that judge, “poor … excellent”, and answers that say what was seen."""

from qshop.programme.question import Question
from qshop.wording.lexicon import Lexicon


def rates(question: Question, lexicon: Lexicon) -> bool:
    """Return whether at least two of the answers to choose from are nothing but a judgement."""
    if not question.scale and not question.choices:
        return False
    labels = list(question.scale.labels.values()) if question.scale else []
    answers = [*labels, *(choice.text for choice in question.choices)]
    texts = [lexicon.folded(answer[lexicon.language]).strip() for answer in answers if lexicon.language in answer]
    return sum(lexicon.contains("ratings", text) for text in texts) > 1


def describes(question: Question, lexicon: Lexicon) -> bool:
    """Return whether the labels of a scale say what was seen, so that two shoppers would choose the same level."""
    labels = question.scale.labels if question.scale else {}
    return question.answer_type.listed_in == "scale" and len(labels) > 1 and not rates(question, lexicon)
