"""To which visits something applies, and whether a condition holds: of one visit at a time."""

import pytest

from qshop.programme.question import Applies, When
from qshop.programme.sites import Site

SITE = Site.model_validate({"id": "A1", "tags": ["staffed", "cloakroom"]})


@pytest.mark.parametrize(
    ("applies", "expected"),
    [
        ({}, True),
        ({"tags": ["lift", "staffed"]}, True),
        ({"tags": ["lift"]}, False),
        ({"sites": ["A1", "B2"]}, True),
        ({"sites": ["B2"]}, False),
        ({"not_sites": ["A1"]}, False),
        ({"tags": ["staffed"], "not_sites": ["A1"]}, False),
        ({"scenario": ["guest", "courier"]}, True),
        ({"scenario": "courier"}, False),
        ({"channel": ["phone", "web"]}, True),
        ({"channel": "web"}, False),
        ({"scenario": "guest", "channel": "web"}, False),
    ],
)
def test_a_visit_meets_every_key_by_one_entry_of_its_list(applies, expected):
    assert Applies.model_validate(applies).meets(SITE, "guest", "phone") is expected


def test_what_is_not_known_rules_nothing_out_and_a_blank_does():
    somewhere, phone, guest = (
        Applies.model_validate(one) for one in ({"sites": ["B2"]}, {"channel": "phone"}, {"scenario": "guest"})
    )
    assert somewhere.meets(None, "guest", "phone")
    assert phone.meets(SITE, "guest", None)
    assert not phone.meets(SITE, "guest", "")
    assert not guest.meets(SITE, "", "phone")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"question": "seen", "is": ["sign"]}, True),
        ({"question": "seen", "is": ["queue", "guard"]}, True),
        ({"question": "seen", "is": ["queue"]}, False),
        ({"question": "greeted", "is": ["na"]}, True),
        ({"question": "never_asked", "is": ["yes"]}, False),
        ({"all": [{"question": "seen", "is": ["sign"]}, {"question": "greeted", "is": ["yes"]}]}, False),
        ({"any": [{"question": "seen", "is": ["queue"]}, {"question": "greeted", "is": ["na"]}]}, True),
        ({"any": [{"question": "seen", "is": ["queue"]}, {"all": [{"question": "greeted", "is": ["yes"]}]}]}, False),
    ],
)
def test_a_condition_holds_when_one_of_the_chosen_answers_is_among_its_own(when, expected):
    chosen = {"seen": ["sign", "guard"], "greeted": ["na"]}
    assert When.model_validate(when).holds(lambda question: chosen.get(question, ())) is expected
