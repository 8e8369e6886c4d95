"""Ask git for a revision. Nothing in git is changed."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from qshop.base.errors import StopError

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
    result = run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if result.returncode:
        raise _unknown(root, name)
    return Revision(name, result.stdout.decode().split()[-1], folder)


def _unknown(root: Path, name: str) -> StopError:
    """Return what to say of a revision that this repository does not have."""
    if run_git(root, "rev-list", "--max-count=1", "--all").stdout.strip() == b"":
        return StopError("there is no commit yet to compare with", "commit the programme first")
    if run_git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        help_ = "fetch it: git fetch --unshallow (in a workflow of GitHub: actions/checkout with fetch-depth: 0)"
        return StopError(f"git knows no revision “{name}”: this clone is shallow, without the earlier history", help_)
    help_ = "name a commit, branch or tag; two of them are given apart: qshop diff main HEAD"
    return StopError(f"git knows no revision “{name}”", help_)


def find_index(root: Path) -> Revision:
    """Return what is staged for the next commit."""
    return Revision("", "", _folder(root))


def state_of(root: Path) -> str:
    """Return the commit that a folder stands at, and whether anything in it has changed since; empty without one."""
    try:
        result = run_git(root, "status", "--porcelain=v2", "--branch", "--", ".")
    except StopError:
        return ""
    lines = result.stdout.decode(errors="replace").splitlines()
    commit = next((line.split()[-1] for line in lines if line.startswith("# branch.oid ")), "(initial)")
    if result.returncode or commit == "(initial)":
        return ""
    is_changed = any(not line.startswith("#") for line in lines)
    return f"commit {commit[:7]}" + (", with changes that are not committed" if is_changed else "")


def _folder(root: Path) -> str:
    """Return the programme's folder inside its repository: an empty text, or a path that ends with a slash."""
    result = run_git(root, "rev-parse", "--show-prefix")
    if result.returncode:
        raise _unreadable(root, said(result))
    if run_git(root, "rev-parse", "--is-inside-work-tree").stdout.strip() != b"true":
        raise StopError(f"{root} is a bare repository, without a working tree", "compare in a clone of it: git clone")
    return os.fsdecode(result.stdout).removesuffix("\n")


def _unreadable(root: Path, error: str) -> StopError:
    if "not a git repository" in error:
        return StopError(f"{root} is in no git repository", "qshop diff compares what git keeps: git init, then commit")
    if "dubious ownership" in error:
        help_ = f"if you trust what is in it: git config --global --add safe.directory {error.rpartition(' at ')[2]}"
        return StopError(f"git does not read {root}: it belongs to another user", help_)
    return StopError(f"git cannot read {root}: {error}", "mend this in git first")


def said(result: GitRun) -> str:
    """Return the first line of what git complained of."""
    return result.stderr.decode(errors="replace").strip().partition("\n")[0].removeprefix("fatal: ")


def run_git(root: Path, *arguments: str, stdin: bytes = b"") -> GitRun:
    """Return what git did in `root`, whatever it said. Raises `StopError` if there is no git."""
    program = shutil.which("git")
    if program is None:
        raise StopError("git is not installed", "install git; qshop diff reads earlier revisions with it")
    inherited = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}
    environment = {**inherited, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = [program, *arguments]
    return subprocess.run(command, cwd=root, input=stdin, capture_output=True, check=False, env=environment)  # noqa: S603 - a fixed program, no shell
