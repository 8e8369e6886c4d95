"""A copy of what travels inside the package, to which a test adds a language."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest

from qshop.io import packaged

SOURCE = Path(__file__).parents[1] / "src/qshop"
KEPT_THERE = ("base/locales", "wording/words", "io/starter_programme", "pages/layouts")


@contextmanager
def copied_package(folder: Path) -> Iterator[Path]:
    """Let qshop use a copy of its package below `folder` for a while; give the copy."""
    for name in KEPT_THERE:
        copytree(SOURCE / name, folder / "qshop" / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packaged, "_PACKAGE", folder / "qshop")
        forget_languages()
        yield folder / "qshop"
    forget_languages()


def forget_languages() -> None:
    """Let the languages be found anew."""
    packaged.packaged_languages.cache_clear()
    packaged._sentences.cache_clear()
