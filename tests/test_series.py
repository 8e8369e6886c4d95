"""A figure over the waves: the ladder of charts, gaps, and lines that break."""

import pytest

from qshop.score.charts.series import series, series_rows, waves_visited
from qshop.score.charts.wave_points import Followed
from scoring import frozen, scored

GREETED = """\
format: 1
stage: desk
criteria:
  - id: greeting
    text: Visitors are greeted
    priority: must
    status: validated
    questions: [{id: greeted, ask: Were you greeted?, type: yes_no}]
"""
MARKED = """\
format: 1
stage: desk
criteria:
  - id: mark
    text: The mark is good
    priority: must
    status: validated
    questions: [{id: marked, ask: Which mark?, type: number, points: {out_of: 100}, met: 0.8}]
"""
SCORE, RATE = Followed("score"), Followed("must_rate")


def files(criteria, more=""):
    months = [f"2{year:03}-{month:02}" for year in (25, 26, 27) for month in range(1, 13)]
    waves = "".join(f"  - {{id: {month}, from: {month}-01, to: {month}-28}}\n" for month in months)
    return {
        "qshop.yaml": f"format: 1\nname: Desks\nlanguages: [en]\n{more}waves:\n{waves}",
        "sites.yaml": "format: 1\nsites: [{id: S1}]\n",
        "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
        "criteria/desk.yaml": criteria,
        "questionnaires/onsite.yaml": "format: 1\ntitle: On site\n",
    }


def month(number):
    return f"20{25 + number // 12}-{number % 12 + 1:02}"


def marks(values, **more):
    """Give a visit a month; None leaves the month out."""
    return [
        {"visit_id": f"V{n}", "site": "S1", "date": f"{month(n)}-03", "marked": str(value), **more}
        for n, value in enumerate(values)
        if value is not None
    ]


def greetings(counts):
    """Give the visits of each month: how many were greeted, of how many."""
    return [
        {"visit_id": f"V{n}-{k}", "site": "S1", "date": f"{month(n)}-03", "greeted": "yes" if k < met else "no"}
        for n, (met, asked) in enumerate(counts)
        for k in range(asked)
    ]


def lines(programme, rows, followed=SCORE):
    batches = scored(programme, rows)
    waves = waves_visited((batch.visits.wave for batch in batches), programme)
    [one] = series(batches, programme, followed, {}, waves)
    return one.lines


@pytest.fixture
def marked(tmp_path):
    return frozen(tmp_path, files(MARKED))


@pytest.fixture
def greeted(tmp_path):
    return frozen(tmp_path, files(GREETED))


@pytest.mark.parametrize(("waves", "form"), [(1, "intervals"), (9, "intervals"), (10, "run"), (11, "run"), (12, "xmr")])
def test_the_number_of_waves_decides_how_a_score_is_charted(marked, waves, form):
    [line] = lines(marked, marks([80, 82, 79] * 4)[:waves])
    assert (line.chart.form, len(line.measured)) == (form, waves)


@pytest.mark.parametrize(("waves", "form"), [(9, "intervals"), (11, "run"), (12, "p")])
def test_the_number_of_waves_decides_how_a_rate_is_charted(greeted, waves, form):
    [line] = lines(greeted, greetings([(3, 4)] * waves), RATE)
    assert line.chart.form == form


def test_a_wave_without_visits_is_a_gap_that_counts_as_no_wave(marked):
    [line] = lines(marked, marks([80, 82, None, 81, 79, 80, 82, 78, 80, None, 81, 80, 79]))
    assert (line.chart.form, len(line.points), len(line.measured)) == ("run", 13, 11)
    assert [(point.wave, point.missing) for point in line.points if point.missing] == [
        ("2025-03", "no visits"),
        ("2025-10", "no visits"),
    ]


def test_a_value_that_stands_out_is_singled_out_by_name_and_with_the_rate_of_false_alarms(marked):
    [line] = lines(marked, marks([1, 2, 1, 2, 10, *[1, 2] * 6, 1]))
    [rule] = line.chart.rules
    assert (rule.name, rule.found, rule.is_signal, rule.false_alarms) == ("outside the limits", "2025-05", True, 7.4)
    assert (round(line.chart.lower[0], 2), round(line.chart.upper[0], 2)) == (-0.72, 4.6)
    assert [line.chart.is_singled_out(place) for place in (3, 4, 5)] == [False, True, False]


