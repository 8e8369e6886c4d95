"""What every hostile trial gives back, and how commands are run in one."""

import subprocess
import sys
from collections.abc import Mapping
from os import environ
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

TESTS = Path(__file__).parents[1] / "tests"
FRONT = TESTS / "programmes" / "front"
HEADER = "visit_id,questionnaire,version,site,date,q1,q2,q3,comment"
BUG = 3


class Trial(NamedTuple):
    """One trial: what was done, and what went wrong, if anything did."""

    name: str
    fault: str = ""


def front(folder: Path) -> Path:
    """Copy the tests' smallest programme into `folder`, which is new."""
    return Path(copytree(FRONT, folder))


def qshop(
    *arguments: str, cwd: Path, env: Mapping[str, str] = environ, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, `before` it another program that runs it."""
    command = [*before, sys.executable, "-m", "qshop", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, errors="replace", check=False)


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below a folder, but for the lock's."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in contents.items() if not name.startswith(".qshop/")}
