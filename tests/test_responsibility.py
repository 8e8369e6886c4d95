"""Who acts, who is above them, and since when the people of a team knew: what files say, and what follows from it."""

from datetime import date

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from support import programme

QSHOP = """\
format: 1
name: {en: Desks, tr: Danışmalar, cy: Desgiau}
languages: [en, tr, cy]
owners:
  desk: {en: Desk manager, tr: Danışma sorumlusu, cy: Rheolwr y ddesg}
  place: {name: {en: Site manager, tr: Tesis müdürü, cy: Rheolwr y safle}, above: region}
  region: {name: {en: Region, tr: Bölge, cy: Rhanbarth}, above: management}
holidays: [2026-04-23, 2026-05-01]
ethics: {staff_informed: 2026-03-01, uses: [improvement, recognition]}
privacy: {keep_months: 12}
"""
SITES = """\
format: 1
teams:
  - {id: house}
  - {id: halo, provider: true, people: 4, informed: 2026-02-01, contract: linked}
  - {id: late, informed: 2026-06-01}
sites: [{id: S1}]
"""
STAGES = "format: 1\nstages: [{id: desk, name: {en: Desk, tr: Danışma, cy: Desg}}]\n"


@pytest.fixture
def desks(tmp_path):
    return load_with(tmp_path)


def load_with(folder, *changes):
    text = QSHOP
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    loaded = load(programme(folder, {"qshop.yaml": text, "sites.yaml": SITES, "criteria/stages.yaml": STAGES}))
    assert not loaded.diagnostics
    return loaded


def test_whoever_names_nobody_above_is_under_management_and_nobody_is_above_it(desks):
    above = {owner: desks.programme.owner_above(owner) for owner in ("desk", "place", "region", "management")}
    assert above == {"desk": "management", "place": "region", "region": "management", "management": ""}
    assert apply_all_rules(desks) == []


def test_owners_are_called_by_their_names_and_management_by_a_word_of_the_language(desks, tmp_path):
    def names(loaded, owner):
        return [loaded.programme.name_of("owner", owner, language) for language in ("en", "tr", "cy")]

    assert names(desks, "desk") == ["Desk manager", "Danışma sorumlusu", "Rheolwr y ddesg"]
    assert names(desks, "place") == ["Site manager", "Tesis müdürü", "Rheolwr y safle"]
    assert names(desks, "management") == ["Management", "Yönetim", "Management"]
    declared = load_with(tmp_path, ("owners:\n", "owners:\n  management: {en: The board, tr: Kurul, cy: Y bwrdd}\n"))
    assert names(declared, "management") == ["The board", "Kurul", "Y bwrdd"]


def test_a_name_that_lacks_a_language_is_told_wherever_it_is_written(tmp_path):
    loaded = load_with(tmp_path, (", cy: Rheolwr y safle", ""), (", cy: Rheolwr y ddesg", ""))
    told = [f"{one.where}: {one.code} {one.message}" for one in apply_all_rules(loaded)]
    assert told == [
        "qshop.yaml:5:9: QS212 no translation into cy",
        "qshop.yaml:6:17: QS212 no translation into cy",
    ]


def test_an_owner_above_must_exist_and_the_line_must_end(tmp_path):
    nowhere = load_with(tmp_path / "a", ("above: region", "above: regoin"))
    assert [f"{one.where}: {one.code} {one.message} | {one.help}" for one in apply_all_rules(nowhere)] == [
        "qshop.yaml:6:83: QS210 there is no owner “regoin” | did you mean “region”?"
    ]
    alone = load_with(tmp_path / "b", ("above: region", "above: place"))
    assert [f"{one.code} {one.message}" for one in apply_all_rules(alone)] == [
        "QS246 what goes up from “place” comes back to it: place → place"
    ]


def test_a_team_knows_from_its_own_day_on_or_else_from_that_of_the_programme(desks):
    first, middle, last = date(2026, 2, 1), date(2026, 3, 1), date(2026, 6, 1)
    knew = {team: [desks.programme.informed(team, day) for day in (first, middle, last)] for team in ("house", "halo")}
    assert knew == {"house": [False, True, True], "halo": [True, True, True]}
    assert [desks.programme.informed("late", day) for day in (first, middle, last)] == [False, False, True]
    assert desks.programme.informed("", middle)


def test_nobody_knew_where_nothing_is_declared(tmp_path):
    untold = load_with(tmp_path, ("staff_informed: 2026-03-01, ", ""))
    assert not untold.programme.informed("house", date(2026, 12, 31))
    assert untold.programme.informed("halo", date(2026, 12, 31))


def test_one_number_of_months_is_that_of_personal_data(desks, tmp_path):
    def kept(loaded):
        months = loaded.programme.settings.privacy.keep_months
        return months.personal, months.recordings

    assert kept(desks) == (12, None)
    both = load_with(tmp_path, ("keep_months: 12", "keep_months: {personal: 12, recordings: 6}"))
    assert kept(both) == (12, 6)