def test_a_p_chart_has_limits_by_the_base_of_each_wave(greeted):
    [line] = lines(greeted, greetings([(3, 4), (6, 8)] * 6), RATE)
    assert (line.chart.form, line.chart.centre, line.chart.upper[0]) == ("p", 75, 100)
    assert [round(lower, 1) for lower in line.chart.lower[:2]] == [10.0, 29.1]


def test_visits_that_are_asked_several_criteria_are_no_independent_trials(tmp_path):
    both = GREETED + GREETED.partition("criteria:\n")[2].replace("greet", "wel")
    programme = frozen(tmp_path, files(both))
    rows = [row | {"weled": row["greeted"]} for row in greetings([(3, 4), (2, 4)] * 6)]
    [line] = lines(programme, rows, RATE)
    assert (line.chart.form, line.chart.false_alarms) == ("p_prime", 2.7)
    [line] = lines(programme, rows, Followed("must_rate", criterion="greeting"))
    assert line.chart.form == "p"


def test_visits_that_weigh_by_shares_are_no_independent_trials_either(tmp_path):
    scenarios = "scenarios: [{id: guest, name: Guest}, {id: buyer, name: Buyer}]\n"
    shares = files(GREETED, "mix: {scenario: equal}\n")
    programme = frozen(tmp_path, shares | {"questionnaires/onsite.yaml": f"format: 1\ntitle: On site\n{scenarios}"})
    rows = [row | {"scenario": ("guest", "buyer")[n % 2]} for n, row in enumerate(greetings([(3, 6)] * 12))]
    [line] = lines(programme, rows, RATE)
    assert line.chart.form == "p_prime"


@pytest.mark.parametrize("value", ["85.3", "0", "100"])
def test_equal_values_give_no_signal(marked, value):
    for waves in (10, 12):
        [line] = lines(marked, marks([value] * waves))
        assert [rule.is_signal for rule in line.chart.rules] == [False] * len(line.chart.rules)


def test_a_line_breaks_where_a_version_judges_differently_and_each_part_has_its_own_step(tmp_path):
    frozen(tmp_path, files(MARKED))
    programme = frozen(tmp_path, files(MARKED.replace("out_of: 100", "out_of: 120")))
    rows = marks([80, 82, 79, None] * 4)
    rows = [*rows[:10], *(row | {"version": "2"} for row in rows[10:])]
    first, second = lines(programme, rows)
    assert (first.chart.form, len(first.measured), first.why) == ("run", 10, [])
    assert (second.chart.form, len(second.measured), len(second.points)) == ("intervals", 2, 2)
    assert second.why == ["onsite v1 and v2 differ: marked is asked differently (unit)"]


def test_a_version_that_asks_the_same_breaks_nothing(tmp_path):
    frozen(tmp_path, files(MARKED))
    programme = frozen(tmp_path, files(MARKED.replace("The mark is good", "The mark is fine")))
    rows = marks([80, 82, 79] * 4)
    rows = [*rows[:5], *(row | {"version": "2"} for row in rows[5:])]
    assert [line.chart.form for line in lines(programme, rows)] == ["xmr"]


def test_what_no_followed_visit_was_asked_breaks_nothing(tmp_path):
    frozen(tmp_path, files(GREETED))
    elsewhere = "{id: smiled, ask: Did they smile?, type: yes_no, applies: {sites: [S2]}}"
    changed = files(GREETED.replace("type: yes_no}]", f"type: yes_no}}, {elsewhere}]"))
    changed["sites.yaml"] = "format: 1\nsites: [{id: S1}, {id: S2}]\n"
    programme = frozen(tmp_path, changed)
    first, second, *later = greetings([(1, 2), (2, 2)])
    rows = [first, second, *(row | {"version": "2"} for row in later)]
    assert len(lines(programme, rows)) == 1
    rows.append(rows[-1] | {"visit_id": "elsewhere", "site": "S2", "smiled": "yes"})
    assert [line.why for line in lines(programme, rows)] == [[], ["onsite v1 and v2 differ: smiled is newly asked"]]


