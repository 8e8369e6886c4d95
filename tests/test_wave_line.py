"""The score wave by wave: the line goes on only between waves that may be compared."""

from drawn import fault, shapes, texts
from qshop.pages.wave_line import LineWords, WavePoint, wave_line

WORDS = LineWords(
    title="Wave by wave",
    description="It rose.",
    wave="Wave",
    value="Score",
    interval="Interval",
    base="Base",
    target="target",
    broken="new questions",
)


def line(*points, target=85):
    return wave_line([WavePoint(*point) for point in points], target, WORDS, lambda value: f"{value:.0f}")


SPRING, SUMMER = ("Spring", 74, 70, 78, "40 visits", True), ("Summer", 80, None, None, "9 visits", False)
AUTUMN = ("Autumn", 83, 80, 86, "70 visits", True)


def joints(drawing):
    return [one for one in shapes(drawing.svg, "line") if one.get("stroke-width") == "2.2"]


def test_the_line_is_broken_where_waves_are_not_alike_and_the_page_says_why():
    drawing = line(SPRING, SUMMER, AUTUMN)
    assert fault(drawing) == ""
    assert len(joints(drawing)) == 1
    assert texts(drawing.svg) == [
        *("70", "80", "90", "target 85", "74", "80", "83"),
        *("Spring", "40 visits", "Summer", "9 visits", "Autumn", "70 visits", "new questions"),
    ]
    assert drawing.table.rows == [
        ["Spring", "74", "70–78", "40 visits"],
        ["Summer (new questions)", "80", "–", "9 visits"],
        ["Autumn", "83", "80–86", "70 visits"],
    ]


def test_a_wave_without_a_score_keeps_its_place_and_breaks_the_line():
    drawing = line(SPRING, ("Summer", None, None, None, "no visits", True), AUTUMN, target=None)
    assert fault(drawing) == ""
    assert joints(drawing) == []
    assert drawing.table.rows[1] == ["Summer", "–", "–", "no visits"]


def test_many_waves_have_room():
    drawing = line(*((f"Quarter {n}", n % 100, 0, 100, "8 visits", True) for n in range(60)))
    assert fault(drawing) == ""
    assert len(drawing.table.rows) == 60


def test_no_wave_and_hostile_names_are_drawn_too():
    assert fault(line()) == ""
    assert fault(line(("<svg onload=x>" * 1000, 0, 0, 0, "&", True), target=0)) == ""
