"""The names of languages in an XLSForm: the language's own name and its tag, such as `Français (fr)`."""

from collections.abc import Sequence

from babel import Locale, UnknownLocaleError


def language_names(languages: Sequence[str]) -> dict[str, str]:
    """Return the name of each language by its tag, in the given order. The tag keeps equal names apart."""
    return {language: f"{_name(language)} ({language})" for language in languages}


def _name(language: str) -> str:
    try:
        locale = Locale.parse(language, sep="-")
        name = str(locale.languages.get(locale.language, language))
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:]
