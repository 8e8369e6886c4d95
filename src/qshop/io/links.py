"""Links in a programme: one that stays inside is followed, whoever reads it; every other one is refused by name."""

import os
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from qshop.base.errors import StopError

_MOST_LINKS = 40  # on the way to one file, as many as Linux follows
HELP = "put the files here themselves, or link to a place inside the programme, by a relative path"


class LinkError(Exception):
    """A link, or a folder that is another repository, for which a path is not followed; `place` names it."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(place, reason)
        self.place, self.reason = place, reason


def followed(path: str, target_of: Callable[[str], str]) -> str:
    """Return where `path` leads by the links on its way; `target_of` gives a link's target, or nothing for others.

    All paths are relative to the same folder and written with `/`. Raises `LinkError` if one leads out of it or back
    to itself.
    """
    done: list[str] = []
    steps, links, link = list(reversed(PurePosixPath(path).parts)), 0, path
    while steps:
        step = steps.pop()
        if step == ".." and not done:
            raise LinkError(link, f"a link out of the programme: “{target_of(link)}”")
        if step == "..":
            done.pop()
            continue
        done.append(step)
        target = target_of("/".join(done))
        if target:
            link, links = "/".join(done), links + 1
            _check_link(link, target, links)
            done.pop()
            steps += reversed(PurePosixPath(target).parts)
    return "/".join(done)


def _check_link(link: str, target: str, links: int) -> None:
    if links > _MOST_LINKS:
        raise LinkError(link, f"a link that leads back to itself: “{target}”")
    if PurePosixPath(target).is_absolute() or Path(target).is_absolute():
        raise LinkError(link, f"a link with a full path: “{target}”")


def followed_in(root: Path, path: str) -> str:
    """Return where `path` leads below `root`, which need not exist.

    Raises `LinkError` if a link on its way leads out of `root`, back to itself or to nothing.
    """
    place = followed(path, lambda inner: _target(root / inner))
    if os.path.lexists(root / path) and not os.path.lexists(root / place):
        raise LinkError(path, f"a link that leads to nothing: “{place}”")
    return place


def check_own_repository(root: Path, place: str) -> None:
    """Raise `LinkError` if a place, with no links on its way, lies in another repository: qshop diff cannot read it."""
    parts = PurePosixPath(place).parts
    for number in range(1, len(parts) + 1):
        folder = "/".join(parts[:number])
        if os.path.lexists(root / folder / ".git"):
            raise LinkError(folder, "a submodule, or another repository: it has a .git of its own")


def place_in(root: Path, path: str, help_: str = HELP) -> Path:
    """Return `root / path`. Raises `StopError`, with `help_`, if a link on its way is not followed."""
    try:
        followed_in(root, path)
    except LinkError as error:
        raise StopError(f"{root / error.place} is {error.reason}", help_) from None
    return root / path


def _target(path: Path) -> str:
    return path.readlink().as_posix() if path.is_symlink() else ""
