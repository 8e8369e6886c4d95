"""Find what travels inside the package: locales, word lists, layouts and the starter programme."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

from qshop.base.errors import StopError
from qshop.base.i18n import Tongue

_PACKAGE: Traversable = files("qshop")


def packaged_path(name: str) -> Traversable:
    """Return a packaged file or folder by its path in the package, such as `base/locales/en.yaml`."""
    return _PACKAGE.joinpath(name)


@cache
def packaged_languages() -> tuple[str, ...]:
    """Return the tags of the languages that reports and forms can be written in, in alphabetical order."""
    names = [file.name for file in packaged_path("base/locales").iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def tongue(language: str) -> Tongue:
    """Return the sentences of a language. Raises `StopError` if none are packaged."""
    languages = packaged_languages()
    if language not in languages:
        raise StopError(f"reports and forms cannot be written in “{language}”", f"known: {', '.join(languages)}")
    return Tongue(language, yaml.safe_load(packaged_path(f"base/locales/{language}.yaml").read_text(encoding="utf-8")))
