"""The sides of a comparison: waves, sites and teams, and never people."""

import pytest

from clinics import clinics
from qshop.base.errors import StopError
from qshop.score.comparison.sides import check_rows, sides_of


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return clinics(tmp_path_factory.mktemp("clinics"))


@pytest.mark.parametrize(
    ("asked", "message", "help_"),
    [
        (("shopper", "S01", "S02"), "shopper is nothing to compare by: people are never compared or ranked", "waves"),
        (("staff", "x", "y"), "staff is nothing to compare by: people are never compared or ranked", "waves"),
        (("region", "north", "south"), "nothing can be compared by “region”", "known: wave, site, team"),
        (("sites", "A", "B"), "nothing can be compared by “sites”", "did you mean “site”?"),
        (("wave", "sprnig", "autumn"), "there is no wave “sprnig”", "did you mean “spring”?"),
        (("wave", "A", "B"), "there is no wave “A”", "it is a site: add --of site"),
        (("site", "A", "Z"), "there is no site “Z”", "known: A, B, C"),
        (("site", "A", "A"), "A is on both sides", "name two sites"),
        (("team", "red", "green"), "red and green run no stage in common", "only stages that both run"),
        (("team", "red", "blue", "arrival"), "red and blue do not both run arrival", "both run: care, desk"),
    ],
)
def test_sides_that_cannot_be_compared_are_refused_with_a_reason(programme, asked, message, help_):
    with pytest.raises(StopError) as refused:
        sides_of(*asked[:3], programme, *asked[3:])
    assert refused.value.message == message
    assert help_ in refused.value.help


def test_teams_are_compared_over_the_stages_that_both_ever_ran(programme):
    assert sides_of("team", "red", "blue", programme).stages == {"care", "desk"}
    assert sides_of("team", "red", "blue", programme, "care").stages == {"care"}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (["shopper"], "no rows by shopper: people are never compared or ranked"),
        (["desk_staff"], "no rows by desk_staff: people are never compared or ranked"),
        (["visit"], "no rows by visit: a visit is on one side only"),
        (["version"], "no rows by version: visits of all versions are judged by the newest, over the questions that all of them ask alike"),
        (["stage", "wave"], "waves are what is compared"),
        (["weather"], "nothing can be grouped by “weather”"),
    ],
)  # fmt: skip
def test_rows_that_mean_nothing_are_refused_with_a_reason(keys, message):
    with pytest.raises(StopError) as refused:
        check_rows(keys, "wave")
    assert refused.value.message == message


def test_rows_are_by_any_other_keys():
    assert check_rows(["stage", "site"], "wave") == ("stage", "site")
    assert check_rows(["wave"], "site") == ("wave",)
