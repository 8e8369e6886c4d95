"""R with its package `survey` (Lumley), where it is installed: one run for all the cases of a test file."""

import csv
import shutil
import subprocess
from io import StringIO

import pytest

R = shutil.which("Rscript")
_HAS_SURVEY = R is not None and not subprocess.call(
    [R, "-e", "stopifnot(requireNamespace('survey', quietly = TRUE))"],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
needs_survey = pytest.mark.skipif(
    not _HAS_SURVEY, reason="R with its package survey is not there (on Debian: r-base-core r-cran-survey)"
)


def limits_by_case(script, columns, rows):
    """Run a script that reads a table from stdin and prints a line `case,low,high` for each of its cases."""
    sheet = StringIO()
    table = csv.writer(sheet)
    table.writerow(columns)
    table.writerows(rows)
    done = subprocess.run([R, "-e", script], input=sheet.getvalue(), capture_output=True, text=True, check=True)
    return {case: (float(low), float(high)) for case, low, high in csv.reader(StringIO(done.stdout))}
