"""The files of a revision, as git keeps them; nothing else of git is used and nothing of it is changed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from qshop.base.errors import StopError
from qshop.io.folder import SETTINGS

_REGULAR = ("100644", "100755")
_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX")
"""What git tells its hooks of where it stands; it finds that out again from the programme's folder."""
Finished: TypeAlias = "subprocess.CompletedProcess[bytes]"


@dataclass(frozen=True)
class Revision:
    """A commit, or the index (no `commit`); `name` is what a person calls it, `folder` the programme's place in it."""

    name: str
    commit: str
    folder: str

    @property
    def label(self) -> str:
        """Give the name, with the commit where the name does not say it."""
        if not self.commit:
            return "the index"
        return self.name if self.commit.startswith(self.name) else f"{self.name} ({self.commit[:7]})"

    def path(self, path: str) -> str:
        """Name one of its files the way git does, so that `git show` finds it."""
        return f"{self.name}:{self.folder}{path}"


def find_revision(root: Path, name: str) -> Revision:
    """Find the commit that a branch, tag, hash or `HEAD~1` names."""
    folder = _folder(root)
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        if name == "HEAD":
            raise StopError("there is no commit yet to compare with", "commit the programme first")
        help_ = "name a commit, branch or tag; two of them are given apart: qshop diff main HEAD"
        raise StopError(f"git knows no revision “{name}”", help_)
    return Revision(name, found.stdout.decode().split()[-1], folder)


def find_index(root: Path) -> Revision:
    """Give what is staged for the next commit."""
    return Revision("", "", _folder(root))


def write_revision(root: Path, revision: Revision, into: Path) -> None:
    """Write the programme's YAML files and `sites.csv`, as they are in `revision`, below `into`."""
    blobs = _blobs(root, revision)
    if SETTINGS not in blobs:
        place = revision.folder or "its top folder"
        raise StopError(f"{revision.label} holds no programme in {place}", f"the programme has no {SETTINGS} there")
    for path, content in zip(blobs, _contents(root, list(blobs.values())), strict=True):
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _folder(root: Path) -> str:
    """Give the programme's folder inside its repository: nothing, or a path that ends with a slash."""
    found = _git(root, "rev-parse", "--show-prefix")
    if found.returncode:
        said = found.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in said:
            raise StopError(
                f"{root} is in no git repository", "qshop diff compares what git keeps: git init, then commit"
            )
        raise StopError(f"git cannot read {root}: {said}", "mend this in git first")
    return os.fsdecode(found.stdout).removesuffix("\n")


def _blobs(root: Path, revision: Revision) -> dict[str, str]:
    """List the programme's files in a revision by path, with the name git keeps their content under."""
    listed = _in_commit(root, revision) if revision.commit else _in_index(root)
    return {path: name for path, mode, name in listed if mode in _REGULAR and _is_read(path)}


def _in_commit(root: Path, revision: Revision) -> Iterator[tuple[str, str, str]]:
    folder = f"{revision.commit}:{revision.folder.rstrip('/')}"
    for head, path in _entries(_git(root, "ls-tree", "-r", "-z", "--full-tree", folder)):
        mode, _, name = head.split()
        yield path, mode, name


def _in_index(root: Path) -> Iterator[tuple[str, str, str]]:
    for head, path in _entries(_git(root, "ls-files", "--stage", "-z")):
        mode, name, stage = head.split()
        if stage != "0" and _is_read(path):
            raise StopError(f"{path} is in conflict", "resolve the merge, then stage the file")
        yield path, mode, name


def _entries(listed: Finished) -> Iterator[tuple[str, str]]:
    """Part a listing into what is said of a file and its path; a folder that git does not know has none."""
    for entry in listed.stdout.split(b"\0") if not listed.returncode else []:
        head, tab, path = entry.partition(b"\t")
        if tab:
            yield head.decode(), os.fsdecode(path)


def _is_read(path: str) -> bool:
    """Tell whether a programme could be made of this file; whatever git was made to keep stays below the folder."""
    parts = PurePosixPath(path).parts
    return ".." not in parts and (path.endswith((".yaml", ".yml")) or path == "sites.csv")


def _contents(root: Path, names: list[str]) -> list[bytes]:
    """Give the contents kept under `names`, each once and in order, in one run of git."""
    stream = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()).stdout
    contents, place = [], 0
    for name in names:
        start = stream.index(b"\n", place) + 1
        fields = stream[place:start].split()
        if len(fields) != 3:
            raise StopError(f"git has lost the content of {name}", "git fsck tells more")
        end = start + int(fields[2])
        contents.append(stream[start:end])
        place = end + 1
    return contents


def _git(root: Path, *arguments: str, given: bytes = b"") -> Finished:
    program = shutil.which("git")
    if program is None:
        raise StopError("git is not installed", "install git; qshop diff reads earlier revisions with it")
    known = {name: value for name, value in os.environ.items() if name not in _HOOK}
    settings = {**known, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [program, *arguments]
    return subprocess.run(command, cwd=root, input=given, capture_output=True, check=False, env=settings)  # noqa: S603 - a fixed program, no shell
