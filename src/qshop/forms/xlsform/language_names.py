"""The names of languages in an XLSForm: the language's own name and its tag, such as `Français (fr)`."""

from collections.abc import Sequence

from qshop.base.language_tags import own_name


def language_names(languages: Sequence[str]) -> dict[str, str]:
    """Return the name of each language by its tag, in the given order. The tag keeps equal names apart."""
    return {language: f"{own_name(language)} ({language})" for language in languages}
