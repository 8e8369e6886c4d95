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

from qshop.programme.counted_words import all_forms
from qshop.programme.criteria import Criterion
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.quantities import Meaning, Quantity, quantities

HELP = "ask for it: in the question, in its answers, or as the limit of a band of points"
_TIMES = (1, 60, 3600, 86400)
_ONE = Fraction(1)


@dataclass(frozen=True)
class _Promised:
    """A time or a number that is promised, where it stands, and whether it is the longest time allowed."""

    part: Part
    path: tuple[str, str]
    quantity: Quantity
    is_limit: bool


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each time or number that a criterion promises and never asks for."""
    for criterion in texts.criteria:
        if criterion.questions:
            yield from _missing(texts, criterion)


def _missing(texts: ProgrammeTexts, criterion: Criterion) -> Iterator[Finding]:
    promises = list(_promised(texts, criterion))
    asked = {meaning for question in criterion.questions for meaning in _asked(texts, question)} if promises else set()
    stricter = [time for p in promises if p.part is criterion and p.is_limit for time in p.quantity.seconds]
    missing = [
        promised
        for promised in promises
        if not _is_asked(promised.quantity, asked, criterion.questions)
        and not (promised.part is criterion.promise and promised.is_limit and _is_kept(promised.quantity, stricter))
    ]
    reported: set[frozenset[Meaning]] = set()
    for promised in missing:
        if promised.path[1] == missing[0].path[1] and promised.quantity.meanings not in reported:
            reported.add(promised.quantity.meanings)
            message = f"“{promised.quantity.text}” is promised here, and no question asks for it"
            yield Finding(promised.part, promised.path, message, HELP, (criterion,))


def _promised(texts: ProgrammeTexts, criterion: Criterion) -> Iterator[_Promised]:
    sources: list[tuple[Part, str, dict[str, str]]] = [(criterion, "text", criterion.text)]
    if criterion.promise:
        sources.append((criterion.promise, "says", criterion.promise.says))
    for part, name, text in sources:
        for lexicon, sentence in texts.by_lexicon(text):
            for quantity in quantities(lexicon, sentence):
                is_limit = bool(lexicon.read(sentence).find("limits"))
                yield _Promised(part, (name, lexicon.language), quantity, is_limit)


def _asked(texts: ProgrammeTexts, question: Question) -> Iterator[Meaning]:
    """Yield every time and number in the texts of a question."""
    labels = question.scale.labels.values() if question.scale else ()
    unit = all_forms(question.unit or {})
    for text in (question.ask, question.hint, unit, *labels, *(choice.text for choice in question.choices)):
        for lexicon, sentence in texts.by_lexicon(text or {}):
            for quantity in quantities(lexicon, sentence):
                yield from quantity.meanings


def _is_asked(quantity: Quantity, asked: set[Meaning], questions: list[Question]) -> bool:
    """Return whether a quantity is in the texts of the questions, or the limit of one of their bands."""
    if quantity.meanings & asked:
        return True
    limits = [(question.answer_type.in_seconds, limit) for question in questions for limit in _limits(question)]
    return any(_is_limit(meaning, limit, in_seconds=timed) for meaning in quantity.meanings for timed, limit in limits)


def _is_kept(promise: Quantity, stricter: list[Fraction]) -> bool:
    """Return whether the criterion itself allows no more time than is promised."""
    return any(time <= most for time in stricter for most in promise.seconds)


def _limits(question: Question) -> Iterator[Decimal]:
    """Yield the limits of a question's bands."""
    for band in question.points if isinstance(question.points, list) else ():
        limit = band.up_to if band.up_to is not None else band.over
        if limit is not None:
            yield limit


def _is_limit(meaning: Meaning, limit: Decimal, *, in_seconds: bool) -> bool:
    """Return whether a band ends at the value: for whole numbers, “at least 3” is the band over 2."""
    (kind, value), edge = meaning, Fraction(limit)
    if kind == "seconds":
        return value in ([edge] if in_seconds else [edge * unit for unit in _TIMES])
    return kind == "number" and value - _ONE <= edge <= value
