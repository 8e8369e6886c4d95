"""A wave beside the wave before in a debrief: like with like, and the word for the change."""

from clinics import clinics, visits_to
from qshop.debrief.figure_lines import figure_lines
from qshop.findings.results import Results
from scoring import DESKS, frozen, visits

SEEN = {"scenario": "guest", "channel": "phone", "site": "S2", "door": "4"}


def lines(programme, rows, *keys, **where):
    batches = visits(programme, rows)
    results = Results(programme, next(w for w in programme.settings.waves if w.id == "autumn"), batches, [])
    return figure_lines(results, keys, where, {})


def told(line):
    trend = line.trend
    return trend and (round(trend.difference.before, 1), round(trend.difference.after, 1), trend.difference.change)


def test_the_word_for_a_wave_is_that_of_its_own_interval(tmp_path):
    rows = visits_to("A", "spring", "diarrhoea", 50, 52, 48, 51) + visits_to("A", "autumn", "diarrhoea", 60, 58, 61, 62)
    [line] = lines(clinics(tmp_path), rows)
    assert told(line) == (50.2, 60.2, "better")
    assert line.trend.difference.family == 1


def test_the_words_of_a_table_of_sites_are_one_family(tmp_path):
    """Alone B would stand out; beside two sites that did not change, chance may have had a hand in it."""
    rows = []
    for site, after in (("A", (50, 52, 48, 51)), ("B", (62, 54, 53, 56)), ("C", (50, 52, 48, 51))):
        rows += visits_to(site, "spring", "diarrhoea", 50, 52, 48, 51) + visits_to(site, "autumn", "diarrhoea", *after)
    programme = clinics(tmp_path)
    words = [line.trend.difference for line in lines(programme, rows, "site")]
    assert [(word.change, word.family, word.is_one_of_many) for word in words] == [
        ("no_clear_change", 3, False),
        ("no_clear_change", 3, True),
        ("no_clear_change", 3, False),
    ]
    [alone] = lines(programme, rows, site="B")
    assert told(alone) == (50.2, 56.2, "better")


def test_a_site_that_was_not_visited_before_moves_no_trend(tmp_path):
    rows = visits_to("A", "spring", "diarrhoea", 50, 52) + visits_to("A", "autumn", "diarrhoea", 50, 52)
    rows += visits_to("B", "autumn", "diarrhoea", 90)
    [line] = lines(clinics(tmp_path), rows)
    assert (round(line.now.score, 1), told(line)) == (64.0, (51.0, 51.0, "no_clear_change"))


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
    assert (round(line.now.score, 1), told(line), line.trend.questions) == (83.3, (100.0, 100.0, None), 5)
    desk, leaving = lines(asked, rows, "stage")
    assert (told(desk), desk.trend.questions) == ((100.0, 100.0, None), 3)
    assert (told(leaving), leaving.trend.questions) == ((100.0, 100.0, None), None)


def test_a_kind_of_visits_that_one_wave_lacks_does_not_hide_the_trend_of_the_others(tmp_path):
    phone = "format: 1\ntitle: By phone\nchannel: phone\nstages: [desk]\n"
    both = frozen(tmp_path, DESKS | {"questionnaires/phone.yaml": phone})
    good = {"greeted": "yes", "wait": "10", "flowers": "yes"}
    rows = [{**SEEN, **good, "visit_id": "V1", "date": "2026-02-01"}]
    rows += [{**SEEN, **good, "visit_id": "V2", "date": "2026-09-01", "door": "1"}]
    rows += [{**good, "visit_id": "C1", "site": "S2", "date": "2026-02-02", "questionnaire": "phone"}]
    [line] = lines(both, rows)
    assert (line.apart, told(line)) == ({"questionnaire": "onsite"}, (100.0, 75.0, None))
