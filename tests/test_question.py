"""To which visits something applies, and whether a condition holds: of one visit at a time."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.programme.question import Applies, When
from qshop.programme.sites import SiteFacts

SITE = SiteFacts("A1", frozenset({"staffed", "cloakroom"}))


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
        ({"any": [{"tags": ["lift"]}, {"sites": ["A1"]}]}, True),
        ({"any": [{"tags": ["lift"]}, {"sites": ["B2"]}]}, False),
        ({"any": [{"tags": ["lift"]}, {"scenario": "guest"}]}, True),
        ({"any": [{"tags": ["staffed"], "channel": "web"}, {"tags": ["lift"], "channel": "phone"}]}, False),
        ({"any": [{"sites": ["A1"]}], "channel": "web"}, False),
        ({"any": [{"sites": ["B2"]}, {"tags": ["staffed"], "any": [{"channel": "web"}, {"scenario": "guest"}]}]}, True),
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


def test_a_site_is_ruled_out_only_where_no_visit_to_it_could_meet_an_alternative():
    mixed = Applies.model_validate({"any": [{"sites": ["B2"]}, {"scenario": "guest"}]})
    assert mixed.meets_site(SITE)
    assert not mixed.meets(SITE, "courier", None)
    both = Applies.model_validate({"any": [{"sites": ["B2"]}, {"tags": ["lift"], "scenario": "guest"}]})
    assert not both.meets_site(SITE)


def applies():
    """Draw what `applies` may say, alternatives within alternatives included."""
    names = {
        "tags": ["staffed", "lift"],
        "sites": ["A1", "B2"],
        "not_sites": ["A1", "B2"],
        "scenario": ["guest", "courier"],
        "channel": ["phone", "web"],
    }
    keys = {key: st.lists(st.sampled_from(values), min_size=1, unique=True) for key, values in names.items()}
    alone = st.fixed_dictionaries({}, optional=keys)
    return st.recursive(
        alone,
        lambda inner: st.builds(
            lambda own, alternatives: {**own, "any": alternatives}, alone, st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=6,
    ).map(Applies.model_validate)


@given(applies(), st.sampled_from(["guest", "courier", ""]), st.sampled_from(["phone", "web", ""]))
def test_not_knowing_something_never_rules_a_visit_out(scope, scenario, channel):
    if scope.meets(SITE, scenario, channel):
        for site, role, way in product((SITE, None), (scenario, None), (channel, None)):
            assert scope.meets(site, role, way)
        assert scope.meets_site(SITE)


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
