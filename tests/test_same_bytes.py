"""The same inputs give the same bytes: whatever the process, its hashes, its zone, its locale and the order of files."""

import os
import subprocess
import sys

import pytest

from desk import FILES, VISITS
from qshop.cli.main import run
from qshop.debrief.readers import READERS
from qshop.io.packaged import packaged_languages
from support import programme

DECLARED = FILES["qshop.yaml"].replace(
    "staff_informed: 2026-01-15}", "staff_informed: 2026-01-15, uses: [improvement]}"
)
SEVERAL = FILES | {"qshop.yaml": DECLARED}
EVERYTHING = """
import sys
from qshop.cli.main import run
root, out, readers, languages, formats = sys.argv[1:]
for reader in readers.split(","):
    for language in languages.split(","):
        run(["--project", root, "debrief", "--for", reader, "--lang", language, "--format", formats, "--late", "--out", out])
"""
"""Every page of every reader, in one process."""
LANGUAGES = [language for language in packaged_languages() if language in ("en", "fr", "tr")]


def taken_in(root, *exports):
    """Write the desk, freeze its questionnaire and take the exports in, one after the other."""
    programme(root, SEVERAL | {f"{number}.csv": text for number, text in enumerate(exports)})
    assert run(["--project", str(root), "build-questionnaire", "--format", "csv"]) == 0
    for number in range(len(exports)):
        assert run(["--project", str(root), "ingest", str(root / f"{number}.csv")]) == 0
    return root


def pages(root, out, formats, **environment):
    """Write all pages in a process of its own; give their bytes by path."""
    arguments = [str(root), str(out), ",".join(READERS), ",".join(LANGUAGES), formats]
    subprocess.run(
        [sys.executable, "-c", EVERYTHING, *arguments], env=os.environ | environment, check=True, capture_output=True
    )
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return taken_in(tmp_path_factory.mktemp("desk"), VISITS)


@pytest.fixture(scope="module")
def written(desk, tmp_path_factory):
    return pages(desk, tmp_path_factory.mktemp("first"), FORMATS, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")


FORMATS = "md,html"


def test_every_reader_has_a_page_in_every_language(written):
    names = {path.split("/")[1].partition("-")[0] for path in written}
    assert names == set(READERS)
    assert {path.rsplit(".")[-2] for path in written} == set(LANGUAGES)


def test_another_process_zone_and_locale_write_the_same_bytes(desk, written, tmp_path):
    again = pages(desk, tmp_path, FORMATS, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C", LANG="tr_TR.UTF-8")
    assert {path for path in written if again.get(path) != written[path]} == set()
    assert set(again) == set(written)


def test_the_order_of_files_and_rows_changes_nothing(written, tmp_path):
    header, *rows = VISITS.splitlines(keepends=True)
    halves = [header + "".join(reversed(rows[3:])), header + "".join(reversed(rows[:3]))]
    again = pages(taken_in(tmp_path / "desk", *halves), tmp_path / "out", FORMATS, PYTHONHASHSEED="3")
    assert {path for path in written if again.get(path) != written[path]} == set()
    assert set(again) == set(written)
