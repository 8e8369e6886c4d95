"""Files that an earlier run wrote and that must not be taken for those of this run."""

from collections.abc import Collection
from pathlib import Path

from qshop.base.errors import StopError


def remove_earlier(root: Path, patterns: Collection[str], kept: Collection[str]) -> list[str]:
    """Remove the files below `root` that fit one of `patterns` and are not `kept`; return their paths, in order.

    Paths and patterns are relative to `root`. Nothing is removed through a link; a folder that is empty then goes too.
    Raises `StopError` if a file cannot be removed.
    """
    found = {
        path for pattern in patterns for path in root.glob(pattern) if path.is_file() and not _through_link(path, root)
    }
    earlier = sorted(path for path in found if path.relative_to(root).as_posix() not in kept)
    for path in earlier:
        try:
            path.unlink()
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
        except OSError as error:
            help_ = "remove it yourself, so that it is not sent by mistake"
            raise StopError(f"{path} is of an earlier run and cannot be removed: {error.strerror}", help_) from None
    return [path.relative_to(root).as_posix() for path in earlier]


def _through_link(path: Path, root: Path) -> bool:
    return any(part.is_symlink() for part in (path, *path.parents) if part.is_relative_to(root) and part != root)
