"""What was measured, as people say it: a time in minutes and seconds, all else with its unit."""

from decimal import Decimal

from qshop.base.i18n import Tongue
from qshop.pages.answer_words import amount_words
from qshop.programme.frozen import FrozenQuestion

_MINUTE = 60


def amount(question: FrozenQuestion, value: float, tongue: Tongue) -> str:
    """Return a value that a question measured; under two minutes, a time is in seconds unless it is whole minutes."""
    if not question.answer_type.in_seconds:
        return amount_words(question, Decimal(str(value)), tongue)
    minutes, seconds = divmod(round(value), _MINUTE)
    if minutes and not seconds:
        return tongue("amount.minutes", n=minutes)
    if minutes > 1:
        return tongue("amount.both", minutes=minutes, seconds=seconds)
    return tongue("amount.seconds", n=minutes * _MINUTE + seconds)
