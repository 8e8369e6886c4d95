"""A foreign export under the columns of a visit: as the profile says, and no cleverer."""

import pytest

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.visits.exports.export_headers import ExportHeaders
from qshop.visits.intake.judge import accept_visits
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.profile_mapping import apply_profile
from support import front, programme


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def mapped(desk, columns, table, **frame):
    """Map a CSV text by the `columns` of a profile for front v2."""
    settings = "".join(f"{key}: {value}\n" for key, value in frame.items())
    node, found = read_yaml(
        f"format: 1\nquestionnaire: front\nversion: 2\n{settings}columns:\n{columns}".encode(), "p.yaml"
    )
    profile, more = read_part(Profile, node)
    assert [*found, *more] == []
    headers = ExportHeaders(profile.header_row, numbered=True)
    return apply_profile(profile, parse_csv(table.encode(), "f.csv", headers=headers).table, desk)


def cells(result):
    return {name: column.cells() for name, column in result.table.columns.items()}


def reasons(result):
    return [f"{one.where}: {one.code} {one.message}" for r in result.rejects for one in r.diagnostics]


def test_columns_are_renamed_and_the_version_is_the_profiles(desk):
    result = mapped(
        desk, "  visit_id: number\n  site: {column: place}\n", "number,place,rest\n1,S01,x\n2,7,y\n", wave='"2026"'
    )
    assert cells(result) == {
        "questionnaire": ["front", "front"],
        "version": ["2", "2"],
        "wave": ["2026", "2026"],
        "visit_id": ["1", "2"],
        "site": ["S01", "7"],
    }
    assert (result.rejects, result.notes) == ([], ["not used by the profile: 1 of 3 columns"])


def test_a_column_that_the_file_lacks_refuses_it(desk):
    refusal = mapped(
        desk, "  visit_id: nmber\n  date: {join: [a, {minus: [b, number]}]}\n", "number,place\n1,S01\n"
    ).refusal
    assert (str(refusal.where), refusal.code, refusal.message, refusal.help) == (
        *("f.csv:1:1", "QS427"),
        "the profile reads columns that the file does not have: a, b, nmber",
        "known: number, place; known: number, place; did you mean “number”?",
    )


def test_a_map_lists_every_value_and_the_others_are_rejects(desk):
    result = mapped(
        desk, '  q1: {column: a, map: {Oui: "yes", Non: "no"}, missing: ["99"]}\n', "a,b\nOui,\nNon,\noui,\n99,\n,x\n"
    )
    assert cells(result)["q1"] == ["yes", "no", "", ""]
    assert reasons(result) == ["f.csv:4:1: QS429 q1: the profile does not map “oui”"]


def test_labels_hold_for_every_question_of_a_type(desk):
    columns = "  q1: a\n  q2: {column: b, map: {J: 'yes'}}\n  comment: c\n"
    result = mapped(desk, columns, "a,b,c\n1,J,1\n2,J,2\n", labels="{yes_no: {1: 'yes', 2: 'no'}}")
    assert (cells(result)["q1"], cells(result)["q2"], cells(result)["comment"]) == (
        ["yes", "no"],
        ["yes", "yes"],
        ["1", "2"],
    )


def test_missing_values_may_be_named_or_lie_below_a_limit(desk):
    result = mapped(
        desk,
        "  q3: {column: a, missing: [x, {below: 0}]}\n",
        "a,b\n4,\nx,\n-5,\n-0.1,\n0,\nDK,\n--5,\n",
        missing="[DK]",
    )
    assert cells(result)["q3"] == ["4", "", "", "", "0", "DK", "--5"], "its own list replaces the profile's"
    assert cells(mapped(desk, "  q3: a\n", "a,b\nDK,\nx,\n", missing="[DK]"))["q3"] == ["", "x"]


def test_what_does_not_apply_is_an_answer_to_questions_and_no_text(desk):
    table = "n,a,b,c\nN/A,N/A,N/A,N/A\n"
    result = cells(mapped(desk, "  visit_id: n\n  q1: a\n  q3: b\n  comment: c\n", table, na="[N/A]"))
    assert [result[name] for name in ("visit_id", "q1", "q3", "comment")] == [["N/A"], ["na"], ["na"], ["N/A"]]


