"""The sample programme at the root: complete, clean, and made by its own simulation.

Beside these tests only those of the README and of the schemas read it: `conftest.py` sees to that.
"""

import re
import shutil
from csv import DictReader
from pathlib import Path

import pytest

from conftest import opened
from qshop.cli.all_rules import apply_all_rules
from qshop.cli.main import run
from qshop.io.csv_files import read_csv
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, packaged_path
from qshop.io.store_files import visit_files
from qshop.io.yaml_nodes import read_yaml
from qshop.pages import console
from qshop.programme.edit import keep_languages
from qshop.visits.moments import FEELINGS

ROOT = Path(__file__).parents[1]
PARTS = ("qshop.yaml", "sites.yaml", "simulation.yaml", "criteria", "questionnaires", "visits", "registers")


@pytest.fixture(scope="module")
def sample():
    loaded = load(ROOT)
    assert loaded.diagnostics == []
    return loaded.programme


def test_it_checks_clean():
    assert apply_all_rules(load(ROOT)) == []


def test_a_test_that_reads_it_is_noticed():
    opened.clear()
    load(ROOT)
    assert {str(ROOT / "qshop.yaml"), str(ROOT / "criteria/reception.yaml")} <= opened


def test_it_is_rich_enough_to_show(sample):
    questions = [q for c in sample.criteria.values() for q in c.questions]
    assert len(sample.stages) == 7
    assert len(sample.criteria) >= 40
    assert {q.type for q in questions} == {"yes_no", "scale", "choice", "multi", "number", "duration", "time", "text"}
    assert {c.priority for c in sample.criteria.values()} == {"must", "plus"}
    assert {c.nature for c in sample.criteria.values() if c.is_live} == {"tangible", "intangible"}
    assert sum(c.critical for c in sample.criteria.values()) >= 3
    assert sum(c.promise is not None for c in sample.criteria.values()) >= 5
    assert any(q.when for q in questions)
    assert any(c.applies and c.applies.tags for c in sample.criteria.values())
    assert any(c.applies and c.applies.scenario for c in sample.criteria.values())
    assert len(sample.sites) >= 8
    assert len({site.region for site in sample.sites}) == 3
    assert len(sample.settings.measured_waves) == 6, "five that were visited, and the next"
    assert any(team.provider for team in sample.teams)
    assert any(len(spells) > 1 for site in sample.sites for spells in site.teams.values())
    assert [len(gap.prescriptions) for gap in sample.gaps] == [3, 10, 16, 9]
    assert {name for name, _ in sample.versions} == {"onsite", "phone", "web", "rehearsal"}
    assert {("onsite", 2), ("onsite", 3)} <= set(sample.versions)


def test_every_criterion_that_is_asked_says_how_its_failure_reads_in_a_few_words_and_what_to_do_then(sample):
    asked = [criterion for criterion in sample.criteria.values() if criterion.status == "validated"]
    assert [c.id for c in asked if not (c.missed and c.check_first and c.try_)] == []
    assert [words for c in asked for words in c.missed.values() if len(words.split()) > 7] == []
    assert [c.id for c in asked if c.promise and c.promise.previewed is None] == []


def test_no_visit_asks_too_much_of_a_memory(sample):
    for version in sample.versions.values():
        assert len(version.questions()) <= 55


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    root = tmp_path_factory.mktemp("sample")
    for part in PARTS:
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
    return root


def visits_of(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in visit_files([root / "visits"])}


def test_its_visits_are_what_its_simulation_gives(copy, tmp_path):
    before = visits_of(copy)
    assert sum(text.count(b"\n") - 1 for text in before.values()) >= 240
    for path in before:
        (copy / path).unlink()
    assert run(["--project", str(copy), "simulate", str(copy / "simulation.yaml"), "--out", str(tmp_path)]) == 0
    assert run(["--project", str(copy), "ingest", *map(str, sorted(tmp_path.glob("*.csv")))]) == 0
    assert visits_of(copy) == before


def test_remarks_are_many_and_none_of_them_repeats_what_staff_said(copy):
    rows = [
        row for path in visits_of(copy) for row in DictReader((copy / path).read_text(encoding="utf-8").splitlines())
    ]
    remarks = {text for row in rows for name, text in row.items() if name.endswith("_comment") and text}
    assert len(remarks) > 150
    assert len({row["best_moment"] for row in rows if row.get("best_moment")}) == 9
    assert [
        text for text in remarks if re.search(r"short of staff|they said|on m’a dit|söylediler", text, re.IGNORECASE)
    ] == []


