"""A page as PDF: tagged, the same bytes whenever it is made, and nothing from outside gets in."""

import os
import re
import subprocess
import sys
import zlib
from ctypes.util import find_library

import pytest

from qshop.base.errors import StopError
from qshop.pages.tagged_pdf import pdf_of

needs_pango = pytest.mark.skipif(
    not all(map(find_library, ("pangoft2-1.0", "harfbuzz-subset"))), reason="no Pango or HarfBuzz to set text with"
)
PAGE = """<!doctype html><html lang="fr"><head><title>Le quai</title><style>@page { size: A4 }</style></head>
<body><h1>Le quai</h1><p>Été</p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" role="img"><title>Attentes</title>
<circle cx="4" cy="4" r="2"/></svg></body></html>"""


def content(document):
    """Return everything in a PDF, its compressed parts too; one whose last byte looks like a line end misses it."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    return document + b"".join(zlib.decompressobj().decompress(one) for one in streams if one[:1] == b"\x78")


@needs_pango
def test_a_page_becomes_a_tagged_document_in_its_language():
    said = content(pdf_of(PAGE))
    assert said.startswith(b"%PDF-1.7")
    assert b"pdfuaid:part" in said
    assert b"/Lang (fr)" in said
    assert b"/S /H1" in said
    assert b"/S /Figure" in said


@needs_pango
def test_no_clock_is_in_it():
    assert re.findall(rb"CreationDate|ModDate|CreateDate", content(pdf_of(PAGE))) == []


@needs_pango
@pytest.mark.slow
def test_it_is_the_same_in_another_process_and_another_zone():
    program = f"import sys; from qshop.pages.tagged_pdf import pdf_of; sys.stdout.buffer.write(pdf_of({PAGE!r}))"
    made = [
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | changed, capture_output=True, check=True
        ).stdout
        for changed in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "2", "TZ": "UTC"})
    ]
    assert made[0] == made[1] == pdf_of(PAGE)


@needs_pango
def test_nothing_outside_the_page_is_fetched(tmp_path):
    outside = tmp_path / "outside.svg"
    outside.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>secret</text></svg>', encoding="utf-8")
    opened = []
    sys.addaudithook(lambda event, what: opened.append(what) if event in {"socket.connect", "open"} else None)
    within = f'<img alt="" src="{outside.as_uri()}"><img alt="" src="http://192.0.2.1/a.png"><link rel="stylesheet" href="{outside.as_uri()}">'
    document = pdf_of(PAGE.replace("<p>", f"{within}<p>"))
    assert document.startswith(b"%PDF")
    assert [what for what in opened if "outside.svg" in str(what) or "192.0.2.1" in str(what)] == []


def test_without_weasyprint_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(StopError, match="a PDF needs WeasyPrint, and it is not installed") as stopped:
        pdf_of(PAGE)
    assert "pip install 'qshop[documents]'" in stopped.value.help


def test_without_its_libraries_it_is_said_which(monkeypatch, tmp_path, capsys):
    (tmp_path / "weasyprint.py").write_text("print('-----')\nraise OSError('cannot load library libpango')\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    with pytest.raises(StopError, match="libraries that are not installed: cannot load library libpango") as stopped:
        pdf_of(PAGE)
    assert "libharfbuzz-subset0" in stopped.value.help
    assert capsys.readouterr().out == ""
