"""What the sample did before its first wave: groups with providers in the room, proposals, a plan, a rehearsal."""

import shutil
from csv import DictReader
from pathlib import Path

import pytest

from qshop.cli.main import run
from qshop.cli.workshop_read import workshop_files
from qshop.io.folder import load
from qshop.programme.scalars import read_day
from qshop.programme.spells import Period

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sample():
    return load(ROOT).programme


@pytest.fixture(scope="module")
def files():
    found, faults = workshop_files(load(ROOT))
    assert faults == []
    return found


@pytest.fixture(scope="module")
def people():
    return list(DictReader((ROOT / "workshops/roster.csv").read_text(encoding="utf-8").splitlines()))


def test_three_groups_took_the_journey_of_the_first_wave_and_a_fourth_what_came_a_year_later(sample, files):
    stages = {group.id: group.stages for group in files.groups.groups}
    assert sorted(stage for taken in stages.values() for stage in taken) == sorted(stage.id for stage in sample.stages)
    assert stages["D"] == ["planning"]
    first = sample.settings.measured_waves[0].from_
    met = {group.id: max(meeting.on for meeting in group.meetings) for group in files.groups.groups}
    assert [group for group, on in met.items() if on < first] == ["A", "B", "C"]


@pytest.mark.parametrize("group", ["A", "B", "C"])
def test_a_manager_of_every_provider_that_ran_the_stages_was_in_the_room(group, sample, files, people):
    [stages] = [one.stages for one in files.groups.groups if one.id == group]
    running = {site.teams_of(stage).values[0] for site in sample.sites for stage in stages if stage in site.teams}
    providers = {team.id for team in sample.teams if team.provider} & running
    assert providers
    assert providers <= {one["team"] for one in people if one["group"] == group and one["manager"] == "yes"}
    assert running <= {one["team"] for one in people if one["group"] == group}
    assert 8 <= sum(one["group"] == group for one in people) <= 10


def test_every_criterion_of_the_first_wave_was_proposed_by_the_group_of_its_stage_before_it_was_validated(
    sample, files
):
    taken = {stage: group for group in files.groups.groups for stage in group.stages}
    for criterion in sample.criteria.values():
        if criterion.proposed:
            group = taken[sample.stage_of[criterion.id]]
            assert criterion.proposed.group == group.id
            assert criterion.proposed.on in {meeting.on for meeting in group.meetings}
            decided = criterion.validated or criterion.declined
            assert decided is None or criterion.proposed.on < decided.on


def test_some_proposals_were_turned_down_and_say_why_and_one_became_a_part_of_another(sample):
    declined = [criterion for criterion in sample.criteria.values() if criterion.status == "declined"]
    assert {criterion.proposed.group for criterion in declined} == {"A", "B", "C"}
    assert {criterion.declined.instead for criterion in declined} == {None, "reception_greeting"}


def test_representatives_were_asked_before_it_was_decided_and_every_team_told_by_the_day_that_sites_name(sample, files):
    plan = files.communication
    asked = [step.done for step in plan.steps if step.representatives]
    assert len(asked) == 2
    assert max(asked) < plan.decided
    told = {team: step.done for step in reversed(plan.steps) if step.what == "informed" for team in step.teams}
    assert {team.id: told[team.id] for team in sample.teams} == {
        team.id: sample.informed_since(team.id) for team in sample.teams
    }
    assert [step.id for step in plan.steps if not step.done and step.due < read_day("2026-10-18")] == [
        "train_harbour_gate"
    ]
    assert [step.wave for step in plan.steps if step.wave] == [wave.id for wave in sample.settings.measured_waves]


def content(folder):
    """Give every file of a programme but those by which qshop works."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".qshop" not in path.parts)
    return {path: path.read_bytes() for path in files}


def test_the_workbooks_as_they_came_back_say_what_the_criteria_say_but_for_one_cell_that_was_put_right(
    tmp_path, capsys
):
    for part in ("qshop.yaml", "sites.yaml", "criteria", "questionnaires", "workshops"):
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, tmp_path / part)
    before = content(tmp_path)
    sheets = sorted((tmp_path / "workshops/sheets").iterdir())
    assert len(sheets) == 6
    codes = {path.name: run(["--project", str(tmp_path), "workshop", "capture", str(path)]) for path in sheets}
    assert [name for name, code in codes.items() if code] == ["2025-03-20-B-workbook.xlsx"]
    assert "QS667 Dots: plus: 16 dots of 10 people present" in capsys.readouterr().err
    assert content(tmp_path) == before


def test_two_of_each_group_walked_a_site_whose_stages_their_own_team_does_not_run(sample, people):
    walkers = [one for one in people if one["walks"]]
    assert sorted(one["group"] for one in walkers) == ["A", "A", "B", "B", "C", "C"]
    [rehearsal] = [wave for wave in sample.settings.waves if wave.rehearsal]
    for one in walkers:
        site, then = one["walks"], Period(rehearsal.from_, rehearsal.to)
        assert one["team"] not in {team for stage in sample.stages for team in sample.teams_in(site, stage.id, then)}
    visits = DictReader((ROOT / "visits/2025-rehearsal/rehearsal-v1.csv").read_text(encoding="utf-8").splitlines())
    assert sorted(visit["site"] for visit in visits) == sorted(one["walks"] for one in walkers)


def test_a_group_is_told_which_question_its_rehearsal_changed(capsys):
    assert run(["--project", str(ROOT), "workshop", "print", "report-back", "--group", "A"]) == 0
    told = (
        "- How did the entrance barrier open? Left blank on 2 of 2 walks. "
        "Now it says: If the barrier was already up, this question does not apply.\n"
    )
    assert told in capsys.readouterr().out
