"""What only KoboToolbox's exports have: slashes, choices without their undivided column, addresses of photos, labels."""

import io

import pytest
from xlsxwriter import Workbook

from qshop.io.csv_files import parse_csv
from qshop.io.xlsx.reader import read_workbook
from qshop.visits.exports.export_headers import ExportHeaders
from qshop.visits.exports.kobo import KOBO
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from service_exports import halls

WANTED = WantedNames(frozenset({"problems"}), frozenset({"problems"}))
HEADER = "questionnaire;version;site;date;channel;greeted;warmth;wait;open_on_time;problems;state;seats;called;remark;_uuid;_index"
ROW = "halls;2;A1;2026-03-02;phone;yes;;;;;;;;;a-b;1"


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return halls(tmp_path_factory.mktemp("halls"))


def taken(programme, text, **how):
    intake = Intake(programme, tick_words=frozenset({"Yes", "Hayır"}), **how)
    return intake.receive(parse_csv(text.encode(), "Halls.csv", headers=ExportHeaders()), History())


def reasons(result):
    return [f"{found.where}: {found.code} {found.message}" for found in result.diagnostics]


def ids(result):
    return [code for visits in result.accepted for code in visits.table.get("visit_id").cells()]


def without(name):
    columns = HEADER.split(";")
    kept = [place for place, column in enumerate(columns) if column != name]
    return tuple(";".join(line.split(";")[place] for place in kept) for line in (HEADER, ROW))


def test_the_name_is_what_follows_the_last_slash_unless_that_is_a_choice():
    headers = [
        "site",
        "hall/state",
        "hall/inner/problems",
        "hall/inner/problems/litter",
        "seen",
        "seen/one",
        "a/problems/light",
    ]
    assert [(h.path, h.name, h.choice) for h in KOBO.headings(headers, WANTED)] == [
        ("site", "site", ""),
        ("hall/state", "state", ""),
        ("hall/inner/problems", "problems", ""),
        ("hall/inner/problems", "problems", "litter"),
        ("seen", "seen", ""),
        ("seen", "seen", "one"),
        ("a/problems", "problems", "light"),
    ]


def test_what_kobo_and_the_form_record_about_themselves_is_told_apart():
    own = [
        "_id",
        "visit/_gps_latitude",
        "meta/rootUuid",
        "photo_URL",
        "start",
        "desk/_blanks_desk",
        "desk/_blanks_desk/yes",
    ]
    assert [h.header for h in KOBO.headings([*own, "photo", "an_URL"], WANTED) if not h.recorded] == ["photo", "an_URL"]


def test_a_stage_may_be_called_like_something_that_forms_record():
    wanted = WantedNames(frozenset({"wait", "audit", "problems"}), frozenset({"problems"}))
    headers = ["end/wait", "end/audit", "end/problems/wait", "audit/wait", "end/_blanks_end/yes", "audit/a"]
    assert [(h.name, h.choice, h.recorded) for h in KOBO.headings(headers, wanted)] == [
        ("wait", "", False),
        ("audit", "", True),
        ("problems", "wait", False),
        ("wait", "", False),
        ("_blanks_end", "yes", True),
        ("audit", "a", True),
    ]


def test_questions_of_a_stage_called_end_are_read(programme):
    header = HEADER.replace("greeted;warmth", "end/greeted;end/warmth")
    result = taken(programme, f"{header};start;end\n{ROW};2026-03-02T10:00:00;2026-03-02T10:30:00\n")
    assert (result.count, reasons(result)) == (1, [])


@pytest.mark.parametrize(
    ("site", "noted", "kept"),
    [("7", "007", "007"), ("A1", "A1", "A1"), ("A1", "", "A1"), ("", "007", "007"), ("7.0", "007", "007")],
)
def test_the_site_is_the_one_that_the_form_noted_as_text(programme, site, noted, kept):
    result = taken(programme, f"{HEADER};THE_VISIT/_site\n{ROW.replace('A1', site)};{noted}\n")
    assert [visits.table.get("site").cell(0) for visits in result.accepted] == [kept]


def test_a_site_that_was_changed_behind_the_forms_note_is_a_reject(programme):
    result = taken(programme, f"{HEADER};_site\n{ROW};007\n")
    assert reasons(result) == [
        "Halls.csv:2:9: QS442 site: a text of 2 characters, but the form's own note _site says “007”"
    ]


def test_a_number_without_the_forms_note_is_the_code_that_it_says(programme):
    assert reasons(taken(programme, f"{HEADER}\n{ROW.replace('A1', '7')}\n")) == [
        "Halls.csv:2:9: QS411 site: “7” is no site of the programme"
    ]


def test_the_visit_keeps_its_id_when_the_submission_was_edited(programme):
    assert ids(taken(programme, f"{HEADER};meta/rootUuid\n{ROW};uuid:root\n")) == ["root"]
    assert ids(taken(programme, f"{HEADER}\n{ROW}\n")) == ["a-b"]


def test_an_export_without_the_column_of_reviews_says_what_it_cannot_tell(programme):
    result = taken(programme, f"{HEADER}\n{ROW}\n")
    assert result.notes == [
        "columns are separated by semicolons",
        "read as an export of KoboToolbox; not used: _index",
        "there is no column _validation_status: submissions held back in review cannot be told from the others",
    ]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("1;1;0", "litter light"),
        ("0;1;1", "none light"),
        (";;", ""),
        ("0;0;0", ""),
        ("1;;", "litter"),
        ("TRUE;FALSE;False", "litter"),
    ],
)
def test_choices_without_their_undivided_column_are_put_together(programme, cells, told):
    header, row = without("problems")
    result = taken(programme, f"{header};hall/problems/litter;hall/problems/light;hall/problems/none\n{row};{cells}\n")
    assert reasons(result) == []
    assert [visits.table.get("problems").cell(0) for visits in result.accepted] == [told]


