"""A kill, and an error of the system, at every system call with which a writing command touches the programme.

`strace` counts the calls of one undisturbed run and then disturbs one call a run. After a kill the same command, given
again, must leave the same files as an undisturbed run; a system error must end with exit code 2 and a message; and no
file may ever be anything but what it was before or what it is in the end.
"""

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from os import cpu_count, devnull
from pathlib import Path
from shutil import copytree, which
from signal import SIGKILL
from subprocess import run
from tempfile import TemporaryDirectory
from typing import NamedTuple

from trial import BUG, HEADER, Trial, files, front, qshop

VISITS = f"{HEADER}\na,front,2,S01,2026-03-01,yes,no,3,\nb,front,9,S01,2026-03-01,yes,yes,3,\n"
EARLIER = f"{HEADER}\nearlier,front,2,007,2026-02-01,no,yes,1,\n"
COMMANDS = {
    "init": ("init", "new", "--lang", "en,tr"),
    "ingest": ("ingest", "visits.csv"),
    "build-questionnaire": ("build-questionnaire", "--format", "md,csv,html"),
    "debrief": ("debrief", "--for", "site", "--out", "debriefs"),
    "schema": ("schema", "--out", "schemas"),
}
"""The commands that write, as they are given twice."""

ERRORS = {"open": "EACCES", "openat": "EROFS", "mkdir": "ENOSPC", "write": "ENOSPC", "fsync": "EIO", "rename": "EROFS"}
_CALL = re.compile(r"^\d+ +(?P<call>\w+)\((?P<arguments>.*)")
_READING = re.compile(r"O_RDONLY")


class Point(NamedTuple):
    """One system call of a run: its name, and the how manieth call of this name it is."""

    call: str
    number: int


@dataclass(frozen=True)
class Undisturbed:
    """What is true of a command when nothing goes wrong: the files before and after, and its calls that write.

    template: a folder that holds the programme before
    """

    template: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    points: list[Point]


def kills(step: int = 1) -> Iterator[Trial]:
    """Kill each command at each of its calls that write, or at one of `step` of them."""
    yield from _trials("signal=KILL", step)


def errors(step: int = 1) -> Iterator[Trial]:
    """Let each call that writes, or one of `step` of them, fail as on a full, broken or read-only disk."""
    yield from _trials("error=", step)


def is_possible() -> bool:
    """Return whether `strace` is installed and may trace here."""
    return which("strace") is not None and run(["strace", "-o", devnull, "true"], check=False).returncode == 0


def _trials(harm: str, step: int) -> Iterator[Trial]:
    if not is_possible():
        yield Trial("strace", "it is not installed, or may not trace here: every fault is put in by it")
        return
    with TemporaryDirectory(prefix="qshop-faults-") as folder:
        template = _prepared(Path(folder))
        for name in COMMANDS:
            undisturbed = _undisturbed(name, template)
            points = [point for point in undisturbed.points if harm != "error=" or point.call in ERRORS]
            with ThreadPoolExecutor(cpu_count()) as pool:
                yield from pool.map(partial(_trial, name, undisturbed, harm), points[::step])


def _prepared(folder: Path) -> Path:
    """Make a programme that holds a visit, an export to take in, and a change that asks for a new version."""
    root = front(folder / "front")
    (root / "earlier.csv").write_text(EARLIER, encoding="utf-8")
    (root / "visits.csv").write_text(VISITS, encoding="utf-8")
    if qshop("ingest", "earlier.csv", cwd=root).returncode:
        raise AssertionError("the programme should take in a visit")
    criteria = root / "criteria" / "desk.yaml"
    criteria.write_text(criteria.read_text(encoding="utf-8").replace("a name badge?", "a badge?"), encoding="utf-8")
    return root


def _undisturbed(name: str, template: Path) -> Undisturbed:
    with TemporaryDirectory(prefix="qshop-faults-") as folder:
        root, log = Path(copytree(template, Path(folder) / "front")), Path(folder) / "log"
        before = files(root)
        traced = ("strace", "-f", "-y", "-e", "trace=%file,%desc", "-o", str(log))
        done = qshop(*COMMANDS[name], cwd=root, before=traced)
        if done.returncode not in (0, 1):
            raise AssertionError(f"{name} should have run: {done.stderr}")
        return Undisturbed(template, before, files(root), list(_points(log.read_text(errors="replace"), str(root))))


def _points(log: str, root: str) -> Iterator[Point]:
    """Yield the calls that write to the programme, in order."""
    seen = Counter[str]()
    for line in log.splitlines():
        match = _CALL.match(line)
        if match:
            call, arguments = match["call"], match["arguments"]
            seen[call] += 1
            writes = call in ("mkdir", "rename", "unlink", "chmod", "write", "fsync", "flock", "ftruncate")
            opens = call == "openat" and not _READING.search(arguments)
            if root in arguments and (writes or opens):
                yield Point(call, seen[call])


def _trial(name: str, undisturbed: Undisturbed, harm: str, point: Point) -> Trial:
    title = f"{name}: {harm.removesuffix('=')} at {point.call} {point.number}"
    with TemporaryDirectory(prefix="qshop-faults-") as folder:
        root = Path(copytree(undisturbed.template, Path(folder) / "front"))
        error = ERRORS[point.call] if harm == "error=" else ""
        inject = f"inject={point.call}:{harm}{error}:when={point.number}"
        strace = ("strace", "-f", "-o", str(Path(folder) / "log"))  # with --seccomp-bpf, strace 6.1 kills nothing
        done = qshop(*COMMANDS[name], cwd=root, before=(*strace, "-e", f"trace={point.call}", "-e", inject))
        if not error and done.returncode not in (-SIGKILL, 128 + SIGKILL):
            raise AssertionError(f"{title}: it should have been killed, and ended with {done.returncode}")
        faults = [*_torn(undisturbed, files(root)), *(_unplain(done.returncode, done.stderr) if error else ())]
        again = qshop(*COMMANDS[name], cwd=root)
        faults += _incomplete(undisturbed, files(root), again.stderr)
        return Trial(title, "; ".join(faults))


def _torn(undisturbed: Undisturbed, now: dict[str, bytes]) -> Iterator[str]:
    for name, content in now.items():
        if ".qshop-" not in name and content not in (undisturbed.before.get(name), undisturbed.after.get(name)):
            yield f"{name} is torn"


def _unplain(code: int, said: str) -> Iterator[str]:
    if code == BUG or "Traceback" in said:
        yield f"exit code {code}: {said.strip()[-200:]}"


def _incomplete(undisturbed: Undisturbed, now: dict[str, bytes], said: str) -> Iterator[str]:
    """Say in what the repeated command left other files than an undisturbed one."""
    expected = undisturbed.after
    differing = sorted(name for name in expected.keys() | now.keys() if expected.get(name) != now.get(name))
    if differing:
        yield f"repeated, it leaves other files: {', '.join(differing[:3])} ({len(differing)}); {said.strip()[-160:]}"
