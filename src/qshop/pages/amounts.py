"""What was measured, as people say it: a time in minutes and seconds, all else with its unit."""

from decimal import Decimal

from qshop.base.i18n import Tongue
from qshop.base.plural_forms import without_zeros
from qshop.programme.counted_words import counted_in
from qshop.programme.frozen import FrozenQuestion

_MINUTE = 60


def amount(question: FrozenQuestion, value: Decimal | float, tongue: Tongue) -> str:
    """Return a value that a question measures: a time, a number with its unit, or one beside the full mark."""
    if question.answer_type.in_seconds:
        return _time(value, tongue)
    number = without_zeros(Decimal(str(value)))
    decimals = max(0, -int(number.as_tuple().exponent))
    unit = counted_in(question.unit, tongue.language, number) if question.unit else ""
    written = tongue.number(float(number), decimals)
    if question.full_mark is not None and not unit:
        return tongue("visit.mark", number=written, most=tongue.number(question.full_mark))
    return f"{written} {unit}".strip()


def _time(seconds: Decimal | float, tongue: Tongue) -> str:
    """Return a time in minutes and seconds; under a minute, in seconds."""
    minutes, rest = divmod(round(seconds), _MINUTE)
    if minutes and not rest:
        return tongue("amount.minutes", n=minutes)
    if minutes:
        return tongue("amount.both", minutes=minutes, seconds=rest)
    return tongue("amount.seconds", n=rest)
