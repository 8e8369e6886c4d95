"""The services' own exports of one made-up form: the same visits from each, and the label export refused."""

import pytest

from museum import EXPORTS, FILES
from qshop.io.export_files import read_sources
from qshop.io.folder import load
from qshop.score.kernel import score_visits
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from scoring import frozen, table_of

pytestmark = pytest.mark.skipif(not EXPORTS.is_dir(), reason="../shared/real/form-exports is not here")
READABLE = [
    "central-default.zip",
    "central-nogroups.zip",
    "kobo-xml_groups_on.csv",
    "kobo-xml_values_and_headers_groups_off.csv",
]


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    root = tmp_path_factory.mktemp("museum")
    frozen(root, FILES)
    return load(root)


def taken(museum, name, before=None, profile="museum"):
    (read,) = read_sources(EXPORTS / name, name)
    return Intake(museum.programme, museum.profiles.get(profile)).receive(read, before or History())


def told(result):
    """Give what is filled in of the one visit of an export."""
    (visits,) = result.accepted
    (record,) = visits.table.records()
    return {name: cell for name, cell in zip(visits.table.columns, record, strict=True) if cell}


def test_the_four_readable_exports_tell_the_same_visits_and_give_one_score(museum):
    results = [taken(museum, name) for name in READABLE]
    assert [(one.read, one.count, one.diagnostics) for one in results] == [(1, 1, [])] * 4
    common = {
        "questionnaire": "museum_visit",
        "version": "1",
        "site": "S01",
        "date": "2026-11-22",
        "wave": "2026",
        "purpose": "regular",
        "status": "completed",
        "stages_seen": "reception catering",
        "rec_greeted": "no",
        "rec_greeted_evidence": "p1.jpg",
        "rec_queue_apology": "na",
        "rec_warmth": "4",
        "cat_problems": "dirty slow",
    }
    central = common | {"visit_id": "one", "time_in": "09:05", "rec_greeted_comment": 'He said "wait"'}
    kobo = common | {"visit_id": "a-b", "rec_greeted_comment": 'He said "wait"; then left'}
    assert [told(one) for one in results] == [central, central, kobo, kobo]
    parts = [score_visits(visits, museum.programme) for one in results for visits in one.accepted]
    scores = [row.score for part in parts for row in table_of([part], (), museum.programme).rows.values()]
    assert scores == [pytest.approx(100 * (2 / 3 * 0.75 + 2 * 0.5) / (2 / 3 + 2 / 3 + 2), abs=1e-4)] * 4


def test_the_exports_of_one_submission_repeat_each_other(museum):
    before, repeated = History(), []
    for name in READABLE:
        result = taken(museum, name, before)
        before.add(result)
        repeated.append(result.repeated)
    assert repeated == [0, 1, 0, 1]


@pytest.mark.parametrize("profile", ["", "museum"])
def test_the_label_export_is_refused_with_the_option_to_choose(museum, profile):
    result = taken(museum, "kobo-labels_en.csv", profile=profile)
    assert (str(result.refusal.where), result.refusal.code, result.refusal.message, result.refusal.help) == (
        *("kobo-labels_en.csv:1:1", "QS440", "a label export: its headers are words"),
        "export again with “Value and header format: XML values and headers”",
    )


def test_without_a_profile_the_form_is_found_to_be_of_no_frozen_version(museum):
    result = taken(museum, "central-nogroups.zip", profile="")
    assert result.refusal.code == "QS405"