@pytest.mark.parametrize("joint", ["|", "-", ".", " > ", " / "])
def test_groups_and_choices_may_be_joined_by_whatever_was_typed(programme, joint):
    header, row = without("problems")
    grouped = [f"desk/{name}" if name in ("greeted", "warmth", "wait") else name for name in header.split(";")]
    for flat in (grouped, header.split(";")):
        names = (
            [*flat, "hall/problems/litter", "hall/problems/light"] if flat is grouped else [*flat, "problems/litter"]
        )
        text = ";".join(name.replace("/", joint) for name in names)
        result = taken(programme, f"{text}\n{row};1{';0' if flat is grouped else ''}\n")
        assert reasons(result) == []
        assert [visits.table.get("problems").cell(0) for visits in result.accepted] == ["litter"]


def test_an_unreadable_tick_is_shown_where_it_stands(programme):
    header, row = without("problems")
    result = taken(programme, f"{header};hall/problems/litter;hall/problems/light\n{row};1;maybe\n")
    assert reasons(result) == [
        "Halls.csv:2:46: QS442 hall/problems/litter: a text of 5 characters tells neither that a choice was ticked nor that it was not"
    ]


def test_kobos_own_name_of_a_version_is_no_version(programme):
    header, row = without("version")
    result = taken(programme, f"{header};__version__\n{row};vAb3dEf7hJk2\n")
    assert reasons(result) == [
        "Halls.csv:2:45: QS444 __version__: a text of 12 characters is KoboToolbox's own name of a version"
    ]
    assert taken(programme, f"{header};__version__\n{row};2\n").count == 1


@pytest.mark.parametrize("gone", [("version",), ("questionnaire", "version")])
def test_the_only_version_that_asks_just_this_is_meant_and_said(programme, gone):
    header, row = HEADER, ROW
    for name in (*gone, "open_on_time"):
        place = header.split(";").index(name)
        header, row = (
            ";".join(cell for at, cell in enumerate(line.split(";")) if at != place) for line in (header, row)
        )
    result = taken(programme, f"{header};__version__\n{row};vAb3dEf7hJk2\n")
    assert [visits.version.name for visits in result.accepted] == ["halls v1"]
    assert "taken as halls v1 by its questions" in result.notes


def test_what_begins_like_a_formula_is_what_the_shopper_typed(programme):
    buffer = io.BytesIO()
    typed = ["=S2", "= see photo", "{=SUM(1)}", "=1+1"]
    with Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Halls")
        sheet.write_row(0, 0, HEADER.split(";"))
        for line, text in enumerate(typed, 1):
            sheet.write_row(line, 0, ROW.replace("a-b", f"a-{line}").replace(";;a-", f";{text};a-").split(";"))
    (read,) = read_workbook(buffer.getvalue(), "Halls.xlsx", headers=ExportHeaders())
    result = Intake(programme).receive(read, History())
    assert (reasons(result), result.notes[0]) == ([], "4 formulas read as the text that somebody typed: N2, N3, N4, N5")
    assert [text for visits in result.accepted for text in visits.table.get("remark").cells()] == typed


def test_repeated_groups_are_passed_over_and_said(programme):
    result = taken(programme, "name;_index;_parent_table_name;_parent_index;_submission__uuid\nA;1;Halls;1;a-b\n")
    assert (result.read, result.refusal, result.notes[1:]) == (
        0,
        None,
        ["passed over: KoboToolbox keeps no visits in this table"],
    )


def test_a_few_worded_headers_beside_names_are_no_label_export(programme):
    result = taken(programme, f"{HEADER};remark - transcript (en)\n{ROW};ok\n")
    assert reasons(result) == ["Halls.csv:1:1: QS405 unknown column: remark - transcript (en)"]


@pytest.mark.parametrize(
    "text",
    [
        "questionnaire;version;Site;Date;Were you greeted?;How warm was it?;_uuid;_id\nhalls;2;A1;2026-03-02;Yes;Warm;a-b;1\n",
        "What did you see?;What did you see?;_uuid;_id\nA;B;a-b;1\n",
        "Remarks;_uuid;_id\nA;a-b;1\n",
        f"{HEADER}\n{ROW.replace('yes', 'Yes')}\n",
        f"{HEADER}\n{ROW.replace('yes', 'Hayır')}\n",
        f"{HEADER}\n{ROW.replace('yes;', 'yes;Warm')}\n",
        f"{HEADER}\n{ROW.replace('yes;', 'yes;5 – Warm')}\n",
    ],
)
def test_labels_are_refused_with_the_option_to_choose(programme, text):
    result = taken(programme, text)
    assert (result.refusal.code, result.refusal.help) == (
        "QS440",
        "export again with “Value and header format: XML values and headers”",
    )


def test_one_wrong_answer_among_right_ones_is_a_reject_and_no_label_export(programme):
    result = taken(programme, f"{HEADER}\n{ROW}\n{ROW.replace('yes', 'Yes').replace('a-b', 'a-c')}\n")
    assert (result.count, reasons(result)) == (1, ["Halls.csv:3:29: QS415 greeted: “Yes” is none of: yes, no"])
