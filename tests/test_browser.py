"""The paper form: an HTML form printed by whatever browser is there, or a sentence that says what to do."""

import re
import time
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import pytest

from qshop.base.errors import StopError
from qshop.io.browser import VARIABLE, find_browser, print_to_pdf

PAGE = """<!doctype html><title>Paper</title>
<style>@page { size: A4 } .next { break-before: page }</style>
<p id="said"></p><p class="next">second</p>
<script>document.getElementById("said").textContent = location.search; document.title = location.search;</script>
"""
needs_browser = pytest.mark.skipif(
    not (which("chromium") or which("google-chrome")), reason="no Chromium to print with"
)


def program(folder, text):
    """Write an executable that stands in for a browser."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@needs_browser
def test_a_page_becomes_a_pdf_in_the_language_asked_for():
    content = print_to_pdf(PAGE, "tr")
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 2
    assert b"?lang=tr" in content


@needs_browser
def test_nothing_is_left_behind(monkeypatch):
    with TemporaryDirectory() as folder:  # not tmp_path: Chromium's sockets stand below it, and their paths are short
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr("tempfile.tempdir", None)
        print_to_pdf(PAGE, "en")
        assert [path for path in Path(folder).iterdir() if path.name.startswith("qshop-")] == []


def test_the_browser_that_is_named_is_used(tmp_path, monkeypatch):
    named = program(tmp_path, "exit 0")
    monkeypatch.setenv(VARIABLE, named)
    assert find_browser() == named


def test_a_name_that_leads_nowhere_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(StopError, match="QSHOP_BROWSER names no program") as stopped:
        find_browser()
    assert stopped.value.help == "give the path of a Chromium, Chrome or Edge"


def test_without_any_browser_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == ""
    with pytest.raises(StopError, match="a paper form needs Chromium, Chrome or Edge, and none was found") as stopped:
        print_to_pdf(PAGE, "en")
    assert "print the HTML form yourself" in stopped.value.help


@pytest.mark.parametrize(
    "text", ["exit 1", 'for one in "$@"; do case $one in --print-to-pdf=*) echo no > "${one#*=}";; esac; done']
)
def test_a_browser_that_prints_nothing_stops(tmp_path, monkeypatch, text):
    monkeypatch.setenv(VARIABLE, program(tmp_path, text))
    with pytest.raises(StopError, match="browser printed nothing"):
        print_to_pdf(PAGE, "en")


def test_a_browser_that_does_not_end_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, program(tmp_path, "exec sleep 30"))
    began = time.monotonic()
    with pytest.raises(StopError, match=r"was still printing after 0\.5 seconds"):
        print_to_pdf(PAGE, "en", seconds=0.5)
    assert time.monotonic() - began < 5


def test_a_file_that_cannot_be_run_is_told(tmp_path, monkeypatch):
    path = tmp_path / "browser"
    path.write_bytes(b"\x00\x01")
    path.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(StopError, match="cannot be run: Exec format error"):
        print_to_pdf(PAGE, "en")
