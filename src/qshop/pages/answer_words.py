"""Answers in words: what was answered, and what would have met the standard."""

from decimal import Decimal

from qshop.base.i18n import Tongue
from qshop.pages.amounts import amount
from qshop.programme.answers import NOT_APPLICABLE, is_met, points_of
from qshop.programme.frozen import FrozenOutOf, FrozenQuestion
from qshop.programme.met_values import Range, least_mark, met_ranges
from qshop.programme.scalars import text_in


def has_own_words(question: FrozenQuestion, value: str) -> bool:
    """Return whether the words of an answer are those of its question, and not the same wherever it is asked."""
    return value != NOT_APPLICABLE and value not in question.answer_type.own_labels


def option_words(question: FrozenQuestion, value: str, tongue: Tongue) -> str:
    """Return the words of one answer in a language: the question's own, or those of the interface."""
    if not has_own_words(question, value):
        return tongue(f"answer.{value}")
    words = {choice.id: choice.text for choice in question.choices}
    words |= question.scale.labels if question.scale else {}
    text = text_in(words[value], tongue.language) if value in words else ""
    return f"{value} – {text}" if question.scale and text else text or value


def answer_words(question: FrozenQuestion, value: str, tongue: Tongue) -> str:
    """Return an answer in words: labels in quotation marks, measures with their unit."""
    if value == NOT_APPLICABLE:
        return tongue("quoted", text=option_words(question, value, tongue))
    match question.answer_type.nature:
        case "one" | "several":
            labels = value.split(" ")
            return tongue.joined(tongue("quoted", text=option_words(question, label, tongue)) for label in labels)
        case "measure":
            return amount(question, Decimal(value), tongue)
        case "clock" | "text":
            return value


def standard_words(question: FrozenQuestion, tongue: Tongue) -> str:
    """Return in words which answers to a scored question meet the standard."""
    if isinstance(question.points, list):
        ranges = [_range_words(question, limits, tongue) for limits in met_ranges(question.points, question.met)]
        return tongue("visit.expected", answer=tongue.joined(ranges, alternatives=True))
    if isinstance(question.points, FrozenOutOf):
        least = amount(question, least_mark(question.points, question.met), tongue)
        return tongue("visit.expected", answer=tongue("visit.at_least", limit=least))
    labels = question.answer_type.labels(question)
    if question.answer_type.nature == "several":
        scoring = [label for label in labels if points_of(question, label)]
        return tongue("visit.counts", answers=answer_words(question, " ".join(scoring), tongue))
    good = [label for label in labels if is_met(question, label)]
    return tongue("visit.expected", answer=tongue.one_of(option_words(question, label, tongue) for label in good))


def _range_words(question: FrozenQuestion, limits: Range, tongue: Tongue) -> str:
    low, high = (None if limit is None else amount(question, limit, tongue) for limit in limits)
    if low is None:
        return tongue("visit.up_to", limit=high) if limits[1] else f"{high}"
    if high is None:
        return tongue("visit.over", limit=low)
    return tongue("visit.between", low=low, high=high)
