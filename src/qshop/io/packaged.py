"""Find what travels with the package: layouts, the starter programme, the prescriptions and the sentences."""

from functools import cache
from pathlib import Path

import yaml

from qshop.base.errors import StopError
from qshop.base.i18n import LANGUAGES, Tongue

_HERE = Path(__file__).parents[1]


def packaged(name: str) -> Path:
    """Give the path of a packaged file or folder such as `templates/site.md.j2`.

    In a wheel they stand in `qshop/_packaged`; in a checkout, at the repository's top level.
    """
    installed = _HERE / "_packaged" / name
    return installed if installed.exists() else _HERE.parents[1] / name


@cache
def tongue(language: str) -> Tongue:
    """Load the sentences of a language that reports and forms can be written in."""
    if language not in LANGUAGES:
        raise StopError(f"reports and forms cannot be written in “{language}”", f"known: {', '.join(LANGUAGES)}")
    text = (_HERE / "base" / "locales" / f"{language}.yaml").read_text(encoding="utf-8")
    return Tongue(language, yaml.safe_load(text))
