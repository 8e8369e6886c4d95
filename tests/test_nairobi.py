"""168 real visits through the command line, against figures computed from the raw export with the csv module alone."""

import csv
import io
import json
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import numpy as np
import pytest

import nairobi_figures as independent
from qshop.cli.main import run
from reference_intervals import Visit, interval
from support import SHARED

EXPORT = SHARED / "real" / "nairobi-clinics" / "visits.csv"
PROGRAMME = Path(__file__).parent / "programmes" / "nairobi"
pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason="the Nairobi export is not beside the repository")
HALF = 0.5e-4  # a score is kept in millionths: in percent, half of the last digit


def said(root, *arguments):
    """Run one command on the programme in `root`; give its exit code, data and talk."""
    with redirect_stdout(io.StringIO()) as data, redirect_stderr(io.StringIO()) as talk:
        code = run(["--project", str(root), *arguments])
    return code, data.getvalue(), talk.getvalue()


def table(root, *arguments):
    code, data, _ = said(root, "score", *arguments, "--format", "csv")
    assert code == 0
    return list(csv.DictReader(io.StringIO(data)))


@pytest.fixture(scope="module")
def clinics(tmp_path_factory):
    """A copy of the programme that has taken the export in."""
    root = tmp_path_factory.mktemp("nairobi") / "programme"
    shutil.copytree(PROGRAMME, root)
    code, _, _ = said(root, "ingest", str(EXPORT), "--profile", "nairobi")
    assert code == 0
    return root


def test_every_visit_is_accepted(tmp_path):
    shutil.copytree(PROGRAMME, tmp_path / "programme")
    code, data, _ = said(tmp_path / "programme", "ingest", str(EXPORT), "--profile", "nairobi", "--format", "json")
    assert code == 0
    assert json.loads(data)["diagnostics"] == []
    assert [{**row, "source": ""} for row in json.loads(data)["rows"]] == [
        {"source": "", "read": 168, "accepted": 168, "rejected": 0, "repeated": 0, "refused": False, "put_right": []}
    ]
    assert independent.counts(EXPORT) == (168, 166, 2)


def test_without_its_corrections_the_two_wrong_years_are_rejects(tmp_path):
    root = tmp_path / "programme"
    shutil.copytree(PROGRAMME, root)
    profile = root / "profiles" / "nairobi.yaml"
    text = profile.read_text(encoding="utf-8")
    without, found = re.subn(r"    correct:\n(      .*\n)+", "", text)
    assert found == 1
    profile.write_text(without, encoding="utf-8")
    code, data, _ = said(root, "ingest", str(EXPORT), "--profile", "nairobi", "--format", "json")
    result = json.loads(data)
    assert code == 1
    assert [(row["read"], row["accepted"], row["rejected"]) for row in result["rows"]] == [(168, 166, 2)]
    wrong = [
        (line, "QS414")
        for line, row in enumerate(independent.rows(EXPORT), 2)
        if row["sp_date"] and not row["sp_date"].startswith("2014-")
    ]
    assert [(found["line"], found["code"]) for found in result["diagnostics"]] == wrong


def test_the_same_export_again_changes_nothing(clinics):
    before = {path: path.read_bytes() for path in clinics.rglob("*") if path.is_file()}
    code, data, _ = said(clinics, "ingest", str(EXPORT), "--profile", "nairobi", "--format", "json")
    assert code == 0
    assert [(row["accepted"], row["repeated"]) for row in json.loads(data)["rows"]] == [(0, 168)]
    assert {path: path.read_bytes() for path in clinics.rglob("*") if path.is_file()} == before


def test_the_two_visits_never_completed_are_counted_and_not_scored(clinics):
    _, data, _ = said(clinics, "score")
    head, _, counts = data[data.index("visits of 2014-q2") :].splitlines()[:3]
    assert (head.split(), counts.split()) == (
        ["visits", "of", "2014-q2", "made", "scored", "no", "service"],
        ["clinic", "168", "166", "2"],
    )
    [row] = table(clinics, "--by", "")
    assert row["visits"] == "166"


def test_the_history_of_each_visit_is_the_share_of_its_answered_items_done(clinics):
    rows = [row for row in table(clinics, "--by", "visit,stage") if row["stage"] == "history"]
    assert len(rows) == 168
    shares = independent.history_by_visit(EXPORT)
    found = {row["visit"]: float(row["score"]) for row in rows if row["score"]}
    assert set(found) == set(shares)
    assert found == {visit: pytest.approx(100 * float(share), abs=HALF) for visit, share in shares.items()}
    unscored = {row["visit"]: row["visits"] for row in rows if not row["score"]}
    assert unscored == {
        independent.visit_id(row): "0" for row in independent.rows(EXPORT) if not independent.is_completed(row)
    }


def test_the_history_of_a_scenario_is_the_mean_of_its_visits(clinics):
    rows = {row["scenario"]: row for row in table(clinics, "--by", "scenario,stage") if row["stage"] == "history"}
    expected = independent.history_by_scenario(EXPORT)
    assert {name: int(row["visits"]) for name, row in rows.items()} == {name: n for name, (n, _) in expected.items()}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        name: pytest.approx(100 * float(mean), abs=HALF) for name, (_, mean) in expected.items()
    }


