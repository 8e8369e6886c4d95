"""A hundred machines: other hash seeds, languages, zones and encodings write the same bytes and print the same text."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import cycle
from os import cpu_count, environ
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from trial import HEADER, Trial, files, front

LANGUAGES = ("C", "C.UTF-8", "en_US.UTF-8", "tr_TR.UTF-8", "fr_FR.ISO-8859-1", "POSIX")
ZONES = ("UTC", "Pacific/Kiritimati", "America/New_York", "XXX-14", "Asia/Kathmandu")
ENCODINGS: tuple[dict[str, str], ...] = (
    {},
    {"PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
)
VISITS = f"""{HEADER}
a,front,2,S01,2026-03-01,yes,no,3,İyi değildi
b,front,2,007,2026-03-02,no,na,5,Le panneau était tombé
c,front,2,7,2026-03-02,no,yes,1,
d,front,9,S01,2026-03-01,yes,yes,3,où
"""
ROUND = """
import sys
from qshop.cli.main import run
for stream in (sys.stdout, sys.stderr):
    stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\\n")
for command in (
    ["check"],
    ["build-questionnaire"],
    ["ingest", "visits.csv"],
    ["score", "--by", "site,criterion", "--format", "json"],
    ["debrief", "--for", "site", "--out", "debriefs"],
    ["diff", "--format", "json"],
    ["init", "new", "--lang", "tr,en"],
    ["schema", "--out", "schemas"],
):
    print(command[0], run(command))
"""
"""What `main` does about streams, then a round of commands in one process."""


def seeds(number: int = 100) -> Iterator[Trial]:
    """Run the same round on each machine, and compare its files and what it printed with the first machine's."""
    machines = list(zip(range(number), cycle(LANGUAGES), cycle(ZONES), cycle(ENCODINGS)))
    with ThreadPoolExecutor(cpu_count()) as pool:
        digests = list(pool.map(lambda machine: _digests(*machine), machines))
    for machine, made in zip(machines, digests, strict=True):
        differing = [name for name in digests[0].keys() | made.keys() if digests[0].get(name) != made.get(name)]
        named = ", ".join(sorted(differing)[:3])
        yield Trial(f"seed, language, zone, encoding {machine}", f"other bytes in {named}" if differing else "")


def _digests(seed: int, language: str, zone: str, encoding: dict[str, str]) -> dict[str, str]:
    """Return the digest of every file after a round, and of what was printed."""
    with TemporaryDirectory(prefix="qshop-seeds-") as folder:
        root = front(Path(folder) / "front")
        (root / "visits.csv").write_text(VISITS, encoding="utf-8")
        settings = {"PYTHONHASHSEED": str(seed), "LC_ALL": language, "LANG": language, "TZ": zone, **encoding}
        machine = {**environ, **settings}
        done = run([sys.executable, "-c", ROUND], cwd=root, env=machine, capture_output=True, check=True)
        made = files(root) | {"what was printed": (done.stdout + done.stderr).replace(str(root).encode(), b"")}
        return {name: sha256(content).hexdigest() for name, content in made.items()}
