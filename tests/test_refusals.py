"""What must have been declared before a page may tell of persons; a team of few is persons. A sheet: see test_person_sheet."""

from datetime import date

import pytest

from qshop.base.errors import StopError
from qshop.debrief import overall
from qshop.debrief.refusals import check_told, undeclared
from qshop.findings.results import Results, last_wave
from qshop.io.folder import load
from scoring import DESKS, frozen, visits
from support import programme

FILES = {
    "qshop.yaml": "format: 1\nname: Desks\nlanguages: [en]\nethics: {staff_informed: 2026-02-01, uses: [improvement]}\n",
    "sites.yaml": (
        "format: 1\n"
        "teams:\n"
        "  - {id: two, people: 2}\n"
        "  - {id: five, people: 5, informed: 2026-05-01}\n"
        "  - {id: unsaid}\n"
        "sites: []\n"
    ),
}


def loaded(folder, declared=""):
    return load(programme(folder, FILES | ({"qshop.yaml": declared} if declared else {}))).programme


@pytest.mark.parametrize(
    ("team", "day", "reason"),
    [
        ("two", date(2026, 1, 31), "not_informed"),
        ("two", date(2026, 2, 1), ""),
        ("five", date(2026, 4, 30), "not_informed"),
        ("five", date(2026, 5, 1), ""),
        ("", date(2026, 2, 1), ""),
    ],
)
def test_persons_are_told_of_from_the_day_they_knew(tmp_path, team, day, reason):
    assert undeclared(loaded(tmp_path), team, day) == reason


def test_what_results_are_used_for_must_be_declared_too(tmp_path):
    informed = loaded(tmp_path, "format: 1\nname: Desks\nlanguages: [en]\nethics: {staff_informed: 2026-02-01}\n")
    assert undeclared(informed, "two", date(2026, 2, 1)) == "no_uses"


@pytest.mark.parametrize(
    ("team", "day", "said"),
    [
        (
            "two",
            date(2026, 1, 31),
            "a page of this team would tell of persons (it has so few people: 2), and staff were not told of visits beforehand",
        ),
        (
            "unsaid",
            date(2026, 1, 31),
            "a page of this team would tell of persons (nobody said how many people it has), and staff were not told of "
            "visits beforehand",
        ),
        ("two", date(2026, 2, 1), ""),
        ("unsaid", date(2026, 2, 1), ""),
        ("five", date(2026, 1, 31), ""),
    ],
)
def test_fewer_than_five_are_persons_and_so_are_those_whom_nobody_counted(tmp_path, team, day, said):
    teams = loaded(tmp_path)
    assert refused(teams, team, day) == said


def refused(teams, code, day):
    try:
        check_told(teams, next(one for one in teams.teams if one.id == code), day)
    except StopError as refusal:
        return refusal.message
    return ""


def test_no_percentage_of_a_team_that_is_persons_stands_among_those_of_teams(tmp_path):
    few = (
        DESKS["sites.yaml"].replace("{id: blue}", "{id: blue, people: 3}").replace("{id: red}", "{id: red, people: 8}")
    )
    desks = frozen(tmp_path, DESKS | {"sites.yaml": few})
    seen = {
        "greeted": "yes",
        "wait": "20",
        "flowers": "yes",
        "door": "4",
        "goodbye": "yes",
        "scenario": "guest",
        "channel": "phone",
    }
    batches = visits(desks, [{**seen, "visit_id": "one", "site": "S1", "date": "2026-09-11"}])
    network = overall.view(Results(desks, last_wave(batches, desks), batches, []), "").network
    assert [line.key for line in network.teams] == [("red",)]
    assert network.untold == 1
