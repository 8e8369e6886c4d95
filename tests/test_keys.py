"""The keys that figures are grouped by: what each is called, and what it takes its value from."""

import pytest

from qshop.base.errors import StopError
from qshop.score.keys import KEYS, check_keys, visit_values


def test_a_key_that_does_not_exist_or_stands_twice_is_refused():
    with pytest.raises(StopError, match="nothing can be grouped by “stages”") as unknown:
        check_keys(["site", "stages"])
    assert unknown.value.help == "did you mean “stage”?"
    with pytest.raises(StopError, match="“site” is given twice"):
        check_keys(["site", "stage", "site"])
    assert check_keys(["team", "site"]) == ("team", "site")


@pytest.mark.parametrize("key", KEYS)
def test_a_key_takes_its_value_from_visits_from_criteria_or_from_stages(key):
    ways = (KEYS[key].of_visits, KEYS[key].of_criterion, KEYS[key].of_stage)
    assert sum(way is not None for way in ways) == 1


def test_a_team_has_no_value_for_a_whole_visit():
    with pytest.raises(KeyError, match="team"):
        visit_values("team", None, None)
