"""The values of a question in a terminal."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.pages.strip_axis import Edge, StripAxis
from qshop.pages.strip_chart import strip_page
from qshop.score.charts.strip import strip
from scoring import frozen, scored
from test_strip import FILES, rows


def page(folder, question="wait", **waits):
    programme = frozen(folder, FILES)
    return strip_page(strip(scored(programme, rows(**waits)), programme, question))


def test_all_sites_and_each_stand_on_one_axis_with_limit_and_promise(tmp_path):
    assert (
        page(tmp_path, V1="120", V2="121", V3="301", V4="na", V5="60", V6="60")
        == """\
How long did you wait?
wait, m:ss: 5 values of 6 visits; 1 answered na
limit of onsite v1: up to 2:00
promised to customers: up to 5:00

site        values   median   missed   broken   0:00       2:00         4:00
──────────────────────────────────────────────────────────────────────────────────────
all sites        5     2:00        2        1        2     1│1                 ┊1
S10              4     1:30        2        1        2      │1                 ┊1
S2               1     2:00        0        0              1│                  ┊

a digit counts the values in its place, + is ten or more; │ limit; ┊ promise; missed: what misses
its limit; broken: over what was promised
"""
    )


def test_one_site_has_one_line_and_a_range_two_limits(tmp_path):
    assert (
        page(tmp_path, "degrees", V1="60")
        == """\
How warm was it?
degrees: 1 value of 1 visit
limit of onsite v1: over 18, up to 24

site   values   median   missed   18           20         22
────────────────────────────────────────────────────────────────────────
S2          1       20        0    │           1                      │

a digit counts the values in its place, + is ten or more; │ limit; missed: what misses its limit
"""
    )


def test_a_few_values_far_beyond_the_others_stand_in_the_last_place(tmp_path):
    waits = {f"V{n}": "60" for n in range(20)}
    said = page(tmp_path, **waits, W="5400")
    assert "in the last place: 1 value up to 1:30:00" in said


def test_a_question_that_was_never_answered_says_so(tmp_path):
    assert (
        page(tmp_path, V1="na")
        == """\
How long did you wait?
wait, m:ss: 0 values of 1 visit; 1 answered na
limit of onsite v1: up to 2:00
promised to customers: up to 5:00
"""
    )


def test_a_value_stands_on_the_side_of_an_edge_on_which_it_was_judged():
    axis = StripAxis(0, 340, 100, (Edge(120, "│"), Edge(200, "│", from_it_on=True)))
    drawn = axis.drawn([120, 121, 199, 200])
    assert drawn.replace(" ", "") == "1│11│1"
    assert len(drawn) == axis.columns == 38


MEASURES = st.integers(0, 400).map(float)


@given(
    st.lists(st.tuples(MEASURES, st.booleans()), max_size=4, unique_by=lambda edge: edge[0]),
    st.lists(MEASURES, min_size=1),
)
def test_every_value_is_drawn_once_and_on_its_side_of_every_edge(edges, values):
    parted = tuple(Edge(value, "│", from_it_on=from_it_on) for value, from_it_on in sorted(edges))
    axis = StripAxis(0, 400, 100, parted)
    for value in values:
        left, right = axis.drawn([value]).split("1")
        assert [left.count("│"), right.count("│")] == [
            sum(edge.is_before(value) for edge in parted),
            sum(not edge.is_before(value) for edge in parted),
        ]


def test_ten_values_in_one_place_are_a_plus_and_labels_keep_apart():
    axis = StripAxis(0, 340, 100, ())
    assert axis.drawn([5] * 10 + [15] * 9).rstrip() == "+9"
    assert axis.labels(lambda value: f"{value:g}").rstrip() == "0         100       200       300"
    assert axis.labels(lambda value: f"{value:g} seconds").rstrip() == "0 seconds 100 seconds"