def test_of_a_question_that_was_not_asked_nothing_is_stored_and_of_one_that_was_it_is_a_reject(desk):
    columns = "  visit_id: n\n  site: s\n  date: d\n  status: z\n  q1: a\n  q2: a\n  q3: b\n  comment: c\n"
    table = "n,s,d,z,a,b,c\n1,S01,2026-03-02,no_service,,N/A,\n2,S01,2026-03-02,,yes,N/A,\n3,S9,2026-03-02,,yes,N/A,\n"
    result = mapped(desk, columns, table, na="[N/A]")
    assert cells(result)["q3"] == ["", "na", "na"]
    found = accept_visits(result.table, desk).rejects[0].diagnostics
    assert [one.message for one in found] == ["q3: “na” is none of: 1, 2, 3, 4, 5 (in the file: “N/A”)"]


def test_the_second_of_two_equal_columns_has_a_number(desk):
    result = mapped(
        desk, "  q1: Q1\n  comment: Notes (2)\n", "Notes,Q1,Notes\na,yes,b\nc,1,d\n", labels="{yes_no: {'yes': 'yes'}}"
    )
    assert cells(result)["comment"] == ["b"]
    assert reasons(result) == ["f.csv:3:3: QS429 q1: the profile does not map “1”"]


@pytest.mark.parametrize(
    ("source", "meaning"),
    [
        ("a", ""),
        ("{column: a, na: [N/A]}", "na"),
        ("{column: a, na: [x]}", ""),
        ("{column: a, missing: [x]}", "N/A"),
        ("{column: a, missing: [x], na: [N/A]}", "na"),
        ("{column: a, map: {N/A: 'no'}}", "no"),
        ("{column: a, map: {N/A: 'no'}, missing: [N/A]}", ""),
    ],
)
def test_what_a_column_says_of_a_value_goes_before_what_the_profile_says(desk, source, meaning):
    assert cells(mapped(desk, f"  q1: {source}\n", "a,b\nN/A,\n", missing="[N/A]"))["q1"] == [meaning]


def test_missing_goes_before_na_and_labels_of_the_profile(desk):
    frame = {"missing": "['-']", "na": "['-', '9']", "labels": "{yes_no: {'-': 'yes', '9': 'yes', '1': 'yes'}}"}
    assert cells(mapped(desk, "  q1: a\n", "a,b\n-,\n9,\n1,\n", **frame))["q1"] == ["", "na", "yes"]


def test_blanks_around_a_value_count_unless_they_are_trimmed(desk):
    columns = "  visit_id: n\n  q1: {column: a, map: {'Yes': 'yes'}, trim: true}\n"
    result = mapped(desk, columns, "n,a\n7 ,\u00a0Yes \n")
    assert (cells(result)["visit_id"], cells(result)["q1"]) == (["7 "], ["yes"])


def test_a_trimmed_profile_reads_headers_with_blanks_and_line_breaks(desk):
    table = 'Ref ,"Were you\ngreeted?"\n7 ,yes\n'
    columns = "  visit_id: Ref\n  q1: Were you greeted?\n"
    result = mapped(desk, columns, table, trim="true")
    assert (cells(result)["visit_id"], cells(result)["q1"]) == (["7"], ["yes"])
    assert mapped(desk, columns, table).refusal.help == (
        "its headers have blanks at the ends or line breaks: trim: true in the profile passes over them"
    )
    assert reasons(mapped(desk, "  q1: {column: Ref, map: {x: 'yes'}}\n", table, trim="true")) == [
        "f.csv:3:1: QS429 q1: the profile does not map “7”"
    ]


def test_capitals_count_unless_their_case_is_ignored(desk):
    table = "a,b,c\nYES,EVET,N/a\n"
    columns = "  q1: a\n  q2: {column: b, map: {evet: 'yes', hayır: 'no'}}\n  q3: c\n"
    result = cells(mapped(desk, columns, table, ignore_case="true", missing="[n/a]"))
    assert (result["q1"], result["q2"], result["q3"]) == (["yes"], ["yes"], [""])
    assert len(mapped(desk, columns, table).rejects) == 1


def test_the_first_of_several_sources_that_is_filled_in_counts(desk):
    columns = "  visit_id: n\n  q1: {first_of: [c, {column: b, missing: [x]}, a], map: {J: 'yes', N: 'no'}}\n"
    result = mapped(desk, columns, "n,a,b,c\n1,J,N,\n2,J,x,\n3,,,\n4,J,J,N\n", missing="['-']")
    assert cells(result)["q1"] == ["no", "yes", "", "no"]


def test_the_header_may_stand_below_titles(desk):
    table = 'Visits of spring,,\n"of all, sites";;;\nn;a\n7;yes\n8;x\n'
    columns = "  visit_id: n\n  q1: {column: a, map: {'yes': 'yes'}}\n"
    result = mapped(desk, columns, table, header_row=3)
    assert (cells(result)["visit_id"], result.table.line(0)) == (["7"], 4)
    assert reasons(result) == ["f.csv:5:3: QS429 q1: the profile does not map “x”"]