def test_musts_of_the_history_are_its_items_asked_and_done(clinics):
    done, answered = {}, {}
    for row in independent.rows(EXPORT):
        name, items = independent.HISTORY[row["sp_case"]]
        answers = [row[item] for item in items if row[item] != ""]
        done[name] = done.get(name, 0) + answers.count("1")
        answered[name] = answered.get(name, 0) + len(answers)
    rows = {row["scenario"]: row for row in table(clinics, "--by", "scenario", "--stage", "history")}
    assert {name: int(row["must_met"]) for name, row in rows.items()} == done
    assert {name: int(row["must_asked"]) for name, row in rows.items()} == answered
    assert {row["plus_asked"] for row in rows.values()} == {"0"}


def test_a_filter_gives_the_same_figures_as_its_cell(clinics):
    cells = {row["scenario"]: row for row in table(clinics, "--by", "scenario")}
    for name, row in cells.items():
        assert table(clinics, "--by", "scenario", "--scenario", name) == [row]


def test_the_debrief_of_the_programme_reads_on_the_same_visits(clinics):
    code, data, _ = said(clinics, "debrief")
    assert code == 0
    assert data.startswith("# ")
    assert "166" in data


@pytest.fixture(scope="module")
def without_shoppers(tmp_path_factory):
    """A copy that has taken the export in without who made the visits, as the studies' tables did."""
    root = tmp_path_factory.mktemp("nairobi-without-shoppers") / "programme"
    shutil.copytree(PROGRAMME, root)
    profile = root / "profiles" / "nairobi.yaml"
    text = profile.read_text(encoding="utf-8")
    assert "  shopper: sp_id\n" in text
    profile.write_text(text.replace("  shopper: sp_id\n", ""), encoding="utf-8")
    code, _, _ = said(root, "ingest", str(EXPORT), "--profile", "nairobi")
    assert code == 0
    return root


def speaking_of(claim, root, copy):
    """A copy of a programme whose clinics stand for others (`sample`) or only for themselves (`census`)."""
    shutil.copytree(root, copy)
    settings = copy / "qshop.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "\nscoring:\n" in text
    settings.write_text(text.replace("\nscoring:\n", f"\nscoring:\n  sites: {claim}\n"), encoding="utf-8")
    return copy


# Essential items asked, all scenarios as they were visited: R 4.2.2, survey 4.1-1, svyratio(~done, ~asked) with
# ids = ~clinic, or strata = ~clinic, and t limits on the logit.
HISTORY = {"sample": (37.2, 31.9, 42.8), "census": (37.2, 34.1, 40.3)}


@pytest.mark.parametrize("claim", HISTORY)
def test_clinics_are_clusters_of_a_network_or_strata_of_themselves(without_shoppers, claim, tmp_path):
    root = speaking_of(claim, without_shoppers, tmp_path / "programme")
    [row] = table(root, "--stage", "history", "--mix", "as_visited")
    assert tuple(round(float(row[name]), 1) for name in ("must_rate", "must_low", "must_high")) == HISTORY[claim]


@pytest.mark.parametrize("claim", HISTORY)
@pytest.mark.parametrize("shoppers", ["recorded", "not recorded"])
def test_the_interval_of_the_history_is_that_of_the_plainest_way(clinics, without_shoppers, claim, shoppers, tmp_path):
    visits = []
    for row in independent.rows(EXPORT):
        answers = [row[item] for item in independent.HISTORY[row["sp_case"]][1] if row[item] != ""]
        if answers:
            shopper = row["sp_id"] if shoppers == "recorded" else ""
            visits.append(Visit(row["facilitycode"], answers.count("1"), len(answers), shopper))
    taken_in = clinics if shoppers == "recorded" else without_shoppers
    root = speaking_of(claim, taken_in, tmp_path / "programme")
    [row] = table(root, "--stage", "history", "--mix", "as_visited")
    limits = float(row["must_low"]), float(row["must_high"])
    assert limits == pytest.approx([100 * limit for limit in interval(visits, claim, is_rate=True)], abs=1e-6)


def test_clinics_can_be_told_apart_as_far_as_least_squares_over_the_raw_export_has_it(clinics):
    """Shares of history items done, scenarios fitted first: F of clinics beyond them (numpy's least squares)."""
    shares = independent.history_by_visit(EXPORT)
    clinic, scenario = zip(*(visit.split("-") for visit in shares), strict=True)
    done = np.array([float(share) for share in shares.values()])

    def left_over(*labels):
        design = np.array([[float(one == name) for one in own] for own in labels for name in dict.fromkeys(own)]).T
        fitted, _, rank, _ = np.linalg.lstsq(design, done)
        return ((done - design @ fitted) ** 2).sum(), int(rank)

    (without, few), (both, many) = left_over(scenario), left_over(scenario, clinic)
    expected = (without - both) / (many - few) / (both / (len(done) - many))
    code, data, _ = said(clinics, "reliability", "--stage", "history", "--format", "json")
    row = json.loads(data)["rows"][0]
    assert (code, row["sites"], row["visits"]) == (0, 42, len(done))
    assert row["f"] == pytest.approx(expected, rel=1e-4)
