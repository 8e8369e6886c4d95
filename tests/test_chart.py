"""`qshop chart`: its formats, its exit codes, and what it says where there is nothing to draw."""

import csv
import io
import json

import pytest

from desk import FILES, said, visited
from support import programme


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


def test_a_series_is_drawn_with_its_numbers_and_its_method_below(desk, capsys):
    code, output = said(capsys, desk, "chart", "series")
    assert code == 0
    assert output.out.startswith("Score: the programme\nwave ")
    assert "2 waves: values with their intervals. A run chart needs 10 in one line, control limits 12.\n" in output.out
    assert "7 visits were made" in output.err


@pytest.mark.parametrize("chart", [["series"], ["series", "--criterion", "desk_greeting"], ["strip", "greeting_wait"]])
def test_csv_and_json_hold_the_same_numbers_and_nothing_else(desk, capsys, chart):
    _, output = said(capsys, desk, "chart", *chart, "--format", "csv")
    table = list(csv.DictReader(io.StringIO(output.out)))
    _, output = said(capsys, desk, "chart", *chart, "--format", "json")
    rows = json.loads(output.out)["rows"]
    assert len(table) == len(rows) > 0
    for line, row in zip(table, rows, strict=True):
        assert list(line) == list(row)
        numbers = {name: value for name, value in row.items() if isinstance(value, float)}
        assert {name: float(line[name]) for name in numbers} == numbers
        assert [name for name, value in row.items() if value is None and line[name]] == []


def test_a_criterion_is_followed_by_its_own_rate(desk, capsys):
    _, output = said(capsys, desk, "chart", "series", "--criterion", "leaving_goodbye", "--format", "json")
    assert {row["measure"] for row in json.loads(output.out)["rows"]} == {"plus_rate"}


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (
            ["series", "--criterion", "desk_greting"],
            "there is no criterion “desk_greting”\n  did you mean “desk_greeting”?",
        ),
        (["series", "--stage", "dsk"], "there is no stage “dsk”\n  did you mean “desk”?"),
        (["series", "--stage", "leaving", "--measure", "must_rate"], "no wave has such a figure"),
        (["series", "--site", "A2"], "there is no site “A2”"),
        (["strip", "greeting_wiat"], "no version asks a question “greeting_wiat”\n  did you mean “greeting_wait”?"),
        (["strip", "greeted"], "“greeted” is a yes_no question: it measures nothing\n  measured are: greeting_wait"),
    ],
)
def test_what_cannot_be_drawn_is_2_and_says_what_can(desk, capsys, chart, message):
    code, output = said(capsys, desk, "chart", *chart)
    assert (code, output.out) == (2, "")
    assert output.err.startswith(f"qshop: {message}")


def test_a_criterion_that_no_visit_was_judged_by_is_not_said_to_be_unknown(tmp_path, capsys):
    root = visited(tmp_path)
    with (root / "criteria" / "leaving.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {id: leaving_smile, text: Staff smile, priority: plus, status: proposed}\n")
    code, output = said(capsys, root, "chart", "series", "--criterion", "leaving_smile")
    assert code == 2
    assert output.err.startswith("qshop: no visit was judged by the criterion “leaving_smile”\n")


@pytest.mark.parametrize("chart", [["series"], ["strip", "greeting_wait"]])
def test_without_visits_there_is_nothing_to_draw(tmp_path, capsys, chart):
    code, output = said(capsys, programme(tmp_path, FILES), "chart", *chart)
    assert (code, output.out) == (2, "")
    assert output.err.startswith("qshop: there are no visits yet")


def test_a_visit_that_is_not_accepted_is_told_and_makes_it_1(tmp_path, capsys):
    root = visited(tmp_path)
    file = max((root / "visits").rglob("*.csv"))
    file.write_text(file.read_text(encoding="utf-8").replace("A1", "A9", 1), encoding="utf-8")
    code, output = said(capsys, root, "chart", "strip", "greeting_wait")
    assert (code, "QS4" in output.err, "greeting_wait" in output.out) == (1, True, True)
