"""Problems as values and as text: where, what, and what to do; one line each, and nothing raw."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.base.diagnostics import Diagnostic, Where, in_order, merge_repeated
from qshop.base.errors import FaultyError, StopError
from qshop.pages.diagnostic_lines import concise, full, github

FOUND = Diagnostic("QS206", "“x” is not possible", Where("criteria/desk.yaml", 3, 7), "did you mean “y”?")


def test_a_place_says_as_much_as_is_known():
    assert [str(Where(*place)) for place in (("a.csv", 3, 7), ("a.csv", 3), ("a.csv",))] == [
        "a.csv:3:7",
        "a.csv:3",
        "a.csv",
    ]


def test_a_diagnostic_is_a_row_of_the_json_contract():
    assert FOUND.as_row() == {
        "path": "criteria/desk.yaml",
        "line": 3,
        "column": 7,
        "code": "QS206",
        "message": "“x” is not possible",
        "help": "did you mean “y”?",
    }


def test_a_diagnostic_is_read_by_people_and_by_github():
    assert full(FOUND) == "criteria/desk.yaml:3:7: QS206 “x” is not possible\n    did you mean “y”?"
    assert concise(FOUND) == "criteria/desk.yaml:3:7: QS206 “x” is not possible"
    assert (
        full(Diagnostic("QS111", "this file is missing", Where("sites.yaml")))
        == "sites.yaml: QS111 this file is missing"
    )
    assert github(FOUND) == (
        "::error file=criteria/desk.yaml,line=3,col=7,title=QS206::“x” is not possible. did you mean “y”?"
    )


def test_what_people_typed_starts_no_line_and_no_command_of_its_own():
    forged = Diagnostic("QS411", "no site “\n::error::gone\x1b[2J”", Where("a,b:c\n.csv", 2), "first\n\tsecond")
    assert full(forged) == "a,b:c\\n.csv:2: QS411 no site “\\n::error::gone\\u001b[2J”\n    first\\n\\tsecond"
    assert github(forged) == (
        "::error file=a%2Cb%3Ac%0A.csv,line=2,col=1,title=QS411::no site “%0A::error::gone\\u001b[2J”. first%0A\tsecond"
    )


@given(st.text(max_size=30))
def test_any_text_is_shown_on_one_line(text):
    shown = concise(Diagnostic("QS411", text, Where("f", 1)))
    assert len(shown.splitlines()) == 1
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in shown)


def test_problems_are_told_in_the_order_of_the_files_and_once():
    places = [Where("b", 1), Where("a", 10, 2), Where("a", 9, 3), Where("a", 9, 3), Where("a")]
    found = [Diagnostic(code, "m", place) for place in places for code in ("QS2", "QS1")]
    assert [(str(one.where), one.code) for one in in_order(found)] == [
        (place, code) for place in ("a", "a:9:3", "a:10:2", "b:1") for code in ("QS1", "QS2")
    ]


def test_what_several_lines_share_is_said_once():
    shared = [Diagnostic("QS411", "no site", Where("f", line, 2), "known: S1") for line in (3, 9, 4, 4)]
    other = [Diagnostic("QS411", "no site", Where("g", 3, 2), "known: S1"), FOUND]
    assert [full(one) for one in merge_repeated([*shared, *other])] == [
        "f:3:2: QS411 no site (also on 2 more: line 4, 9)\n    known: S1",
        "g:3:2: QS411 no site\n    known: S1",
        full(FOUND),
    ]
    many = [Diagnostic("QS411", "no site", Where("f", line)) for line in range(1, 9)]
    assert [one.message for one in merge_repeated(many)] == ["no site (also on 7 more: line 2, 3, 4, 5, 6 …)"]


def test_a_stop_carries_what_to_do():
    stop = StopError("no programme here", "start one")
    assert (stop.message, stop.help) == ("no programme here", "start one")
    assert str(stop) == "no programme here\nstart one"


def test_a_stop_for_faults_shows_the_first_of_them():
    faults = [Diagnostic("QS411", f"no site S{line}", Where("f", line)) for line in range(1, 8)]
    assert str(FaultyError("the files have faults", "mend them", faults[:1])) == (
        "f:1: QS411 no site S1\nthe files have faults\nmend them"
    )
    assert str(FaultyError("the files have faults", "", faults)).splitlines()[4:] == [
        "f:5: QS411 no site S5",
        "… and 2 more",
        "the files have faults",
    ]
