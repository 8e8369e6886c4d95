"""A shopper with ODK Collect: a workbook is made a form by pyxform, and filled in with JavaRosa, Collect's engine."""

import io
import os
import subprocess
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

from qshop.forms.xlsform import forms
from qshop.pages.render import Layouts

PYXFORM = find_spec("pyxform")
VALIDATE = Path(PYXFORM.origin if PYXFORM else "").parent / "validators/odk_validate/bin/ODK_Validate.jar"
FILL = Path(__file__).parent / "javarosa/Fill.java"
with_compiler = pytest.mark.skipif(not which("javac"), reason="running a Java source needs a JDK")
with_converter = pytest.mark.skipif(not PYXFORM, reason="the converter of XLSForms is not installed")


def workbook(programme, version, root):
    [(ending, content)] = forms(version, programme, version.languages, Layouts(root))
    assert ending == "xlsx"
    return content


def xform(content):
    from pyxform.xls2xform import convert

    made = convert(xlsform=io.BytesIO(content), file_type=".xlsx")
    assert made.warnings == []
    return made.xform


def compiled(folder):
    """Compile the shopper that fills in forms; give its class path."""
    subprocess.run(["javac", "-cp", VALIDATE, "-d", folder, FILL], check=True)
    return f"{VALIDATE}{os.pathsep}{folder}"


def java(*arguments):
    command = ["java", "-Djava.awt.headless=true", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def filled(shopper, folder, form, visits):
    """Fill in a form for each visit; give the questions asked, those refused, and what would be sent."""
    (folder / "form.xml").write_text(form, encoding="utf-8")
    lines = ["\t".join(f"{name}={text}" for name, text in one.items()) for one in visits]
    (folder / "answers.txt").write_text("\n".join(lines), encoding="utf-8")
    ended = java("-cp", shopper, "Fill", folder / "form.xml", folder / "answers.txt")
    assert ended.stderr == ""
    return [line.split("\t") for line in ended.stdout.splitlines()]
