"""The guide by which a group agrees its criteria: it and its games keep to their time."""

import re

import pytest

from qshop.io.packaged_parts import packaged_part
from qshop.workshop.guide import Guide
from qshop.workshop.schedule import schedule

GAMES = ["worst_visit", "postcard"]
MINUTES = re.compile(r"([0-9]+)(?: (?:to|à) |–)?([0-9]+)? (?:minutes?|dakika)\b")


@pytest.fixture(scope="module")
def guide():
    return packaged_part(Guide, "workshop/guides/criteria.yaml")


@pytest.mark.parametrize("language", ["en", "fr", "tr"])
@pytest.mark.parametrize("game", GAMES)
def test_the_minutes_of_a_game_are_those_of_its_item(guide, game, language):
    told = [text[language] for section in guide.handouts[game].sections for text in section.bullets]
    spans = [(int(found[1]), int(found[2] or found[1])) for text in told if (found := MINUTES.match(text))]
    item = next(item for item in guide.items if game in item.handouts)
    assert (sum(least for least, _ in spans), sum(most for _, most in spans)) == (item.minutes.from_, item.minutes.to)


def test_two_stages_take_as_long_as_is_announced(guide):
    assert schedule(guide, 0, ["first", "second"], []).minutes == guide.minutes
