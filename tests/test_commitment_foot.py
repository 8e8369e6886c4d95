"""What management says of the visits stands in one line at the foot of what people hold, and of nothing customers read."""

import pytest

from desk import said, visited
from qshop.base.i18n import Tongue
from qshop.pages.charter_page import CharterPage
from qshop.pages.commitment_foot import with_commitment
from qshop.pages.paper_page import PaperPage
from qshop.workshop.communication import Communication
from support import programme

PLAN = """\
format: 1
commitment:
  says: We look in order to mend.
  footer: Nobody is <b>judged</b>.
  by: {name: Ann, function: Director}
  contact: {name: Bo, telephone: "12"}
"""
MANAGEMENT = Communication.model_validate(
    {
        "format": "1",
        "commitment": {
            "says": "We look in order to mend.",
            "footer": "Nobody is judged.",
            "by": {"name": "Ann", "function": "Director"},
            "contact": {"name": "Bo", "telephone": "12"},
        },
    }
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    root = visited(tmp_path_factory.mktemp("desk"))
    programme(root, {"communication.yaml": PLAN})
    return root


@pytest.mark.parametrize("reader", ["programme", "site", "visit"])
def test_a_debrief_ends_with_it(desk, tmp_path, capsys, reader):
    code, _ = said(capsys, desk, "debrief", "--for", reader, "--format", "md,html", "--out", str(tmp_path))
    assert code == 0
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")]
    assert pages
    assert all('<p class="quiet">Nobody is &lt;b&gt;judged&lt;/b&gt;.</p>' in page for page in pages)
    for page in tmp_path.rglob("*.md"):
        assert page.read_text(encoding="utf-8").endswith("\n\n*Nobody is \\<b\\>judged\\</b\\>.*\n")


def test_a_plan_that_cannot_be_read_is_told_before_a_page_is_made(desk, capsys):
    programme(desk, {"communication.yaml": PLAN.replace("footer", "foter")})
    try:
        code, output = said(capsys, desk, "debrief", "--for", "site", "A1")
    finally:
        programme(desk, {"communication.yaml": PLAN})
    assert (code, output.out) == (2, "")
    assert "communication.yaml:4:3: QS201" in output.err


def test_a_charter_and_a_paper_without_a_commitment_stay_as_they_are():
    tongue = Tongue("en", {}, "en")
    charter = CharterPage("You can count on this", "en", ["A desk"], "")
    assert with_commitment(charter, MANAGEMENT, tongue) == charter
    assert with_commitment(PaperPage("Plan", "en", []), MANAGEMENT, tongue).foot == ["Nobody is judged."]
    communication = Communication.model_validate({"format": "1"})
    paper = PaperPage("Plan", "en", [])
    assert with_commitment(paper, communication, tongue) == with_commitment(paper, None, tongue) == paper
