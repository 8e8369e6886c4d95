"""The values of a programme as text: values of the same meaning have the same text, however they are written."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

from qshop.programme.answers import point_rule
from qshop.programme.part import Part
from qshop.programme.question import Applies, OutOf, Question, Scale, When
from qshop.programme.sites import TagSpell, TeamSpell
from qshop.programme.spells import Spell, in_order

_ORDERED_FIELDS = ("languages", "join", "minus")


def normalised(text: str) -> str:
    """Return a text without differences that no reader sees: line breaks, runs of spaces, decomposed accents."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_of(value: object, name: str = "") -> str:
    """Return a value as text. A list is sorted, unless its field (`name`) is one whose order has a meaning."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return normalised(value)
        case Decimal() | Fraction():
            return _number(Fraction(value))
        case Part():
            return _part(value)
        case dict():
            return ", ".join(sorted(f"{key}: {text_of(inner)}" for key, inner in value.items()))
        case list():
            return _list(value, name)
        case _:
            return str(value)


def _list(values: list[object], name: str) -> str:
    spells = [value for value in values if isinstance(value, Spell)]
    if spells:
        return ", then ".join(map(_part, in_order(spells)))
    texts = [text_of(value) for value in values]
    return ", ".join(texts if name in _ORDERED_FIELDS else sorted(texts))


def _part(part: Part) -> str:
    match part:
        case When():
            return _condition(part)
        case Applies():
            return _scope(part)
        case Scale():
            return f"{part.from_} to {part.to}"
        case TeamSpell():
            return _since(part, part.team)
        case TagSpell():
            return _since(part, text_of(part.tags) or "none")
        case _:
            return "; ".join(f"{key} {text}" for key, text in _set_fields(part))


def _since(spell: Spell, text: str) -> str:
    return f"{text} from {spell.from_}" if spell.from_ else text


def _set_fields(part: Part) -> list[tuple[str, str]]:
    """Return the keys that differ from their defaults, and their values as text."""
    fields = [(info.alias or name, name, info) for name, info in type(part).model_fields.items()]
    values = [(key, getattr(part, name), info.default) for key, name, info in fields]
    return [(key, text_of(value, key)) for key, value, default in values if value != default]


def _scope(applies: Applies) -> str:
    keys = [f"{key} {text}" for key, text in _set_fields(applies) if key != "any"]
    alternatives = sorted(f"({_scope(one)})" for one in applies.any)
    return "; ".join([*keys, *([" or ".join(alternatives)] if alternatives else [])])


def _number(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact.normalize(), "f") if Fraction(exact) == value else str(value)


def _condition(when: When) -> str:
    if when.question:
        return f"{when.question} is {' or '.join(sorted(when.is_))}"
    inner = [f"({_condition(w)})" if w.all or w.any else _condition(w) for w in when.all or when.any]
    return (" and " if when.all else " or ").join(sorted(inner))


def points_text(question: Question) -> str:
    """Return the points of each answer as text; `default` where they are the default points of the answer type."""
    rule = point_rule(question)
    if rule == question.answer_type.default_points(question):
        return "default" if rule else ""
    match rule:
        case dict():
            return ", ".join(f"{label} {_number(points)}" for label, points in sorted(rule.items()))
        case list():
            bands = [("over" if limit is None else f"up to {text_of(limit)}", points) for limit, points in rule]
            return ", ".join(f"{band}: {_number(points)}" for band, points in bands)
        case OutOf():
            return f"out of {rule.out_of}"
        case None:
            return ""
