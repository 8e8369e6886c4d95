"""The guide by which a group agrees its criteria: it and its games keep to their time, its papers to one page."""

import re

import pytest

from desk import visited
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.io.packaged_parts import packaged_part
from qshop.pages.guide_page import guide_page, handout_pages
from qshop.pages.packaged_papers import GUIDES
from qshop.pages.render import Layouts
from qshop.pages.tagged_pdf import pdf_of
from qshop.workshop.groups import Group
from qshop.workshop.guide import Guide
from qshop.workshop.schedule import schedule
from qshop.workshop.session import Session
from qshop.workshop.workshop_files import WorkshopFiles
from test_tagged_pdf import content, needs_pango

LANGUAGES = ["en", "fr", "tr"]
GAMES = ["worst_visit", "postcard"]
MINUTES = re.compile(r"([0-9]+)(?: (?:to|à) |–)?([0-9]+)? (?:minutes?|dakika)\b")


@pytest.fixture(scope="module")
def guide():
    return packaged_part(Guide, f"{GUIDES}/criteria.yaml")


def test_two_stages_take_as_long_as_is_announced(guide):
    assert schedule(guide, 0, ["first", "second"], []).minutes == guide.minutes


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("game", GAMES)
def test_the_minutes_of_a_game_are_those_of_its_item(guide, game, language):
    told = [text[language] for section in guide.handouts[game].sections for text in section.bullets]
    spans = [(int(found[1]), int(found[2] or found[1])) for text in told if (found := MINUTES.match(text))]
    item = next(item for item in guide.items if game in item.handouts)
    assert (sum(least for least, _ in spans), sum(most for _, most in spans)) == (item.minutes.from_, item.minutes.to)


@needs_pango
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_is_one_page(guide, language, tmp_path):
    root = visited(tmp_path)
    pages = handout_pages(guide, Session(load(root).programme, WorkshopFiles()), tongue(language))
    layouts = Layouts(root)
    texts = {name: layouts.render("workshop/paper.html.j2", page, tongue(language)) for name, page in pages.items()}
    counted = {name: len(re.findall(rb"/Type /Page\b", content(pdf_of(text)))) for name, text in texts.items()}
    assert counted == dict.fromkeys(guide.handouts, 1)


def test_words_have_more_room_on_the_card_sheet_than_dots(guide, tmp_path):
    page = handout_pages(guide, Session(load(visited(tmp_path)).programme, WorkshopFiles()), tongue("en"))["wall"]
    [table] = [piece for piece in page.pieces if piece.kind == "table"]
    text = Layouts(tmp_path).render("workshop/paper.html.j2", page, tongue("en"))
    assert table.widths == [35, 35, 14, 14]
    assert "th:nth-child(3) { width: 14%; }" in text


def test_each_stage_is_told_what_is_known_of_it_alone(guide, tmp_path):
    group = Group.model_validate({"id": "A", "stages": ["desk", "leaving"]})
    session = Session(load(visited(tmp_path)).programme, WorkshopFiles(), group=group)
    lists = [piece.items for piece in guide_page(guide, session, tongue("en")).pieces if piece.kind == "bullets"]
    assert lists[:-1] == [
        ["Every visitor is greeted (must)", "The exit is clear (must)"],
        ["“You are welcome”, web site"],
        ["Staff say goodbye (plus)"],
    ]
