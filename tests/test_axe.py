"""Pages in a browser: axe finds nothing, nothing is cut off on a telephone, and nothing that was typed has an effect."""

import json
import os
import re
from contextlib import closing
from ctypes.util import find_library
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from qshop.cli.main import run
from qshop.io.packaged import tongue
from qshop.pages.debrief_page import DebriefPage, PassedUp, Thing, Urgent, WellDone
from qshop.pages.drawing import Table
from qshop.pages.journey_bars import BarWords, StageBar, journey_bars
from qshop.pages.person_page import PersonPage, ThanksCard, Try
from qshop.pages.render import Layouts
from qshop.pages.stage_grid import GridCell, GridWords, stage_grid
from qshop.pages.tagged_pdf import pdf_of
from qshop.pages.value_strip import StripMark, StripWords, value_strip
from qshop.pages.visit_page import Missed, StageLines, VisitPage
from qshop.pages.visit_words import AnswerLine
from qshop.pages.wave_line import LineWords, WavePoint, wave_line
from support import programme
from test_tagged_pdf import content

playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
CHROMIUM = which("chromium") or which("google-chrome")
AXE = next(
    (
        found
        for one in os.environ.get("NODE_PATH", "").split(os.pathsep)
        if (found := Path(one, "axe-core/axe.min.js")).is_file()
    ),
    None,
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open pages in"),
    pytest.mark.skipif(AXE is None, reason="no axe-core in a folder of NODE_PATH; .ci/run brings it with npm"),
]


def whole(value):
    return f"{value:.0f}"


STRIP = StripWords("Waits", "One of four was long.", "Wait", "Visits", "median", "in time", "too long")
BARS = BarWords(
    "The journey", "Exit is below its target.", "Stage", "Now", "Target", "Summer", "Visits", "below target"
)
LINE = LineWords("Waves", "It rose.", "Wave", "Score", "Interval", "Base", "target", "new questions")
GRID = GridWords("Sites and stages", "Two sites.", "Site", "below target", "not asked")
HOSTILE = "</title><img src=x onerror=document.title=1> “a” {{ 7 * 7 }} " + "W" * 10_000


def page(text="Long waits", language="en"):
    """Return a page that has everything; `text` is what people typed in it."""
    strip = value_strip([30, 30, 54, 240], [240], 42, [StripMark(120, text)], STRIP, lambda value: f"{value:g} s")
    points = [WavePoint("Spring", 74, 70, 78, "40 visits", True), WavePoint(text, 80, None, None, "9", False)]
    return DebriefPage(
        title=text,
        subtitle="Autumn",
        language=language,
        base=["8 visits"],
        notices=[text],
        urgent=[Urgent(text, "Quay", "Ada")],
        no_urgent="",
        well_done=[WellDone(text, "8 of 8", "7 of 8", "better", text)],
        no_well_done="",
        things=[Thing(text, "Desk", "3 of 8", "1 of 8", "worse", "Ada", text, [text], strip, text, text, text, text, text)],
        no_things="",
        passed_up=[PassedUp(text, "7 of 8", "Ada", "by 1 May")],
        no_passed_up="",
        passed_up_more="and 2 more",
        passed_up_first=False,
        others=Table(["Missed", "Stage", "Now"], [[text, "Desk", "2 of 8"]]),
        journey=journey_bars([StageBar(text, 50, 80, 70, "8"), StageBar("Exit", 90, 80, None, "8")], BARS, whole),
        figures=["83%"],
        sites=stage_grid(["Quay", text], ["Desk"], [[GridCell(50, "8", is_below=True)], [GridCell(None, "")]], GRID, whole),
        sites_to_see=[],
        teams=Table(["Team", "Score"], [[text, "83"]]),
        untold="1 team is not shown",
        waves=wave_line(points, 85, LINE, whole),
        contest=[text],
        sure=["Eight visits are few.", "One is fewer."],
        method=["A mean.", "Of visits."],
    )  # fmt: skip


def visit_page(text="Long waits"):
    """Return the page of a visit that has everything but a timeline."""
    missed = Missed(text, text, [AnswerLine("How long?", text, "2 minutes", [text])])
    stages = [StageLines("Desk", [text], [text], [missed])]
    return VisitPage(text, "Quay", "en", "on foot", [text], [missed], stages, "", [text], [text], None, [text])


