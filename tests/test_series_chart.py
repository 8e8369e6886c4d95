"""A series in a terminal: numbers, and their places on one axis."""

import pytest
from rich.cells import cell_len

from qshop.pages.series_chart import series_page
from qshop.score.charts.series import series, waves_visited
from scoring import frozen, scored
from test_series import GREETED, MARKED, RATE, SCORE, files, greetings, marks


def page(programme, rows, followed=SCORE, subject="the programme"):
    batches = scored(programme, rows)
    waves = waves_visited((batch.visits.wave for batch in batches), programme)
    return series_page(series(batches, programme, followed, {}, waves), followed, subject)


def test_few_waves_are_dots_with_intervals_and_a_wave_without_visits_is_a_gap(tmp_path):
    programme = frozen(tmp_path, files(GREETED))
    assert (
        page(programme, greetings([(6, 10), (8, 10), (0, 0), (10, 10)]), RATE)
        == """\
Must rate: the programme
wave      asked   value         95 %   20      40       60      80      100
───────────────────────────────────────────────────────────────────────────
2025-01      10    60.0    31.3–83.2        ├────────────●─────────┤
2025-02      10    80.0    49.0–94.3                ├────────────●──────┤
2025-03                                (no visits)
2025-04      10   100.0   72.2–100.0                          ├───────────●
3 waves: values with their intervals. A run chart needs 10 in one line, control limits 12.

● value   ├─┤ its 95 % interval
"""
    )


def test_the_axis_beside_control_limits_has_no_room_for_intervals_that_are_not_drawn(tmp_path):
    programme = frozen(tmp_path, files(MARKED))
    visits = [
        visit | {"visit_id": f"{visit['visit_id']}-{number}", "marked": mark}
        for visit in marks([20, 25] * 6)
        for number, mark in enumerate([visit["marked"], "100", "60", "60", "60"])
    ]
    assert page(programme, visits).splitlines()[1].endswith("   95 %   56      58       60      62       64")


def test_control_limits_stand_in_brackets_and_what_is_outside_has_another_sign(tmp_path):
    programme = frozen(tmp_path, files(MARKED))
    assert (
        page(programme, marks([1, 2, 1, 2, 10, *[1, 2] * 3, 1]))
        == """\
Score: the programme
wave      visits   value   95 %   0      2      4      6      8     10
──────────────────────────────────────────────────────────────────────
2025-01        1     1.0          [   ●   │        ]
2025-02        1     2.0          [      ●│        ]
2025-03        1     1.0          [   ●   │        ]
2025-04        1     2.0          [      ●│        ]
2025-05        1    10.0          [       │        ]                 ◆
2025-06        1     1.0          [   ●   │        ]
2025-07        1     2.0          [      ●│        ]
2025-08        1     1.0          [   ●   │        ]
2025-09        1     2.0          [      ●│        ]
2025-10        1     1.0          [   ●   │        ]
2025-11        1     2.0          [      ●│        ]
2025-12        1     1.0          [   ●   │        ]
12 waves: XmR chart about the mean 2.2, moving ranges screened once, limits 0.0–4.8, shown from 0 to
100 only.
Outside the limits: 2025-05: a signal. False alarms: in 5.4 % of unchanged lines.

● value   ◆ value singled out by a rule   │ mean   [ ] control limits
"""
    )


def test_a_line_that_breaks_says_where_and_why_under_one_axis(tmp_path):
    frozen(tmp_path, files(MARKED))
    programme = frozen(tmp_path, files(MARKED.replace("out_of: 100", "out_of: 120")))
    rows = [*marks([80, 82]), *(row | {"version": "2", "visit_id": "W"} for row in marks([None, None, 96]))]
    assert (
        page(programme, rows, subject="S1")
        == """\
Score: S1
wave      visits   value   95 %   80               81               82
──────────────────────────────────────────────────────────────────────
2025-01        1    80.0          ●
2025-02        1    82.0                                             ●
2 waves: values with their intervals. A run chart needs 10 in one line, control limits 12.
~ The line breaks here: onsite v1 and v2 differ: marked is asked differently (unit).
wave      visits   value   95 %   80               81               82
──────────────────────────────────────────────────────────────────────
2025-03        1    80.0          ●
1 wave: values with their intervals. A run chart needs 10 in one line, control limits 12.

● value   ├─┤ its 95 % interval
"""
    )


@pytest.mark.parametrize("value", ["0", "100", "85"])
def test_equal_values_have_an_axis_too(tmp_path, value):
    said = page(frozen(tmp_path, files(MARKED)), marks([value] * 3))
    assert said.count("●") == 3 + 1


def test_names_of_wide_characters_leave_the_axis_straight(tmp_path):
    named = {name: text.replace("2025-01,", "二〇二五年,") for name, text in files(MARKED).items()}
    programme = frozen(tmp_path, named)
    batches = scored(programme, marks([80, 82]))
    found = series(batches, programme, SCORE, {}, ["二〇二五年", "2025-02"])
    heads = [cell_len(line[: line.index("●")]) for line in series_page(found, SCORE, "all").splitlines()[3:5]]
    axis = [
        cell_len(line[: line.index(edge)])
        for line, edge in zip(series_page(found, SCORE, "all").splitlines()[1:2], ["80"], strict=True)
    ]
    assert heads == [axis[0], axis[0] + 35]
