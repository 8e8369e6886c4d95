"""Write the files of a programme as they were in a revision, so that they can be read like those of today."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from qshop.base.errors import StopError
from qshop.io.folder import SETTINGS
from qshop.io.git import GitRun, Revision, run_git, said
from qshop.io.links import LinkError, followed

_REGULAR_FILES, _LINK, _SUBMODULE = ("100644", "100755"), "120000", "160000"


class _Entry(NamedTuple):
    """A file in git: its path in the programme, its mode, and the name of its content."""

    path: str
    mode: str
    name: str


def write_revision(root: Path, revision: Revision, folder: Path) -> None:
    """Write the programme's YAML files, `sites.csv` and links, as they are in `revision`, below `folder`.

    A submodule becomes a folder that is known for one: its files are in another repository. Raises `StopError` if the
    revision holds no programme, or if git cannot give what it holds.
    """
    entries = list(_in_commit(root, revision) if revision.commit else _in_index(root))
    if all(entry.path != SETTINGS for entry in entries):
        place = revision.folder or "its top folder"
        raise StopError(f"{revision.label} holds no programme in {place}", f"the programme has no {SETTINGS} there")
    contents = _contents(root, [entry for entry in entries if entry.mode == _LINK])
    links = {path: os.fsdecode(target) for path, target in contents.items()}
    ends = {_end(link, links) for link in links}
    needed = [e for e in entries if e.mode in _REGULAR_FILES and (_is_programme_file(e.path) or e.path in ends)]
    for path, content in _contents(root, needed).items():
        _place(folder, path).write_bytes(content)
    for path in (entry.path for entry in entries if entry.mode == _SUBMODULE):
        _place(folder, f"{path}/.git").touch()
    for link, target in links.items():
        _write_link(_place(folder, link), target)


def _place(folder: Path, path: str) -> Path:
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _write_link(place: Path, target: str) -> None:
    try:
        place.symlink_to(target)
    except OSError:  # as git does where it may not make links: their text in a file
        place.write_text(target, encoding="utf-8", errors="surrogateescape")


def _end(link: str, links: dict[str, str]) -> str:
    """Return where a link leads; nothing if it is not followed."""
    try:
        return followed(link, lambda path: links.get(path, ""))
    except LinkError:
        return ""


def _in_commit(root: Path, revision: Revision) -> Iterator[_Entry]:
    folder = f"{revision.commit}:{revision.folder.rstrip('/')}"
    for head, path in _listed(run_git(root, "ls-tree", "-r", "-z", "--full-tree", folder)):
        mode, _, name = head.split()
        yield _Entry(path, mode, name)


def _in_index(root: Path) -> Iterator[_Entry]:
    for head, path in _listed(run_git(root, "ls-files", "--stage", "-z")):
        mode, name, stage = head.split()
        if stage != "0" and _is_programme_file(path):
            raise StopError(f"{path} is in conflict", "resolve the merge, then stage the file")
        yield _Entry(path, mode, name)


def _listed(listing: GitRun) -> Iterator[tuple[str, str]]:
    """Yield the properties and the path of each file that git listed; none for a folder unknown to git.

    A path that leads out of the folder, which git itself never writes, is left out.
    """
    if listing.returncode and "ot a valid object name" not in said(listing):
        raise _lost(said(listing))
    for entry in listing.stdout.split(b"\0") if not listing.returncode else []:
        head, tab, path = entry.partition(b"\t")
        if tab and ".." not in PurePosixPath(os.fsdecode(path)).parts:
            yield head.decode(), os.fsdecode(path)


def _is_programme_file(path: str) -> bool:
    """Return whether a programme reads this file."""
    return path.endswith((".yaml", ".yml")) or path == "sites.csv"


def _contents(root: Path, entries: list[_Entry]) -> dict[str, bytes]:
    """Return the contents of files by path, from one run of git."""
    result = run_git(root, "cat-file", "--batch", stdin="".join(f"{entry.name}\n" for entry in entries).encode())
    stream, contents, offset = result.stdout, dict[str, bytes](), 0
    for entry in entries:
        start = stream.find(b"\n", offset) + 1
        fields = stream[offset:start].split()
        if len(fields) != 3:
            raise _lost(said(result) or f"it has lost the content of {entry.name}")
        end = start + int(fields[2])
        contents[entry.path] = stream[start:end]
        offset = end + 1
    return contents


def _lost(error: str) -> StopError:
    help_ = "git fsck tells more; where a clone keeps only a part, git fetches the rest: try again with a network"
    return StopError(f"git cannot give the files of this revision: {error}", help_)
