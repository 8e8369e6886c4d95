"""The guides by which people talk about visits: two hours for managers, a team's half hour, ten minutes standing."""

import re
from dataclasses import replace
from shutil import rmtree

import pytest

from desk import said, visited
from findings_drawn import finding
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.io.packaged_parts import packaged_part
from qshop.pages.guide_page import guide_page
from qshop.pages.packaged_papers import GUIDES
from qshop.pages.render import Layouts
from qshop.pages.tagged_pdf import pdf_of
from qshop.workshop.fact_names import FACTS
from qshop.workshop.guide import Guide
from qshop.workshop.session import Session
from qshop.workshop.workshop_files import WorkshopFiles
from test_tagged_pdf import content, needs_pango

ABOUT_PEOPLE = {"director", "contact", "telephone", "leader"}
COMMITMENT = """\
format: 1
commitment:
  says: We look in order to mend, and nobody is sanctioned, paid or ranked on it.
  footer: Nobody is sanctioned, paid or ranked on these visits.
  exception: "There is one exception: danger, or a serious offence against a person."
  by: {name: Nour Haddad, function: managing director}
  contact: {name: Sam Ekström, telephone: 01 23 45}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def unvisited(tmp_path_factory):
    root = visited(tmp_path_factory.mktemp("unvisited"))
    rmtree(root / "visits")
    return root


def lead(capsys, root, name, *more):
    code, told = said(capsys, root, "workshop", "guide", name, *more)
    assert code == 0
    return told.out


def parts(text):
    """Return what stands below each heading of a guide, by the heading without its time and minutes."""
    found = re.split(r"^## (?:\d\d:\d\d )?(.+?)(?: \([^)]+\))?$", text, flags=re.MULTILINE)
    return dict(zip(found[1::2], map(str.strip, found[2::2]), strict=True))


def test_people_who_stand_talk_about_one_thing_of_their_site_and_write_down_what_they_try(desk, capsys):
    told = parts(lead(capsys, desk, "huddle", "--site", "B2"))
    assert list(told) == ["Last week", "Well done", "One thing", "Not in our hands", "Heard"]
    assert told["Well done"] == "**SAY** The exit is clear, 1 of 1 visit. Thank you. What makes it work?"
    assert told["One thing"].startswith(
        "**SAY** Not met: Every visitor is greeted, 1 of 1 visit (Autumn 2026). What is going on here when that happens?"
    )
    assert "Not: who." in told["One thing"]
    assert r"Until next time we try \_\_" in told["One thing"]


def test_boxes_of_a_word_each_stand_beside_each_other(desk, capsys):
    page = lead(capsys, desk, "huddle", "--site", "B2", "--format", "html")
    assert page.count('<ul class="boxes in_a_row">') == page.count('<ul class="boxes') == 1


def test_before_the_first_visit_people_who_stand_say_what_they_saw_themselves(unvisited, capsys):
    told = parts(lead(capsys, unvisited, "huddle", "--site", "A1"))
    assert told["Well done"].startswith("**SAY** What did a visitor thank us for?")
    assert told["One thing"].startswith("**SAY** Where did a visitor wait, search or give up this week?")


def test_a_team_chooses_one_of_the_findings_of_its_site(desk, capsys):
    told = parts(lead(capsys, desk, "team_talk", "--site", "A1"))
    assert "- Not met: Every visitor is greeted, 1 of 3 visits\n" in told["Choose one thing"]
    assert r"We look again on \_\_" in told["One decision"]


def test_managers_practise_with_what_was_found_or_else_with_a_visit_that_is_invented(desk, unvisited, capsys):
    told = parts(lead(capsys, desk, "managers"))["Debrief: what a page says"]
    assert "Take your own page." in told
    assert "**MODEL** “Not met: Every visitor is greeted, 2 of 4 visits. I don't know why; you do." in told
    invented = parts(lead(capsys, unvisited, "managers"))["Debrief: what a page says"]
    assert "Take the model visit; it is invented." in invented
    assert "**MODEL** “Four visitors out of eight" in invented


def test_what_management_has_not_said_is_promised_by_nobody(desk, capsys, tmp_path):
    promise = re.compile("sanction|ranked|ring ")
    lead(capsys, desk, "managers", "--out", str(tmp_path / "none"))
    texts = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "none").iterdir())
    assert promise.findall(texts) == []
    assert "Get it first, or every answer in this room is a guess." in texts


def test_what_management_says_is_read_aloud_with_its_exception(desk, capsys, tmp_path):
    (desk / "communication.yaml").write_text(COMMITMENT, encoding="utf-8")
    told = lead(capsys, desk, "managers")
    out = lead(capsys, desk, "managers", "--out", str(tmp_path / "said"))
    questions = (tmp_path / "said/managers-hard_questions.md").read_text(encoding="utf-8")
    (desk / "communication.yaml").unlink()
    assert "managers-hard_questions.md" in out
    assert "Nobody is sanctioned, paid or ranked on these visits. I'll read you the whole of it." in told
    assert "ring Sam Ekström: 01 23 45." in told
    assert "nobody is sanctioned, paid or ranked on it.” Nour Haddad, managing director" in questions
    assert "There is one exception: danger, or a serious offence against a person." in questions


@pytest.mark.parametrize("name", ["huddle", "team_talk"])
def test_a_page_for_the_team_asks_for_no_person(name):
    text = str(packaged_part(Guide, f"{GUIDES}/{name}.yaml"))
    facts = set(re.findall(r"\{(\w+)\}", text)) & set(FACTS)
    assert facts.isdisjoint(ABOUT_PEOPLE)
    assert "people" not in re.findall(r"show='(\w+)'", text)


def found(name):
    """Give a finding whose words are as long as people make them: up to a line and a half of a page."""
    told = finding(name, 8, 5)
    text = (
        "A first-time visitor reaches the desk by following the signs alone, from the gate, in the rain and in the dark"
    )
    return replace(
        told, criterion=told.criterion.model_copy(update={"text": {"en": text}, "missed": {"en": text[:70]}})
    )


@needs_pango
@pytest.mark.parametrize("language", ["en", "fr", "tr"])
@pytest.mark.parametrize("name", ["huddle", "team_talk"])
def test_a_page_for_the_team_is_one_page_however_much_was_found(name, language, desk):
    loaded, three, five = load(desk), [found(f"weak_{n}") for n in range(3)], [found(f"well_{n}") for n in range(5)]
    session = Session(loaded.programme, WorkshopFiles(), site="A1", findings=three, strengths=five)
    page = guide_page(packaged_part(Guide, f"{GUIDES}/{name}.yaml"), session, tongue(language))
    text = Layouts(desk).render("workshop/paper.html.j2", page, tongue(language))
    assert "in the rain and in the dark" in text
    assert len(re.findall(rb"/Type /Page\b", content(pdf_of(text)))) == 1
