"""Read the files of a revision from git. Nothing in git is changed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from qshop.base.errors import StopError
from qshop.io.folder import SETTINGS

_REGULAR_FILES = ("100644", "100755")
_HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX")
"""Set by git for its hooks; without them git finds the repository from the programme's folder."""
GitRun: TypeAlias = "subprocess.CompletedProcess[bytes]"


@dataclass(frozen=True)
class Revision:
    """A commit, or the index (no `commit`); `name` is what a person calls it, `folder` the programme's folder in it."""

    name: str
    commit: str
    folder: str

    @property
    def label(self) -> str:
        """Return the name, with the commit where the name does not contain it."""
        if not self.commit:
            return "the index"
        return self.name if self.commit.startswith(self.name) else f"{self.name} ({self.commit[:7]})"

    def path(self, path: str) -> str:
        """Return the name of one of its files for `git show`."""
        return f"{self.name}:{self.folder}{path}"


def find_revision(root: Path, name: str) -> Revision:
    """Return the commit that a branch, tag, hash or `HEAD~1` names. Raises `StopError` if there is none."""
    folder = _folder(root)
    result = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if result.returncode:
        if name == "HEAD":
            raise StopError("there is no commit yet to compare with", "commit the programme first")
        help_ = "name a commit, branch or tag; two of them are given apart: qshop diff main HEAD"
        raise StopError(f"git knows no revision “{name}”", help_)
    return Revision(name, result.stdout.decode().split()[-1], folder)


def find_index(root: Path) -> Revision:
    """Return what is staged for the next commit."""
    return Revision("", "", _folder(root))


def write_revision(root: Path, revision: Revision, folder: Path) -> None:
    """Write the programme's YAML files and `sites.csv`, as they are in `revision`, below `folder`."""
    blobs = _blobs(root, revision)
    if SETTINGS not in blobs:
        place = revision.folder or "its top folder"
        raise StopError(f"{revision.label} holds no programme in {place}", f"the programme has no {SETTINGS} there")
    for path, content in zip(blobs, _contents(root, list(blobs.values())), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _folder(root: Path) -> str:
    """Return the programme's folder inside its repository: an empty text, or a path that ends with a slash."""
    result = _git(root, "rev-parse", "--show-prefix")
    if result.returncode:
        error = result.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")
        if "not a git repository" in error:
            raise StopError(
                f"{root} is in no git repository", "qshop diff compares what git keeps: git init, then commit"
            )
        raise StopError(f"git cannot read {root}: {error}", "mend this in git first")
    return os.fsdecode(result.stdout).removesuffix("\n")


def _blobs(root: Path, revision: Revision) -> dict[str, str]:
    """Return the programme's files in a revision: the name of the content in git by path."""
    files = _in_commit(root, revision) if revision.commit else _in_index(root)
    return {path: name for path, mode, name in files if mode in _REGULAR_FILES and _is_programme_file(path)}


def _in_commit(root: Path, revision: Revision) -> Iterator[tuple[str, str, str]]:
    folder = f"{revision.commit}:{revision.folder.rstrip('/')}"
    for head, path in _entries(_git(root, "ls-tree", "-r", "-z", "--full-tree", folder)):
        mode, _, name = head.split()
        yield path, mode, name


def _in_index(root: Path) -> Iterator[tuple[str, str, str]]:
    for head, path in _entries(_git(root, "ls-files", "--stage", "-z")):
        mode, name, stage = head.split()
        if stage != "0" and _is_programme_file(path):
            raise StopError(f"{path} is in conflict", "resolve the merge, then stage the file")
        yield path, mode, name


def _entries(listing: GitRun) -> Iterator[tuple[str, str]]:
    """Yield the properties and the path of each file that git listed; none for a folder unknown to git."""
    for entry in listing.stdout.split(b"\0") if not listing.returncode else []:
        head, tab, path = entry.partition(b"\t")
        if tab:
            yield head.decode(), os.fsdecode(path)


def _is_programme_file(path: str) -> bool:
    """Return whether a programme reads this file. A path that leads out of the folder is never one."""
    parts = PurePosixPath(path).parts
    return ".." not in parts and (path.endswith((".yaml", ".yml")) or path == "sites.csv")


def _contents(root: Path, names: list[str]) -> list[bytes]:
    """Return the contents that git stores under `names`, in the same order, from one run of git."""
    stream = _git(root, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode()).stdout
    contents, offset = [], 0
    for name in names:
        start = stream.index(b"\n", offset) + 1
        fields = stream[offset:start].split()
        if len(fields) != 3:
            raise StopError(f"git has lost the content of {name}", "git fsck tells more")
        end = start + int(fields[2])
        contents.append(stream[start:end])
        offset = end + 1
    return contents


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> GitRun:
    program = shutil.which("git")
    if program is None:
        raise StopError("git is not installed", "install git; qshop diff reads earlier revisions with it")
    inherited = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}
    environment = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [program, *arguments]
    return subprocess.run(command, cwd=root, input=stdin, capture_output=True, check=False, env=environment)  # noqa: S603 - a fixed program, no shell
