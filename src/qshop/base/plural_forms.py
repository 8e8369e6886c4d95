"""The plural forms of a language (`one`, `few`, `other` …), from Unicode's CLDR."""

from decimal import Decimal

from babel.plural import PluralRule

from qshop.base.language_tags import locale_of

_ORDER = ("zero", "one", "two", "few", "many", "other")
_COUNTS = range(1000)


def plural_form(language: str, number: Decimal) -> str:
    """Return the form after a number; `other` where the rules of the language are not known."""
    rule = _rule(language)
    return rule(without_zeros(number)) if rule else "other"


def without_zeros(number: Decimal) -> Decimal:
    """Return a number without zeros behind its decimals. They matter: English says “1 person” but “1.0 persons”."""
    return Decimal(format(number.normalize(), "f"))


def known_forms(language: str) -> tuple[str, ...]:
    """Return every form that a language has, `other` last; nothing for a language whose rules are not known."""
    rule = _rule(language)
    return tuple(form for form in _ORDER if form in rule.tags or form == "other") if rule else ()


def needed_forms(language: str) -> tuple[str, ...]:
    """Return the forms that counts below a thousand take, and `other`, which is what stands without a number.

    French and Spanish have one more, from a million on, which a text may leave out.
    """
    rule = _rule(language)
    used = {rule(count) for count in _COUNTS} if rule else set[str]()
    return tuple(form for form in known_forms(language) if form in used or form == "other")


def _rule(language: str) -> PluralRule | None:
    locale = locale_of(language)
    return None if locale.language == "root" else locale.plural_form
