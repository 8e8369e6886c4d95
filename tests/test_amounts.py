"""What was measured, as people say it."""

import pytest

from qshop.io.packaged import tongue
from qshop.pages.amounts import amount
from qshop.programme.frozen import FrozenQuestion

ASK = {"ask": {"en": "How long?"}}
WAIT = FrozenQuestion.model_validate({"id": "wait", "type": "duration", **ASK})
AHEAD = FrozenQuestion.model_validate(
    {"id": "ahead", "type": "number", "unit": {"en": {"one": "person", "other": "people"}}, **ASK}
)
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("seconds", "english", "french", "turkish"),
    [
        (0, "0 seconds", f"0{NBSP}seconde", "0 saniye"),
        (1, "1 second", f"1{NBSP}seconde", "1 saniye"),
        (60, "1 minute", f"1{NBSP}minute", "1 dakika"),
        (59, "59 seconds", f"59{NBSP}secondes", "59 saniye"),
        (90, "1 min 30 s", f"1{NBSP}min 30{NBSP}s", "1 dk 30 sn"),
        (120, "2 minutes", f"2{NBSP}minutes", "2 dakika"),
        (248, "4 min 8 s", f"4{NBSP}min 8{NBSP}s", "4 dk 8 sn"),
    ],
)
def test_a_time_is_said_in_minutes_and_seconds(seconds, english, french, turkish):
    assert [amount(WAIT, seconds, tongue(language)) for language in ("en", "fr", "tr")] == [english, french, turkish]


def test_all_else_has_its_unit():
    assert [amount(AHEAD, value, tongue("en")) for value in (1.0, 2.5)] == ["1 person", "2.5 people"]
