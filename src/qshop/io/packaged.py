"""Find what travels inside the package: locales, word lists, layouts and the starter programme."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from qshop.base.i18n import Sentence, Tongue
from qshop.base.language_tags import with_wider
from qshop.io.yaml_nodes import LOADER

_PACKAGE: Traversable = files("qshop")


def packaged_path(name: str) -> Traversable:
    """Return a packaged file or folder by its path in the package, such as `base/locales/en.yaml`."""
    return _PACKAGE.joinpath(name)


@cache
def packaged_languages() -> tuple[str, ...]:
    """Return the tags of the languages that qshop itself speaks, in alphabetical order."""
    names = [file.name for file in packaged_path("base/locales").iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def tongue(language: str, languages: Sequence[str] = ()) -> Tongue:
    """Return a language at work in a programme that is written in `languages`.

    Its sentences are its own or those of a wider language (`fr` for `fr-CA`), else of the first of `languages` that has
    some, else English.
    """
    spoken = next((tag for tag in (language, *languages) if _packaged_for(tag)), "en")
    return Tongue(language, _sentences(_packaged_for(spoken)), spoken)


def _packaged_for(language: str) -> str:
    """Return the tag of the language whose sentences do for another one; empty where none do."""
    return next((tag for tag in with_wider(language) if tag in packaged_languages()), "")


@cache
def _sentences(language: str) -> dict[str, Sentence]:
    text = packaged_path(f"base/locales/{language}.yaml").read_text(encoding="utf-8")
    sentences: dict[str, Sentence] = yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe one, in C where there is one
    return sentences
