"""A small file does not eat the machine: what is refused, or read for nothing, costs little memory and little work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import front

HEADER = b"visit_id,questionnaire,version,site,date,q1,q2,q3,comment\n"
FILES = {
    "blank.csv": HEADER + b"\n" * 20_000_000,
    "short.csv": HEADER + b"x,y\n" * 500_000,
    "rejected.csv": HEADER + b",,,,,,,,x\n" * 500_000,
    "wide.csv": b"c,".join(b"%d" % n for n in range(500_000)) + b"\n",
    "quotes.csv": HEADER + b'"' * 20_000_000,
    "zero.csv": b"\0" * 20_000_000,
    "objects.json": b'{"format": 1, "visits": [' + b"{}," * 6_000_000 + b"{}]}",
    "numbers.json": b'{"format": 1, "visits": [{"a": [' + b"1," * 10_000_000 + b"1]}]}",
}
SECONDS, KILOBYTES = 10, 512 * 1024  # of work on a slow machine that does other things
STATUS = Path("/proc/self/status")
MEASURED = f"""
import re, sys
from pathlib import Path
from qshop.cli.main import run
code = run(sys.argv[1:])
print("kilobytes", re.search("VmHWM: *\\t? *([0-9]+)", Path("{STATUS}").read_text())[1])
sys.exit(code)
"""
"""A run that tells its own peak of memory: what the system says of a child may be the peak of its parent."""


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what a process used")
@pytest.mark.parametrize("name", FILES)
def test_it_stays_small(tmp_path, name):
    (tmp_path / name).write_bytes(FILES[name])
    command = [sys.executable, "-c", MEASURED, "--project", front(tmp_path), "ingest", "--dry-run", tmp_path / name]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    with (tmp_path / "said").open("w+b") as said:
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    assert (child.returncode, b"Traceback" in text, len(text) < 10_000) == (1, False, True)
    assert int(text.rpartition(b"kilobytes ")[2]) < KILOBYTES
    assert usage.ru_utime + usage.ru_stime < SECONDS


def test_what_never_ends_is_not_begun(tmp_path):
    root = front(tmp_path)
    os.mkfifo(tmp_path / "pipe.csv")
    for path in ("/dev/zero", tmp_path / "pipe.csv"):
        command = [sys.executable, "-m", "qshop", "--project", root, "ingest", path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, "not a file" in done.stderr) == (2, True)
