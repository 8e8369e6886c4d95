"""The names of languages in an XLSForm: the language's own name and its code, such as `Français (fr)`."""

from collections.abc import Sequence

from qshop.base.language_tags import own_name


def language_names(languages: Sequence[str]) -> dict[str, str]:
    """Return the name of each language by its tag, in the given order, such as `Português, Brasil (pt)` for `pt-BR`.

    Tools choose a language by what stands in the only brackets, and know no codes with a region.
    """
    return {tag: f"{_without_brackets(own_name(tag))} ({tag.partition('-')[0]})" for tag in languages}


def _without_brackets(name: str) -> str:
    return name.replace(" (", ", ").replace(")", "")
