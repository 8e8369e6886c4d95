"""What several test modules share: small programmes on disk, and the real data beside the repository."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

NOBODY = 65534
SHARED = Path(__file__).parents[2] / "shared"


STATUS = Path("/proc/self/status")
_MEASURED = f"""
import sys
from pathlib import Path
from qshop.cli.main import run
code = run(sys.argv[1:])
sys.stdout.flush()
print(Path("{STATUS}").read_text())
sys.exit(code)
"""
"""A run that tells its own peak of memory: what the system says of a child may be the peak of its parent."""


def measured(root: Path, *arguments: str | Path) -> tuple[int, str, float, int]:
    """Run qshop in a process of its own; give its exit code, what it said, its seconds of work and its kilobytes."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}  # limits hold untraced
    with (root.parent / "said").open("w+b") as said:
        command = [sys.executable, "-c", _MEASURED, "--project", root, *arguments]
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text, _, told = said.read().decode().rpartition("\nName:")
    peak = re.search(r"VmHWM:\s*([0-9]+)", told)
    assert peak, text
    return child.returncode, text, usage.ru_utime + usage.ru_stime, int(peak[1])


def said_before_method(stderr: str) -> str:
    """Return what a command said before it told how its figures were made."""
    return stderr.partition("\nHow these figures were made\n")[0]


def programme(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` (path below `folder` → content, byte for byte) and give `folder`."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def front(folder: Path) -> Path:
    """Copy the programme `front` below `folder`: sites S01, 007 and 7, questions q1 to q3 and a comment, all of 2026."""
    return Path(copytree(Path(__file__).parent / "programmes" / "front", folder / "front"))


def visits(*rows: str, header: str = "visit_id,site,date,questionnaire,version,q1,q2,q3,comment") -> str:
    """Write rows of `front` as CSV text; a short row is completed: `V1,S01,2026-03-02` is a clean visit."""
    rest = ["", "S01", "2026-03-02", "front", "2", "yes", "no", "4", "ok"]
    lines = [row.split(",") for row in rows]
    return "\n".join([header, *(",".join([*cells, *rest[len(cells) :]]) for cells in lines)]) + "\n"


@contextmanager
def somebody_elses(folder: Path) -> Iterator[None]:
    """Act for a moment as a user whose rights count, who owns `folder`: root may read and write everything."""
    if os.geteuid() != 0:
        yield
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
