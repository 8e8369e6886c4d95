"""Sixteen people who take visits in at the same time: every visit is stored once, and every reject kept."""

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from trial import HEADER, Trial, files, front

from qshop.cli.main import run

REJECTED_EVERY = 10


def writers(number: int = 16, visits: int = 200) -> Iterator[Trial]:
    """Take `visits` exports of one visit in, `number` times at once; every tenth holds a bad row, too."""
    with TemporaryDirectory(prefix="qshop-writers-") as folder:
        root = front(Path(folder) / "front")
        with get_context("spawn").Pool(number) as pool:
            for faults in pool.imap_unordered(partial(_take_in, root, visits), range(number)):
                yield from (Trial(f"ingest beside {number - 1} others", fault) for fault in faults)
        yield from _lost(root, number, visits)


def _take_in(root: Path, visits: int, writer: int) -> list[str]:
    """Take in the exports of one writer, and return for each of them what went wrong."""
    faults = []
    for number in range(visits):
        name = f"w{writer}-{number}"
        export = root.parent / f"{name}.csv"
        rejected = f"{name}-bad,front,9,S01,2026-03-01,yes,yes,3,\n" if number % REJECTED_EVERY == 0 else ""
        export.write_text(f"{HEADER}\n{name},front,2,S01,2026-03-01,yes,yes,3,\n{rejected}", encoding="utf-8")
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = run(["--project", str(root), "ingest", str(export)])
            while code not in (0, 1) and "another qshop" in said.getvalue():
                said.seek(said.truncate(0))
                code = run(["--project", str(root), "ingest", str(export)])
        faults.append("" if code == bool(rejected) else f"exit code {code}: {said.getvalue()[-200:]}")
    return faults


def _lost(root: Path, writers: int, visits: int) -> Iterator[Trial]:
    """Tell of every visit that is not stored once, every reject that is not kept, and every file left behind."""
    kept = files(root)
    stored = Counter(
        line.split(b",")[0].strip(b'"').decode()
        for name, content in kept.items()
        if name.startswith("visits/")
        for line in content.splitlines()[1:]
    )
    rejects = b"".join(content for name, content in kept.items() if name.startswith("rejects/"))
    for writer in range(writers):
        for number in range(visits):
            name = f"w{writer}-{number}"
            yield Trial(name, "" if stored[name] == 1 else f"stored {stored[name]} times")
            if number % REJECTED_EVERY == 0:
                yield Trial(f"{name}-bad", "" if f"{name}-bad,".encode() in rejects else "its reject is lost")
    left = [name for name in kept if ".qshop-" in name]
    yield Trial("temporary files", f"left behind: {', '.join(left[:3])}" if left else "")
