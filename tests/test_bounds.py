"""A small file does not eat the machine: what is refused, or read for nothing, costs little memory and little work."""

import os
import subprocess
import sys

import pytest

from support import STATUS, front, measured

HEADER = b"visit_id,questionnaire,version,site,date,q1,q2,q3,comment\n"
FILES = {
    "blank.csv": lambda: HEADER + b"\n" * 20_000_000,
    "short.csv": lambda: HEADER + b"x,y\n" * 500_000,
    "rejected.csv": lambda: HEADER + b",,,,,,,,x\n" * 500_000,
    "wide.csv": lambda: b"c,".join(b"%d" % n for n in range(500_000)) + b"\n",
    "quotes.csv": lambda: HEADER + b'"' * 20_000_000,
    "zero.csv": lambda: b"\0" * 20_000_000,
    "objects.json": lambda: b'{"format": 1, "visits": [' + b"{}," * 6_000_000 + b"{}]}",
    "numbers.json": lambda: b'{"format": 1, "visits": [{"a": [' + b"1," * 10_000_000 + b"1]}]}",
}
SECONDS, KILOBYTES = 10, 512 * 1024  # of work on a slow machine that does other things


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what a process used")
@pytest.mark.parametrize("name", FILES)
def test_it_stays_small(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name]())
    code, said, seconds, kilobytes = measured(front(tmp_path), "ingest", "--dry-run", tmp_path / name)
    assert (code, "Traceback" in said, len(said) < 10_000) == (1, False, True)
    assert kilobytes < KILOBYTES
    assert seconds < SECONDS


def test_what_never_ends_is_not_begun(tmp_path):
    root = front(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    for path in ("/dev/zero", tmp_path / "pipe.csv"):
        command = [sys.executable, "-m", "qshop", "--project", root, "ingest", path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, "not a file" in done.stderr) == (2, True)
