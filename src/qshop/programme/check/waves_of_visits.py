"""A rule on stored visits: the wave in which they were made is still declared."""

from collections.abc import Iterator, Mapping

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted
from qshop.programme.model import Programme


def without_wave(programme: Programme, folders: Mapping[str, int]) -> Iterator[Diagnostic]:
    """QS234: visits lie in a folder whose wave is not declared; `folders` has the number of its files for each."""
    for folder, number in folders.items():
        files = counted(number, "file of visits lies", "files of visits lie")
        message = f"{files} in {folder}, but there is no such wave"
        help_ = "put the wave back under that id, or move the files away: their visits are in no figure"
        yield programme.settings.diagnostic("QS234", message, "waves", key=True, help=help_)