def person_page(text="Long waits"):
    """Return the sheet and the card about a person that have everything."""
    return PersonPage(
        title=text,
        subtitle="Quay",
        language="en",
        employer=text,
        when="Monday, morning",
        notices=[text],
        well=[text],
        going_on_title="Going on then",
        going_on=[text],
        to_try=Try(text, text, [text], text),
        no_try="",
        rules=[text],
        is_kept_without_end=True,
        thanks=ThanksCard(text, "Quay, 1 May"),
    )


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, tmp_path):
    """Return a function that opens a page at a width, and gives the tab and all that it asked for from outside."""
    tabs = []

    def open_(view, width, layout="wave"):
        path = tmp_path / "page.html"
        path.write_text(Layouts(tmp_path).render(f"debrief/{layout}.html.j2", view, tongue("en")), encoding="utf-8")
        tab = chromium.new_page(viewport={"width": width, "height": 800})
        tabs.append(tab)
        asked = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(path.as_uri())
        return tab, asked[1:]

    yield open_
    for tab in tabs:
        tab.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("layout", "view"),
    [
        pytest.param("wave", page(), id="wave"),
        pytest.param("wave", page(HOSTILE), id="wave, hostile"),
        pytest.param("wave", page("مركز الزوار", "ar"), id="wave, arabic"),
        pytest.param("visit", visit_page(), id="visit"),
        pytest.param("visit", visit_page(HOSTILE), id="visit, hostile"),
        pytest.param("person", person_page(), id="person"),
        pytest.param("person", person_page(HOSTILE), id="person, hostile"),
    ],
)
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, layout, view, width):
    tab, asked = opened(view, width, layout)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("async () => (await axe.run()).violations.map(one => [one.id, one.nodes.map(n => n.html)])")
    assert found == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert (asked, tab.title()) == ([], view.title)


def test_a_page_with_little_to_say_has_no_empty_parts(opened):
    few = {
        name: []
        for name in ("urgent", "well_done", "things", "passed_up", "figures", "contest", "sure", "method", "notices")
    }
    none = dict.fromkeys(("others", "journey", "sites", "teams", "waves"))
    tab, _ = opened(replace(page(), **few, **none, untold="", no_things="Nothing was missed twice."), 360)
    assert tab.locator("h2").all_inner_texts() == ["Three things, at most"]


PAPERS = {
    "qshop.yaml": "format: 1\nname: TYPED\nlanguages: [LANGUAGE]\nowners: {desk_manager: TYPED}\n",
    "sites.yaml": "format: 1\nteams: [{id: hosts, name: TYPED, provider: true}]\nsites: [{id: S01, teams: {desk: hosts}}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: TYPED}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - {id: greeted, text: TYPED, priority: must, status: validated, validated: {by: TYPED, on: 2026-01-01}, promise: {says: TYPED, where: TYPED, charter: true}}
""",
    "communication.yaml": """\
format: 1
countries: [FR, GB, TR]
commitment:
  {says: TYPED, footer: TYPED, by: {name: TYPED, function: TYPED}, ready_to_change: [TYPED], contact: {name: TYPED, telephone: TYPED}}
""",
    "workshops/groups.yaml": "format: 1\ngroups: [{id: A, name: TYPED, stages: [desk]}]\n",
}
"""A programme of which everything is printed; TYPED stands for all that people typed, LANGUAGE for its only one."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((HOSTILE[:200], "en"), id="hostile"),
        pytest.param(("Empfang", "de"), id="a language that is not packaged"),
        pytest.param(("مركز الزوار", "ar"), id="arabic"),
    ],
)
def papers(tmp_path_factory, request):
    """Return a folder of all the papers of a programme, as pages."""
    root = tmp_path_factory.mktemp("papers")
    typed, language = json.dumps(request.param[0], ensure_ascii=False), request.param[1]
    programme(root, {path: text.replace("TYPED", typed).replace("LANGUAGE", language) for path, text in PAPERS.items()})
    asked = [["guide", name, "--group", "A"] for name in ("criteria", "huddle")]
    asked += [["print", name] for name in ("announcement", "charter", "steering", "people")]
    for words in asked:
        assert run(["--project", str(root), "workshop", *words, "--format", "html", "--out", str(root / "out")]) == 0
    return root / "out"


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_papers_and_nothing_is_cut_off(chromium, papers, width):
    found = {path.name for path in papers.iterdir()}
    assert {"criteria.html", "criteria-must.html", "letter.html", "notice-hosts.html", "charter.html"} < found
    with closing(chromium.new_page(viewport={"width": width, "height": 800})) as tab:
        for path in sorted(papers.iterdir()):
            tab.goto(path.as_uri())
            title = tab.title()
            tab.evaluate(AXE.read_text(encoding="utf-8"))
            told = "async () => (await axe.run()).violations.map(one => [one.id, one.nodes.map(n => n.html)])"
            assert (path.name, tab.evaluate(told)) == (path.name, [])
            assert (path.name, tab.evaluate("document.documentElement.scrollWidth") <= width) == (path.name, True)
            assert title not in ("1", "")


@pytest.mark.skipif(
    not all(map(find_library, ("pangoft2-1.0", "harfbuzz-subset"))), reason="no Pango or HarfBuzz to set text with"
)
def test_the_sheet_of_a_person_is_one_page_and_its_card_another(tmp_path):
    view = person_page("A long wait at the desk, and nobody said for how long it would be")
    document = pdf_of(Layouts(tmp_path).render("debrief/person.html.j2", view, tongue("en")))
    assert len(re.findall(rb"/Type /Page\b(?!s)", content(document))) == 2
