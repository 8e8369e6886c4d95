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
    return _known("en-GB" if tag == "en" else tag) or Locale("root")


def own_name(tag: str, *, in_full: bool = False) -> str:
    """Return a language's name in itself, such as `Português`, or in full `Português (Brasil)`; else its tag."""
    locale = _known(tag)
    if locale is None:
        return tag
    name = str(locale.get_display_name() if in_full else locale.languages.get(locale.language, tag))
    return name[:1].upper() + name[1:]


def direction_of(tag: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    return str(locale_of(tag).text_direction)


def _known(tag: str) -> Locale | None:
    for wider in with_wider(tag):
        try:
            return Locale.parse(wider, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
