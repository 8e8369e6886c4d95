"""Language tags: which languages are near, how a language calls itself, and in which direction it is written."""

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError


def with_wider(tag: str) -> Iterator[str]:
    """Yield a tag, then the wider ones: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def locale_of(tag: str) -> Locale:
    """Return what is known of a language, or else of a wider one; of an unknown one, what languages have by default.

    English without a region is that of Great Britain, where the day comes before the month.
    """
    described = map(_described, with_wider("en-GB" if tag == "en" else tag))
    return next(filter(None, described), Locale("root"))


def own_name(tag: str) -> str:
    """Return a language's name in itself, such as `Português (Brasil)` for `pt-BR`; its tag where that is not known."""
    locale = _described(tag)
    if locale is None:
        return tag
    name = str(locale.get_display_name())
    return name[:1].upper() + name[1:]


def name_in(tag: str, language: str) -> str:
    """Return a language's name in another one, such as `French` for `fr`; its tag where that is not known."""
    locale = _described(tag)
    return str(locale.get_display_name(locale_of(language)) or tag) if locale else tag


def direction_of(tag: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    return str(locale_of(tag).text_direction)


def _described(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