def test_a_dozen_remarks_of_the_last_wave_are_released_in_all_languages(copy):
    released = list(DictReader((copy / "registers/released.csv").read_text(encoding="utf-8").splitlines()))
    assert len(released) >= 12
    assert {row["language"] for row in released} == {"en", "fr", "tr"}
    assert {row["what"] for row in released} == {"quotation"}


def test_all_kinds_of_visits_and_languages_occur(copy):
    text = b"".join(visits_of(copy).values()).decode()
    for kind in ('"no_service"', '"void"', '"reshop"', "Bankoya", "comptoir", "desk"):
        assert kind in text


def test_some_of_its_visits_are_told_moment_by_moment(copy, capsys):
    moments = read_csv(copy / "visits/2026-autumn/moments.csv", "moments.csv").table
    assert set(moments.get("feeling").cells()) == set(FEELINGS)
    for visit in set(moments.get("visit_id").cells()):
        assert run(["--project", str(copy), "debrief", "--for", "visit", visit]) == 0
        assert "Frustration arose at" in capsys.readouterr().out


def test_its_rehearsal_changed_one_question_which_nobody_could_answer_as_it_was(copy):
    asked, now = (
        {q.id: q for _, _, q in load(copy).programme.versions[name, 1].questions()} for name in ("rehearsal", "onsite")
    )
    assert [id_ for id_ in now if asked[id_].model_dump() != now[id_].model_dump()] == ["barrier_opened"]
    rows = list(DictReader((copy / "visits/2025-rehearsal/rehearsal-v1.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["purpose"] for row in rows} == {"trial"}
    assert {row["barrier_opened"] for row in rows if row["site"] in ("NV-01", "OS-03")} == {""}, "both have a barrier"


def test_its_forms_are_up_to_date(copy, capsys):
    before = {p: p.read_bytes() for p in (copy / "questionnaires").rglob("*") if p.is_file()}
    assert run(["--project", str(copy), "build-questionnaire"]) == 0
    assert "nothing changed since version 3" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in (copy / "questionnaires").rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(("by", "width"), [([], 80), ([], 100), (["--by", "wave,site,stage"], 80)])
def test_figures_fit_a_terminal_and_keep_their_codes(by, width, copy, capsys, monkeypatch):
    monkeypatch.setattr(console, "terminal_width", lambda: width)
    assert run(["--project", str(copy), "score", *by]) == 0
    _, _, tables = capsys.readouterr().out.partition("─")
    assert max(map(len, tables.splitlines())) <= width
    assert {"MA-01", "OS-03", "onsite"} <= set(tables.split())


@pytest.mark.slow
def test_debriefs_leave_nothing_untranslated(copy, tmp_path):
    for language in ("en", "fr", "tr"):
        for audience in ("programme", "site"):
            arguments = ["debrief", "--for", audience, "--lang", language, "--out", str(tmp_path / language)]
            assert run(["--project", str(copy), *arguments]) == 0
    english = {line for path in (tmp_path / "en").rglob("*.md") for line in words_of(path)}
    for language in ("fr", "tr"):
        other = {line for path in (tmp_path / language).rglob("*.md") for line in words_of(path)}
        assert other & english == set()


def words_of(path):
    """List the lines of a debrief that are sentences; names of places may be the same in every language."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if sum(c.isalpha() for c in line) > 25 and not line.startswith(("# ", "| "))]


def test_the_planted_effects_can_be_seen(copy):
    from qshop.cli.inputs import read_accepted
    from qshop.score.kernel import score_visits
    from qshop.score.selection import Selection
    from scoring import table_of

    loaded = load(copy)
    batches, faults = read_accepted(loaded)
    assert faults == 0
    parts = [score_visits(v, loaded.programme) for v in Selection().apply(batches, loaded.programme)]
    by_criterion = table_of(parts, ("criterion",), loaded.programme).rows
    assert by_criterion["departure_feedback", "onsite"].plus.percent < 45
    by_team = table_of(parts, ("team", "stage"), loaded.programme).rows
    assert (
        by_team["verve_kitchens", "catering", "onsite"].score
        < by_team["orchard_table", "catering", "onsite"].score - 10
    )


def test_the_gaps_of_the_sample_are_those_that_a_new_programme_gets_in_its_languages():
    starter = packaged_path("io/starter_programme/criteria/gaps.yaml").read_text(encoding="utf-8")
    node, _ = read_yaml(starter.encode(), "gaps.yaml")
    languages = load(ROOT).programme.settings.languages
    kept = keep_languages(starter, node, languages, packaged_languages())
    assert kept == (ROOT / "criteria/gaps.yaml").read_text(encoding="utf-8")