def test_a_difference_is_exact_and_blank_where_a_part_is(desk):
    table = "a,b\n0.3,0.1\n10,\n,3\n5,7\nx,1\n1e3,1\n"
    assert cells(mapped(desk, "  q3: {minus: [a, b]}\n", table))["q3"] == ["0.2", "", "", "-2", "x - 1", "999"]
    coded = cells(mapped(desk, "  q3: {minus: [a, b], missing: ['1']}\n", table))["q3"]
    assert coded[-2:] == ["", ""], "a code for missing is missing in either column"


def test_several_columns_are_joined_after_each_was_mapped(desk):
    columns = "  visit_id: {join: [a, {column: b, map: {1: tb, 2: asthma}}], between: '-'}\n"
    result = mapped(desk, columns, "a,b\n007,1\n7,2\n8,3\n")
    assert cells(result)["visit_id"] == ["007-tb", "7-asthma"]
    assert reasons(result) == ["f.csv:4:1: QS429 visit_id: the profile does not map “3”"]


def test_a_value_of_one_visit_is_corrected_openly(desk):
    columns = (
        "  visit_id: n\n"
        "  date:\n    column: d\n    correct:\n"
        "      - {visit: '2', from: 2041-03-02, to: 2026-03-02, why: digits turned round}\n"
        "      - {visit: '1', from: 2041-03-02, to: 2026-03-02, why: another visit has it}\n"
    )
    result = mapped(desk, columns, "n,d\n1,2026-03-01\n2,2041-03-02\n3,2041-03-02\n")
    assert cells(result)["date"] == ["2026-03-01", "2026-03-02", "2041-03-02"]
    assert result.notes == ["the correction of visit 1 found nothing to correct"]


def test_a_part_of_a_join_is_corrected_too(desk):
    part = "{column: d, correct: [{visit: '2', from: x, to: y, why: typed wrong}]}"
    result = mapped(desk, f"  visit_id: n\n  comment: {{join: [n, {part}], between: ' '}}\n", "n,d\n1,x\n2,x\n")
    assert cells(result)["comment"] == ["1 x", "2 y"]


@pytest.mark.parametrize(
    ("notation", "cell", "expected"),
    [
        ("DD/MM/YYYY", "03/04/2026", "2026-04-03"),
        ("MM/DD/YYYY", "03/04/2026", "2026-03-04"),
        ("DD.MM.YYYY", "03.04.2026", "2026-04-03"),
        ("DD/MM/YYYY", "2026-04-03", "2026-04-03"),
        ("DD/MM/YYYY", "2026-04-03T09:05:00", "2026-04-03"),
        ("[D/M/YYYY, D/M/YY]", "3/4/26", "2026-04-03"),
        ("D MMM YYYY", "3 Apr 2026", "2026-04-03"),
    ],
)
def test_days_are_read_in_the_declared_forms(desk, notation, cell, expected):
    assert cells(mapped(desk, "  date: a\n", f"a,b\n{cell},\n", dates=notation))["date"] == [expected]


@pytest.mark.parametrize(
    ("notation", "cell", "message", "help_"),
    [
        ("DD/MM/YYYY", "3/4/2026", "is not written as DD/MM/YYYY", "dates: [DD/MM/YYYY, D/M/YYYY]"),
        ("DD/MM/YYYY", "3/4/26 9:05", "is not written as DD/MM/YYYY", "dates: [DD/MM/YYYY, D/M/YY H:MM]"),
        ("DD/MM/YYYY", "03.04.2026", "is not written as DD/MM/YYYY", "dates: [DD/MM/YYYY, …]"),
        ("YYYY-MM-DD", "03/04/2026", "is not written as YYYY-MM-DD", "dates: [YYYY-MM-DD, …]"),
        ("D MMM YYYY", "3 Foo 2026", ", read as D MMM YYYY, does not exist", ""),
        ("DD/MM/YYYY", "31/02/2026", ", read as DD/MM/YYYY, does not exist", ""),
    ],
)
def test_what_has_none_of_the_declared_forms_is_shown_as_it_stands(desk, notation, cell, message, help_):
    result = mapped(desk, "  date: a\n", f"a,b\n{cell},\n", dates=notation)
    assert reasons(result) == [f"f.csv:2:1: QS470 date: “{cell}”{'' if message[0] == ',' else ' '}{message}"]
    or_so = f", or say that the file writes it so: {help_}" if help_ else ""
    assert result.rejects[0].diagnostic.help == f"correct the cell{or_so}"