def test_a_wave_that_lacks_visits_with_a_share_has_no_value_and_says_what_lacks(tmp_path):
    scenarios = "scenarios: [{id: guest, name: Guest}, {id: buyer, name: Buyer}]\n"
    shares = files(GREETED, "mix: {scenario: equal}\n")
    programme = frozen(tmp_path, shares | {"questionnaires/onsite.yaml": f"format: 1\ntitle: On site\n{scenarios}"})
    both = [row | {"scenario": ("guest", "buyer")[n % 2]} for n, row in enumerate(greetings([(3, 4), (3, 4), (3, 4)]))]
    rows = [row for row in both if row["date"][:7] != "2025-02" or row["scenario"] == "guest"]
    [line] = lines(programme, rows)
    assert [(point.value, point.missing, point.lacking) for point in line.points] == [
        (75, "", ()),
        (None, "no pooled figure", ("buyer",)),
        (75, "", ()),
    ]


def test_visits_of_kinds_without_shares_are_followed_apart(tmp_path):
    scenarios = "scenarios: [{id: guest, name: Guest}, {id: buyer, name: Buyer}]\n"
    programme = frozen(
        tmp_path, files(GREETED) | {"questionnaires/onsite.yaml": f"format: 1\ntitle: On site\n{scenarios}"}
    )
    rows = [row | {"scenario": ("guest", "buyer")[n % 2]} for n, row in enumerate(greetings([(3, 4), (2, 4)]))]
    batches = scored(programme, rows)
    found = series(batches, programme, SCORE, {}, ["2025-01", "2025-02"])
    assert [(one.kind, [point.value for line in one.lines for point in line.points]) for one in found] == [
        ({"scenario": "buyer"}, [50, 50]),
        ({"scenario": "guest"}, [100, 50]),
    ]


def test_waves_stand_in_the_order_of_the_calendar_from_the_first_to_the_last_that_was_visited(marked):
    assert waves_visited(["2025-04", "2025-02"], marked) == ["2025-02", "2025-03", "2025-04"]
    assert waves_visited([], marked) == []


def test_the_numbers_are_a_row_a_wave_with_gaps_and_limits_as_they_were_computed(marked):
    batches = scored(marked, marks([1, 2, None, 1, 2, 10, *[1, 2] * 6, 1]))
    waves = waves_visited((batch.visits.wave for batch in batches), marked)
    rows = series_rows(series(batches, marked, SCORE, {}, waves), SCORE)
    assert len(rows) == 19
    gap, outside = rows[2], rows[5]
    assert (gap.wave, gap.value, gap.lower, gap.visits, gap.note) == ("2025-03", None, None, 0, "no visits")
    assert (outside.wave, outside.value, outside.visits, outside.asked) == ("2025-06", 10, 1, None)
    assert (outside.line, outside.chart, outside.signal) == (1, "xmr", "outside the limits (false alarms 7.4 %)")
    assert outside.lower < 0 < outside.centre < outside.upper < 10


def test_a_signal_of_a_whole_line_stands_in_each_of_its_rows(marked):
    batches = scored(marked, marks([*range(60, 70)]))
    waves = waves_visited((batch.visits.wave for batch in batches), marked)
    rows = series_rows(series(batches, marked, SCORE, {}, waves), SCORE)
    assert {(row.chart, row.signal, row.lower) for row in rows} == {("run", "few crossings (false alarms 0.8 %)", None)}


def test_a_scenario_without_a_share_stands_apart_from_others_of_its_questionnaire(tmp_path):
    scenarios = "scenarios: [{id: guest, name: Guest}, {id: buyer, name: Buyer}, {id: driver, name: Driver}]\n"
    shares = files(GREETED, "mix: {questionnaire: {onsite: 1}, scenario: {guest: 1, driver: 2}}\n")
    programme = frozen(tmp_path, shares | {"questionnaires/onsite.yaml": f"format: 1\ntitle: On site\n{scenarios}"})
    kinds = ("guest", "driver", "buyer")
    rows = [row | {"scenario": kinds[n % 3]} for n, row in enumerate(greetings([(3, 6), (3, 6)]))]
    batches = scored(programme, rows)
    found = series(batches, programme, RATE, {}, ["2025-01", "2025-02"])
    told = {tuple(one.kind.values()): [point.asked for line in one.lines for point in line.points] for one in found}
    assert told == {("", ""): [4, 4], ("onsite", "buyer"): [2, 2]}
