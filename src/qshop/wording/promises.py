"""QS315: a time or a number promised in the criterion but absent from its questions.

If customers are promised an answer within a day and the question is only whether an answer came, the promise can be
broken on every visit without anybody seeing it.

Bad:    The standard says “within five minutes”; the question is: Were you served?
Better: How long did you wait before you were served?  with  points: [{up_to: 300, points: 1}, {over: 300, points: 0}]

The number may stand in the question, its hint, an answer to choose from, or the limit of a band. What the criterion
itself says must be asked; a promise to customers is kept, too, by a criterion that is stricter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from qshop.programme.criteria import Criterion
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.wording.finding import Finding, Survey
from qshop.wording.quantities import Key, Quantity, quantities

HELP = "ask for it: in the question, in its answers, or as the limit of a band of points"
_TIMES = (1, 60, 3600, 86400)
_ONE = Fraction(1)


@dataclass(frozen=True)
class _Promised:
    """A time or a number of the criterion, where it stands, and whether it is the longest time allowed."""

    part: Part
    path: tuple[str, str]
    quantity: Quantity
    limit: bool


def find(survey: Survey) -> Iterator[Finding]:
    """Give the criteria that promise what they never ask."""
    for criterion in survey.criteria:
        if criterion.questions:
            yield from _missing(survey, criterion)


def _missing(survey: Survey, criterion: Criterion) -> Iterator[Finding]:
    promised = list(_promised(survey, criterion))
    asked = {key for question in criterion.questions for key in _keys(survey, question)} if promised else set()
    stricter = [time for one in promised if one.part is criterion and one.limit for time in one.quantity.times]
    missing = [
        one
        for one in promised
        if not _covered(one.quantity, asked, criterion.questions)
        and not (one.part is criterion.promise and one.limit and _kept(one.quantity, stricter))
    ]
    reported: set[frozenset[Key]] = set()
    for one in missing:
        if one.path[1] == missing[0].path[1] and one.quantity.keys not in reported:
            reported.add(one.quantity.keys)
            message = f"“{one.quantity.text}” is promised here, and no question asks for it"
            yield Finding(one.part, one.path, message, HELP, (criterion,))


def _promised(survey: Survey, criterion: Criterion) -> Iterator[_Promised]:
    texts: list[tuple[Part, str, dict[str, str]]] = [(criterion, "text", criterion.text)]
    if criterion.promise:
        texts.append((criterion.promise, "says", criterion.promise.says))
    for part, name, text in texts:
        for language, sentence in text.items():
            words = survey.words(language)
            for quantity in quantities(words, sentence) if words else ():
                limit = bool(words and words.read(sentence).find("limits"))
                yield _Promised(part, (name, language), quantity, limit)


def _keys(survey: Survey, question: Question) -> Iterator[Key]:
    labels = question.scale.labels.values() if question.scale else ()
    for text in (question.ask, question.hint, question.unit, *labels, *(choice.text for choice in question.choices)):
        for language, sentence in (text or {}).items():
            words = survey.words(language)
            for quantity in quantities(words, sentence) if words else ():
                yield from quantity.keys


def _covered(quantity: Quantity, asked: set[Key], questions: list[Question]) -> bool:
    if quantity.keys & asked:
        return True
    limits = [(question.answer_type.in_seconds, limit) for question in questions for limit in _limits(question)]
    return any(_is_limit(key, limit, in_seconds=timed) for key in quantity.keys for timed, limit in limits)


def _kept(promise: Quantity, stricter: list[Fraction]) -> bool:
    """Tell whether the criterion itself allows no more time than is promised."""
    return any(time <= most for time in stricter for most in promise.times)


def _limits(question: Question) -> Iterator[Decimal]:
    for band in question.points if isinstance(question.points, list) else ():
        limit = band.up_to if band.up_to is not None else band.over
        if limit is not None:
            yield limit


def _is_limit(key: Key, limit: Decimal, *, in_seconds: bool) -> bool:
    """Tell whether a band ends at the value: for whole numbers, “at least 3” is the band over 2."""
    (kind, value), edge = key, Fraction(limit)
    if kind == "seconds":
        return value in ([edge] if in_seconds else [edge * unit for unit in _TIMES])
    return kind == "number" and value - _ONE <= edge <= value
