"""A wave beside the wave before: like with like."""

import pytest

from qshop.debrief.results import Results
from qshop.debrief.wave import figure_lines
from scoring import DESKS, frozen, visits

SEEN = {"scenario": "guest", "channel": "phone", "site": "S2", "door": "4"}
LAXER = DESKS["criteria/desk.yaml"].replace("{up_to: 30,", "{up_to: 90,").replace("{over: 30,", "{over: 90,")


def lines(programme, rows, key="", **where):
    batches = visits(programme, rows)
    results = Results(programme, next(w for w in programme.settings.waves if w.id == "autumn"), batches, [])
    return figure_lines(results, key, where, {})


def told(line):
    trend = line.trend
    return trend and (round(trend.before.score, 1), round(trend.now.score, 1), trend.questions)


@pytest.fixture
def laxer(tmp_path):
    """The same questions in two versions; the second lets people wait for longer."""
    frozen(tmp_path, DESKS)
    return frozen(tmp_path, DESKS | {"criteria/desk.yaml": LAXER})


def test_the_same_answers_show_no_trend_however_the_rules_changed(laxer):
    same = {**SEEN, "greeted": "yes", "wait": "60", "flowers": "yes"}
    rows = [{**same, "visit_id": "V1", "date": "2026-02-01"}]
    rows += [{**same, "visit_id": "V2", "date": "2026-09-01", "version": "2"}]
    [line] = lines(laxer, rows)
    assert (round(line.now.score, 1), told(line)) == (100.0, (100.0, 100.0, None))


def test_a_question_that_only_one_wave_asked_is_left_out_and_the_rest_is_counted(tmp_path):
    frozen(tmp_path, DESKS)
    more = "      - {id: smiled, ask: Did they smile?, type: yes_no}\n  - id: desk_flowers"
    asked = frozen(
        tmp_path, DESKS | {"criteria/desk.yaml": DESKS["criteria/desk.yaml"].replace("  - id: desk_flowers", more)}
    )
    same = {**SEEN, "greeted": "yes", "wait": "10", "flowers": "yes"}
    rows = [{**same, "visit_id": "V1", "date": "2026-02-01"}]
    rows += [{**same, "visit_id": "V2", "date": "2026-09-01", "version": "2", "smiled": "no"}]
    [line] = lines(asked, rows)
    assert (round(line.now.score, 1), told(line)) == (83.3, (100.0, 100.0, 5))
    desk, leaving = lines(asked, rows, "stage")
    assert (told(desk), told(leaving)) == ((100.0, 100.0, 3), (100.0, 100.0, None))


def test_a_kind_of_visits_that_one_wave_lacks_does_not_hide_the_trend_of_the_others(tmp_path):
    phone = "format: 1\ntitle: By phone\nchannel: phone\nstages: [desk]\n"
    both = frozen(tmp_path, DESKS | {"questionnaires/phone.yaml": phone})
    good = {"greeted": "yes", "wait": "10", "flowers": "yes"}
    rows = [{**SEEN, **good, "visit_id": "V1", "date": "2026-02-01"}]
    rows += [{**SEEN, **good, "visit_id": "V2", "date": "2026-09-01", "door": "1"}]
    rows += [{**good, "visit_id": "C1", "site": "S2", "date": "2026-02-02", "questionnaire": "phone"}]
    [line] = lines(both, rows)
    assert (line.apart, told(line)) == ({"questionnaire": "onsite"}, (100.0, 75.0, None))
