"""What holds from a day on: a visit is judged by the tags and the teams that its site had on its day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.programme.sites import Site, SiteFacts
from qshop.programme.spells import EVER, Period, on
from qshop.score.kernel import score_visits
from qshop.visits.intake.judge import accept_visits
from scoring import DESKS, frozen, table, table_of

FIRST = date(2026, 3, 1)
LATE, EARLY = date(2026, 7, 1), date(2026, 6, 30)
SITE = Site.model_validate(
    {
        "id": "S1",
        "tags": [{"from": "2026-07-01", "tags": ["lift"]}, {"tags": ["lift", "desk"]}],
        "teams": {"desk": [{"team": "red"}, {"team": "blue", "from": "2026-07-01"}], "exit": "red"},
    }
)


def site(**keys):
    return Site.model_validate({"id": "S1", **keys})


def entries(values, key):
    """Draw up to four entries of a list, each from its own day or from the beginning."""
    days = st.none() | st.integers(0, 20).map(lambda n: str(FIRST + timedelta(n)))
    entry = st.tuples(days, values).map(lambda pair: {key: pair[1]} | ({"from": pair[0]} if pair[0] else {}))
    return st.lists(entry, min_size=1, max_size=4, unique_by=lambda one: one.get("from"))


TAGS = entries(st.lists(st.sampled_from(["staffed", "lift"]), max_size=2, unique=True), "tags")
TEAMS = entries(st.sampled_from(["red", "blue", "green"]), "team")
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(n))


def test_an_entry_replaces_the_whole_list_from_its_day_on():
    assert SITE.facts.during(on(EARLY)) == [SiteFacts("S1", frozenset({"lift", "desk"}))]
    assert SITE.facts.during(on(LATE)) == [SiteFacts("S1", frozenset({"lift"}))]
    assert (
        SITE.facts.during(EVER)
        == SITE.facts.during(Period(EARLY, LATE))
        == SITE.facts.during(on(EARLY)) + SITE.facts.during(on(LATE))
    )


def test_tags_without_a_day_hold_at_all_times_and_those_with_one_not_before_it():
    assert site(tags=["lift"]).facts.during(EVER) == [SiteFacts("S1", frozenset({"lift"}))]
    assert site().facts.during(EVER) == site(tags=[]).facts.during(EVER) == [SiteFacts("S1", frozenset())]
    late = site(tags=[{"from": "2026-07-01", "tags": ["lift"]}])
    assert [facts.tags for facts in late.facts.during(EVER)] == [frozenset(), {"lift"}]


def test_a_team_runs_a_stage_until_the_next_one_does():
    assert SITE.teams_of("desk").during(on(EARLY)) == ["red"]
    assert SITE.teams_of("desk").during(Period(EARLY, LATE)) == ["red", "blue"]
    assert (SITE.teams_of("exit").during(EVER), SITE.teams_of("nowhere").during(EVER)) == (["red"], [""])


@given(TAGS, DAYS)
def test_what_holds_on_a_day_does_not_depend_on_what_begins_after_it(tags, day):
    begun = [entry for entry in tags if entry.get("from", "") <= str(day)]
    assert site(tags=tags).facts.during(on(day)) == site(tags=begun).facts.during(on(day))


@given(TEAMS, DAYS, DAYS)
def test_a_period_has_what_its_days_have(teams, first, last):
    stage = site(teams={"desk": teams})
    days = [first + timedelta(n) for n in range((last - first).days + 1)] or [first]
    each = [team for day in days for team in stage.teams_of("desk").during(on(day))]
    assert stage.teams_of("desk").during(Period(days[0], days[-1])) == [team for team, _ in groupby(each)]


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), DESKS)


def outcome(programme, cells, **keys):
    """Take one visit of S1 in under other entries of it; give why it is rejected, or all its figures by team."""
    sites = [site(**keys), programme.site["S2"]]
    given_programme = replace(programme, sites=sites)
    visit = {
        "visit_id": "v1",
        "site": "S1",
        "scenario": "guest",
        "channel": "phone",
        "greeted": "yes",
        "wait": "20",
        **cells,
    }
    judged = accept_visits(table([visit], given_programme), given_programme)
    scored = [score_visits(batch, given_programme) for batch in judged.accepted]
    return (
        [reject.diagnostic for reject in judged.rejects],
        table_of(scored, ("visit", "team"), given_programme).rows,
        [batch.too_blank.tolist() for batch in scored],
    )


ANSWERS = st.fixed_dictionaries({"goodbye": st.sampled_from(["", "yes", "no"]), "door": st.sampled_from(["", "4"])})


@given(TAGS, TEAMS, DAYS, ANSWERS)
def test_a_visit_is_what_it_was_whatever_changes_after_its_day(desks, tags, teams, day, answers):
    cells = answers | {"date": str(day)}
    before = outcome(desks, cells, tags=tags, teams={"desk": teams})
    later = str(day + timedelta(1))
    tags, teams = ([one for one in entries if one.get("from", "") <= str(day)] for entries in (tags, teams))
    after = outcome(
        desks,
        cells,
        tags=[*tags, {"from": later, "tags": ["staffed", "cloakroom"]}],
        teams={"desk": [*teams, {"from": later, "team": "green"}]},
    )
    assert before == after


@given(TAGS, TEAMS, st.none() | DAYS, ANSWERS, st.integers(1, 5))
def test_an_entry_may_be_split_into_two_that_say_the_same(desks, tags, teams, day, answers, days):
    cells = answers | ({"date": str(day)} if day else {"date": "", "wave": "spring"})

    def split(entries):
        first = min(entries, key=lambda one: one.get("from", ""))
        later = str(date.fromisoformat(first.get("from", str(FIRST))) + timedelta(days))
        taken = any(one.get("from") and one["from"] <= later for one in entries if one is not first)
        return entries if taken else [*entries, first | {"from": later}]

    assert outcome(desks, cells, tags=tags, teams={"desk": teams}) == outcome(
        desks, cells, tags=split(tags), teams={"desk": split(teams)}
    )
