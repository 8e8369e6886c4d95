"""The charter: what customers are promised, in their words, on one page."""

import pytest

from qshop.cli.main import run
from support import programme

QSHOP = "format: 1\nname: Front desk\nlanguages: [en]\n"
STAGES = "format: 1\nstages: [{id: desk, name: Desk}]\n"


def charter(capsys, folder, count, *, status="validated", form="md", says="Desk {i} is open"):
    """Print the charter of a programme that promises so many things; give the exit code and what was said."""
    validated = ", validated: {by: us, on: 2026-01-01}" if status == "validated" else ""
    criteria = [
        f"  - {{id: c{i}, text: Desk {i}, priority: must, status: {status}{validated}, "
        f"promise: {{says: '{says.format(i=i)}', where: web, charter: {'true' if i < count else 'false'}}}}}"
        for i in range(count + 1)
    ]
    files = {"qshop.yaml": QSHOP, "sites.yaml": "format: 1\nsites: [{id: S01}]\n", "criteria/stages.yaml": STAGES}
    files["criteria/desk.yaml"] = "format: 1\nstage: desk\ncriteria:\n" + "\n".join(criteria) + "\n"
    root = programme(folder, files)
    code = run(["--project", str(root), "workshop", "print", "charter", "--format", form])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_customers_are_promised_stands_there_in_their_words(capsys, tmp_path):
    assert charter(capsys, tmp_path, 2)[:2] == (
        0,
        "# What you can count on\n\n1. Desk 0 is open\n2. Desk 1 is open\n\n"
        "Not as we promised? Tell anybody who works here. We want to know.\n",
    )


@pytest.mark.parametrize(
    ("count", "status", "why"),
    [
        (0, "validated", "nothing is promised in a charter yet"),
        (2, "proposed", "nothing is promised in a charter yet"),
        (9, "validated", "9 promises are too many for a charter"),
    ],
)
def test_nothing_and_too_much_make_no_charter(capsys, tmp_path, count, status, why):
    code, out, err = charter(capsys, tmp_path, count, status=status)
    assert (code, out) == (2, "")
    assert why in err


def test_a_promise_is_text(capsys, tmp_path):
    assert (
        "<li><span>&lt;b&gt;Open {{ 7 }}</span></li>"
        in charter(capsys, tmp_path, 1, form="html", says="<b>Open {{{{ 7 }}}}")[1]
    )
