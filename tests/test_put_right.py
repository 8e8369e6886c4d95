"""What failed and is dangerous is named as soon as a visit comes in: where, which day, who acts; never who served."""

import json

import pytest

from desk import DESK, FILES, QSHOP, said
from qshop.cli.main import run
from support import programme

HEADER = (
    "visit_id,questionnaire,version,site,date,wave,purpose,status,desk_staff,greeted,greeting_wait,exit_clear,goodbye"
)
FAILED = "{id},onsite,1,{site},{date},{wave},{purpose},{status},D7,yes,20,no,3"
OWNED = DESK.replace("    critical: true\n", "    critical: true\n    owner: safety\n")
OWNERS = QSHOP.replace("owners: {", "owners: {safety: {en: Safety manager, fr: Sûreté, tr: Güvenlik}, ")


@pytest.fixture
def desks(tmp_path):
    root = programme(tmp_path, FILES | {"qshop.yaml": OWNERS, "criteria/desk.yaml": OWNED})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    return root


def visit(id_, site="A1", date="2026-09-02", wave="", purpose="", status=""):
    return FAILED.format(id=id_, site=site, date=date, wave=wave, purpose=purpose, status=status)


def ingested(capsys, root, rows, *options):
    (root / "export.csv").write_text("\n".join([HEADER, *rows, ""]))
    return said(capsys, root, "ingest", str(root / "export.csv"), *options)


def urgent(printed):
    return [line for line in printed.err.splitlines() if "put right" in line or "more like these" in line]


def test_each_site_and_day_is_named_once_with_who_acts(desks, capsys):
    rows = [visit("v1"), visit("v2"), visit("v3", "B2", "2026-09-03"), visit("v4", "B2", "", "autumn")]
    code, printed = ingested(capsys, desks, rows)
    assert code == 0
    assert urgent(printed) == [
        "put right today: Exit blocked — A1 North gate, 2 September 2026 (owner Safety manager)",
        "put right today: Exit blocked — B2 South gate (owner Safety manager)",
        "put right today: Exit blocked — B2 South gate, 3 September 2026 (owner Safety manager)",
    ]
    assert "D7" not in printed.out + printed.err


def test_only_visits_that_were_just_taken_in_are_told_of(desks, capsys):
    assert len(urgent(ingested(capsys, desks, [visit("v1")])[1])) == 1
    assert urgent(ingested(capsys, desks, [visit("v1")])[1]) == []
    assert len(urgent(ingested(capsys, desks, [visit("v2", date="2026-12-31")])[1])) == 0


def test_a_visit_made_again_counts_and_a_trial_or_a_void_one_does_not(desks, capsys):
    rows = [visit("v1", purpose="trial"), visit("v2", status="void"), visit("v3", "B2", purpose="reshop")]
    assert [line.partition("—")[2][:4] for line in urgent(ingested(capsys, desks, rows)[1])] == [" B2 "]


def test_a_visit_with_too_many_blanks_for_a_figure_is_told_of_too(desks, capsys):
    blank = visit("v1").replace("yes,20,no,3", ",,no,")
    assert len(urgent(ingested(capsys, desks, [blank])[1])) == 1


def test_without_a_word_for_its_failure_a_standard_is_said_not_to_be_met(tmp_path, capsys):
    plain = OWNED.replace("    missed: {en: Exit blocked, fr: Sortie encombrée, tr: Çıkışın önü kapalı}\n", "")
    root = programme(tmp_path, FILES | {"qshop.yaml": OWNERS, "criteria/desk.yaml": plain})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert urgent(ingested(capsys, root, [visit("v1")])[1]) == [
        "put right today: not met: The exit is clear — A1 North gate, 2 September 2026 (owner Safety manager)"
    ]


def test_json_has_them_with_the_source_they_came_from(desks, capsys):
    _, printed = ingested(capsys, desks, [visit("v1")], "--format", "json")
    (row,) = json.loads(printed.out)["rows"]
    assert row["put_right"] == [{"criterion": "desk_safe", "site": "A1", "date": "2026-09-02", "owner": "safety"}]


def test_of_very_many_the_first_are_named(desks, capsys):
    rows = [visit(f"v{day}", date=f"2026-09-{day:02}") for day in range(1, 31)]
    lines = urgent(ingested(capsys, desks, rows)[1])
    assert (len(lines), lines[-1]) == (21, "… and 10 more like these: qshop debrief begins with them")