def test_where_no_form_is_declared_cells_are_judged_as_they_stand(desk):
    result = mapped(desk, "  date: a\n  time_in: b\n", "a,b\n3/4/2026,9:05\n")
    assert (cells(result)["date"], cells(result)["time_in"], result.rejects) == (["3/4/2026"], ["9:05"], [])


def test_what_a_column_says_of_its_notation_replaces_what_the_profile_says(desk):
    columns = "  time_in: a\n  time_out: {column: b, times: H.MM}\n"
    result = mapped(desk, columns, "a,b\n9:05 AM,9.41\n12:30 am,14.05\n", times="'H:MM AM'")
    assert (cells(result)["time_in"], cells(result)["time_out"]) == (["09:05", "00:30"], ["09:41", "14:05"])
    assert reasons(mapped(desk, columns, "a,b\n9:05 AM,9:41 AM\n", times="'H:MM AM'")) == [
        "f.csv:2:9: QS470 time_out: “9:41 AM” is not written as H.MM"
    ]


def test_a_file_that_contradicts_its_order_of_day_and_month_is_refused_whole(desk):
    result = mapped(desk, "  date: a\n", "a,b\n03/04/2026,\n03/25/2026,\n", dates="DD/MM/YYYY")
    assert (str(result.refusal.where), result.refusal.code) == ("f.csv:3:1", "QS471")


def test_faults_point_at_the_cell_of_the_file(desk):
    columns = "  q1: {column: b, map: {x: 'yes'}}\n  site: a\n"
    assert reasons(mapped(desk, columns, "site,a,b\nzz,S01,no\n")) == [
        "f.csv:2:8: QS429 q1: the profile does not map “no”"
    ]


def test_what_is_judged_later_is_shown_as_it_stands_in_the_file(desk):
    columns = "  visit_id: n\n  site: n\n  date: d\n  q1: {column: a, map: {x: maybe}}\n  q2: n\n"
    columns += "  q3: {minus: [n, d]}\n  comment: n\n"
    result = mapped(desk, columns, "n,d,a\n7,03/01/2025,x\n", dates="DD/MM/YYYY")
    found = accept_visits(result.table, desk).rejects[0].diagnostics
    assert [f"{one.where}: {one.code} {one.message}" for one in found] == [
        "f.csv:2:3: QS414 date: 2025-01-03 is outside every wave (in the file: “03/01/2025”)",
        "f.csv:2:14: QS415 q1: a text of 5 characters is none of: yes, no (in the file: “x”)",
        "f.csv:2:1: QS415 q2: “7” is none of: yes, no",
        "f.csv:2:1: QS415 q3: a text of 14 characters is none of: 1, 2, 3, 4, 5 (in the file: a text of 14 characters)",
    ]


def test_rows_keep_their_lines_after_mapping(desk):
    result = mapped(desk, "  q1: {column: a, map: {x: 'yes'}}\n  visit_id: b\n", "a,b\nbad,1\nx,2\n\nx,3\n")
    assert [(result.table.line(row), result.table.raw(row)) for row in range(result.table.rows)] == [
        (3, "x,2"),
        (5, "x,3"),
    ]


def test_a_decimal_comma_counts_only_for_measures_and_only_where_declared(tmp_path):
    root = programme(
        tmp_path,
        {
            "qshop.yaml": "format: 1\nname: D\nlanguages: [en]\nwaves: [{id: w, from: 2026-01-01, to: 2026-12-31}]\n",
            "sites.yaml": "format: 1\nsites: [{id: S1}]\n",
            "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
            "criteria/desk.yaml": "format: 1\nstage: desk\ncriteria:\n  - {id: c, text: x, priority: must, status: validated,"
            " validated: {by: x, on: 2026-01-01}, questions: [{id: n, ask: n, type: number},"
            " {id: t, ask: t, type: text, kind: context, required: false}, {id: y, ask: y, type: yes_no}]}\n",
            "questionnaires/front.yaml": "format: 1\ntitle: F\n",
        },
    )
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    desks = load(root).programme
    text = "format: 1\nquestionnaire: front\nversion: 1\ndecimal: comma\ncolumns: {n: a, t: b}\n"
    for declared, expected in (("comma", ["1.5", "2.5", "1.234,5"]), ("point", ["1,5", "2.5", "1.234,5"])):
        node, _ = read_yaml(text.replace("comma", declared).encode(), "p.yaml")
        profile, _ = read_part(Profile, node)
        result = apply_profile(profile, parse_csv(b"a;b\n1,5;1,5\n2.5;x\n1.234,5;y\n", "f.csv").table, desks)
        assert (cells(result)["n"], cells(result)["t"]) == (expected, ["1,5", "x", "y"])
