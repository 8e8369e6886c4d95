"""Row by row: accepted, or rejected with every reason; nothing is lost and nothing is repaired."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.programme.scalars import METADATA
from qshop.visits.columns import known_columns
from qshop.visits.intake.judge import accept_visits
from support import front, programme, visits

FILES = {
    "qshop.yaml": "format: 1\nname: Desks\nlanguages: [en]\nwaves:\n"
    "  - {id: spring, from: 2026-03-01, to: 2026-03-31}\n"
    "  - {id: autumn, from: 2026-09-01, to: 2026-09-30, questionnaires: [onsite]}\n"
    "ethics: {staff_informed: 2026-01-01}\n",
    "sites.yaml": "format: 1\nsites: [{id: S1, tags: [staffed]}, {id: S2}]\n",
    "criteria/stages.yaml": "format: 1\nstages:\n  - {id: desk, name: Desk}\n"
    "  - {id: parking, name: Parking, when: {question: came_by, is: [car]}}\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: open
    text: The site is open
    priority: must
    access: true
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions: [{id: was_open, ask: Open?, type: yes_no}]
  - id: greeting
    text: Visitors are greeted
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions:
      - {id: greeted, ask: Greeted?, type: yes_no, na: true}
      - {id: wait, ask: Seconds?, type: duration, when: {question: greeted, is: ["yes"]}}
      - {id: said, ask: What was said?, type: multi, choices: [{id: hello, text: Hello}, {id: name, text: Name}],
         points: {hello: 1, name: 1}, applies: {scenario: guest}}
      - {id: at, ask: When?, type: time, kind: context, required: false, applies: {channel: phone}}
  - id: badge
    text: Staff wear badges
    priority: plus
    status: validated
    validated: {by: x, on: 2026-01-01}
    applies: {tags: [staffed], not_sites: [S2]}
    questions: [{id: badge_level, ask: How many?, type: scale, scale: {from: 1, to: 3}}]
  - id: arrival
    text: Visitors arrive as they like
    priority: plus
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions:
      - {id: came_by, ask: How did you come?, type: choice, kind: context,
         choices: [{id: car, text: By car}, {id: train, text: By train}]}
""",
    "criteria/parking.yaml": """\
format: 1
stage: parking
criteria:
  - id: parking_marked
    text: Places are marked
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions: [{id: marked, ask: Marked?, type: yes_no}]
""",
    "questionnaires/onsite.yaml": "format: 1\ntitle: Onsite\nchannel: [face_to_face, phone]\n"
    "scenarios: [{id: guest, name: A guest}, {id: courier, name: A courier}]\n",
    "questionnaires/brief.yaml": "format: 1\ntitle: Brief\nchannel: [phone]\ncriteria: [open]\n",
}
HEADER = "visit_id,questionnaire,version,site,date,channel,scenario,status,desk_staff,was_open,greeted,wait,said,at,badge_level,greeted_comment,came_by,marked"
NAMES = HEADER.split(",")
CLEAN = dict(
    zip(
        NAMES,
        [
            "V1",
            "onsite",
            "1",
            "S1",
            "2026-03-02",
            "face_to_face",
            "guest",
            "",
            "",
            "yes",
            "yes",
            "20",
            "hello",
            "",
            "2",
            "",
            "car",
            "yes",
        ],
        strict=True,
    )
)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    root = programme(tmp_path_factory.mktemp("desks"), FILES)
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    return load(root).programme


def table(*rows):
    cells = [tuple((CLEAN | {"visit_id": f"V{n}"} | row).values()) for n, row in enumerate(rows, 1)]
    return parse_csv(write_csv(NAMES, cells).encode(), "f.csv").table


def judged(desks, **row):
    """Judge one visit that is clean but for `row`; give its reasons, or what was accepted of it."""
    outcome = accept_visits(table(row), desks)
    assert outcome.refusal is None
    assert outcome.count + len(outcome.rejects) == 1
    if outcome.rejects:
        return "\n".join(f"{one.where}: {one.code} {one.message}" for one in outcome.rejects[0].diagnostics)
    (taken,) = outcome.accepted
    return dict(zip(taken.table.columns, taken.table.record(0), strict=True))


def test_a_clean_visit_is_accepted_under_all_columns_with_its_wave(desks):
    visit = judged(desks)
    assert list(visit)[:16] == [
        *("visit_id", "questionnaire", "version", "site", "date", "wave", "time_in", "time_out"),
        *("channel", "scenario", "service", "purpose", "status", "attempts", "shopper", "weight"),
    ]
    assert (visit["wave"], visit["status"], visit["purpose"], visit["greeted_comment"]) == (
        "spring",
        "completed",
        "regular",
        "",
    )


def test_what_can_be_only_one_thing_is_filled_in(desks):
    brief = parse_csv(
        b"visit_id,questionnaire,version,site,date,was_open\nV1,brief,1,S1,2026-03-02,yes\n", "f.csv"
    ).table
    (taken,) = accept_visits(brief, desks).accepted
    assert (taken.table.get("channel").cell(0), taken.wave) == ("phone", "spring")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"visit_id": ""}, "2:1: QS410 visit_id: the code is blank"),
        ({"visit_id": "a/b"}, "2:1: QS410 visit_id: the code holds a / or \\"),
        ({"questionnaire": "onsit"}, "2:6: QS412 questionnaire: “onsit” is no frozen questionnaire"),
        ({"version": "2"}, "2:15: QS412 version: “2” is no frozen version of onsite"),
        ({"version": "1.5"}, "2:15: QS412 version: “1.5” is no frozen version of onsite"),
        ({"version": ""}, "2:15: QS412 version: the version is blank"),
        ({"site": "s1"}, "2:19: QS411 site: “s1” is no site of the programme"),
        ({"site": ""}, "2:19: QS411 site: the site is blank"),
        ({"date": ""}, "2:24: QS413 date: the date is blank"),
        ({"date": "02/03/2026"}, "2:24: QS413 date: “02/03/2026” is no date"),
        ({"date": "2026-04-01"}, "2:24: QS414 date: 2026-04-01 is outside every wave"),
        ({"channel": ""}, "2:37: QS420 channel: the channel is blank"),
        ({"channel": "letter"}, "2:37: QS420 channel: a text of 6 characters is no channel here"),
        ({"scenario": "guests"}, "2:52: QS420 scenario: “guests” is no scenario here"),
        ({"status": "done"}, "2:60: QS420 status: a text of 4 characters is no status here"),
        ({"desk_staff": "D1 a/b"}, "2:63: QS410 desk_staff: a staff code holds a / or \\"),
        (
            {"desk_staff": "D1 Jane"},
            "2:63: QS302 desk_staff: this may be a name, and is no code: no space, no @, at least one digit",
        ),
        ({"greeted": "Yes"}, "2:72: QS415 greeted: “Yes” is none of: yes, no"),
        ({"wait": "12,5"}, "2:78: QS415 wait: “12,5” is not a number of seconds, such as 90"),
        ({"wait": "-1"}, "2:78: QS415 wait: “-1” is not a number of seconds, such as 90"),
        ({"said": "hello hello"}, "2:83: QS415 said: the same choice stands twice"),
        (
            {"said": "hello,name"},
            "2:83: QS415 said: “hello,name” is none of: hello, name (several are separated by one space)",
        ),
        ({"badge_level": "4"}, "2:94: QS415 badge_level: “4” is none of: 1, 2, 3"),
    ],
)
def test_a_faulty_cell_rejects_its_row_at_its_place(desks, row, expected):
    assert judged(desks, **row) == f"f.csv:{expected}"


def test_every_reason_is_given_at_once(desks):
    assert judged(desks, visit_id="a/b", site="S9", date="x", greeted="on", badge_level="9") == (
        "f.csv:2:1: QS410 visit_id: the code holds a / or \\\n"
        "f.csv:2:20: QS411 site: “S9” is no site of the programme\n"
        "f.csv:2:25: QS413 date: “x” is no date\n"
        "f.csv:2:64: QS415 greeted: a text of 2 characters is none of: yes, no\n"
        "f.csv:2:85: QS415 badge_level: “9” is none of: 1, 2, 3"
    )


@pytest.mark.parametrize(
    ("typed", "advice"),
    [("12,5", "decimal: comma in a profile, if the file writes decimals so"), ("12,5,5", ""), ("soon", "")],
)
def test_a_decimal_comma_is_for_a_profile_to_read(desks, typed, advice):
    (found,) = accept_visits(table({"wait": typed}), desks).rejects
    assert found.diagnostic.help == advice


def test_a_fault_below_a_cell_of_several_lines_is_found_on_its_own_line(desks):
    text = f'{HEADER}\nV1,onsite,1,S1,2026-03-02,face_to_face,"guest",,,yes,maybe,,"hello\nname",,2,x,car,yes\n'
    (found,) = accept_visits(parse_csv(text.encode(), "f.csv").table, desks).rejects
    assert str(found.diagnostic.where) == "f.csv:2:54"
    text = f'greeted_comment,{HEADER.replace(",greeted_comment", "")}\n"one\ntwo",V1,onsite,1,S1,2026-03-02,face_to_face,guest,,,yes,maybe,,hello,,2,car,yes\n'
    (found,) = accept_visits(parse_csv(text.encode(), "f.csv").table, desks).rejects
    assert (str(found.diagnostic.where), found.line) == ("f.csv:3:57", 3)


def test_a_faulty_cell_that_runs_over_lines_is_shown_where_it_breaks(desks):
    (found,) = accept_visits(table({"visit_id": "V\n1"}), desks).rejects
    assert str(found.diagnostic.where) == "f.csv:3:1"


def test_blank_is_neither_no_nor_na(desks):
    visit = judged(desks, greeted="", wait="", badge_level="")
    assert (visit["greeted"], visit["wait"], visit["badge_level"]) == ("", "", "")
    assert judged(desks, greeted="na", wait="")["greeted"] == "na"
    assert "badge_level: “na” is none of: 1, 2, 3" in judged(desks, badge_level="na")


MISPLACED = "answered, but the question does not apply to this visit"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"greeted": "no"}, "wait"),
        ({"greeted": ""}, "wait"),
        ({"scenario": "courier"}, "said"),
        ({"at": "09:30"}, "at"),
        ({"site": "S2"}, "badge_level"),
        ({"came_by": "train"}, "marked"),
    ],
)
def test_an_answer_to_what_does_not_apply_is_a_reject(desks, row, column):
    assert judged(desks, **row).endswith(f": QS416 {column}: {MISPLACED}")


def test_the_same_answers_are_accepted_where_they_apply(desks):
    assert judged(desks, greeted="no", wait="")["wait"] == ""
    assert judged(desks, scenario="courier", said="")["scenario"] == "courier"
    assert judged(desks, channel="phone", at="09:30")["at"] == "09:30"
    assert judged(desks, site="S2", badge_level="")["site"] == "S2"
    assert judged(desks, came_by="train", marked="")["came_by"] == "train"


def test_without_service_only_access_is_judged(desks):
    closed = {"greeted": "", "wait": "", "said": "", "badge_level": "", "came_by": "", "marked": ""}
    assert judged(desks, status="no_service", **closed)["was_open"] == "yes"
    assert "QS416" in judged(desks, status="no_service", **closed | {"badge_level": "2"})
    assert judged(desks, status="void")["status"] == "void"


def test_a_void_visit_is_still_written_correctly(desks):
    assert "QS415" in judged(desks, status="void", greeted="maybe")
    assert judged(desks, status="void", greeted="no")["wait"] == "20"


def test_a_wave_stands_for_a_date_or_agrees_with_it(desks):
    def judged_wave(day, wave, questionnaire="brief"):
        text = f"visit_id,questionnaire,version,site,date,wave,was_open\nV1,{questionnaire},1,S1,{day},{wave},yes\n"
        outcome = accept_visits(parse_csv(text.encode(), "f.csv").table, desks)
        return outcome.accepted[0].wave if outcome.accepted else outcome.rejects[0].diagnostic.message

    periods = "2026-09-02 is outside the wave spring"
    assert judged_wave("", "spring") == judged_wave("2026-03-02", "spring") == judged_wave("2026-03-02", "") == "spring"
    assert judged_wave("2026-09-02", "spring") == f"date: {periods}"
    assert judged_wave("", "sprong") == "wave: “sprong” is no wave of the programme"
    assert judged_wave("2026-09-02", "") == "date: 2026-09-02 is outside every wave"


def test_staff_are_named_only_after_they_were_told(desks, tmp_path):
    untold = FILES | {"qshop.yaml": FILES["qshop.yaml"].replace("ethics: {staff_informed: 2026-01-01}\n", "")}
    root = programme(tmp_path, untold)
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    outcome = accept_visits(table({"desk_staff": "D1"}), load(root).programme)
    assert outcome.rejects[0].diagnostic.code == "QS301"
    assert judged(desks, desk_staff="D1 D2")["desk_staff"] == "D1 D2"
    late = FILES["qshop.yaml"].replace("staff_informed: 2026-01-01", "staff_informed: 2026-12-31")
    outcome = accept_visits(table({"desk_staff": "D1"}), load(programme(root, {"qshop.yaml": late})).programme)
    assert [reject.diagnostic.message for reject in outcome.rejects] == [
        "desk_staff: staff are named, but were only informed on 2026-12-31"
    ]


def test_a_team_may_have_been_told_on_a_day_of_its_own(tmp_path):
    teams = "teams: [{id: red, informed: 2026-03-03}, {id: blue, informed: 2025-12-01}]\nsites:"
    told = FILES["sites.yaml"].replace("sites:", teams).replace("{id: S1,", "{id: S1, teams: {desk: TEAM},")
    late = FILES["qshop.yaml"].replace("staff_informed: 2026-01-01", "staff_informed: 2026-12-31")

    def reasons(team, settings):
        files = FILES | {"sites.yaml": told.replace("TEAM", team), "qshop.yaml": settings}
        root = programme(tmp_path / team / str(len(settings)), files)
        assert run(["--project", str(root), "build-questionnaire"]) == 0
        outcome = accept_visits(table({"desk_staff": "D1", "date": "2026-03-02"}), load(root).programme)
        return [reject.diagnostic.message for reject in outcome.rejects]

    assert reasons("red", FILES["qshop.yaml"]) == [
        "desk_staff: staff of red are named, but were only informed on 2026-03-03"
    ]
    assert reasons("blue", late) == []


def test_a_doubtful_header_refuses_the_file(desks):
    def refused(header):
        found = accept_visits(
            parse_csv(f"{header}\n{','.join('x' * (header.count(',') + 1))}\n".encode(), "f.csv").table, desks
        ).refusal
        return f"{found.where}: {found.code} {found.message} | {found.help}"

    assert refused("name,when") == (
        "f.csv:1:1: QS408 the first line names no column of a visit | "
        "put a header first (visit_id, site, date, …), or map the file with --profile"
    )
    assert refused("visit_id,site,date,questionnaire,version,Greeted").endswith(
        "QS405 unknown column: Greeted | Greeted: did you mean “greeted”?"
    )
    assert refused("visit_id,site,date,questionnaire,version,greeted ").endswith(
        "QS405 unknown column: “greeted ” | “greeted ”: take out the blank at the end"
    )
    assert refused("visit_id,site").endswith("QS406 missing columns: questionnaire, version, date | export it too")


def test_before_anything_is_frozen_the_columns_of_an_export_are_not_to_blame(desks):
    text = "visit_id,questionnaire,version,site,date,greeted\nV1,brief,1,S1,2026-03-02,yes\n"
    refusal = accept_visits(parse_csv(text.encode(), "f.csv").table, replace(desks, versions={})).refusal
    assert (refusal.code, refusal.message, refusal.help) == (
        "QS405",
        "the questions of these visits are not known: no questionnaire is frozen yet",
        "qshop build-questionnaire freezes one; then take the visits in",
    )


def test_the_columns_of_a_visit_are_suggested_in_the_same_order_each_time(desks):
    assert [*known_columns(replace(desks, versions={}))] == [*METADATA]


def test_a_column_of_the_version_that_is_missing_refuses_the_file(desks):
    text = "visit_id,questionnaire,version,site,date\nV1,brief,1,S1,2026-03-02\n"
    refusal = accept_visits(parse_csv(text.encode(), "f.csv").table, desks).refusal
    assert (refusal.code, refusal.message) == ("QS406", "missing column of brief v1: was_open")


def test_two_versions_in_one_file_are_judged_each_by_its_own(desks):
    rows = (
        {},
        {
            "questionnaire": "brief",
            "channel": "",
            "scenario": "",
            "site": "S2",
            **dict.fromkeys(("greeted", "wait", "said", "badge_level", "came_by", "marked"), ""),
        },
    )
    outcome = accept_visits(table(*rows), desks)
    assert {v.version.name: v.table.rows for v in outcome.accepted} == {"onsite v1": 1, "brief v1": 1}


def test_what_stands_under_a_column_of_another_version_is_never_dropped(desks):
    outcome = accept_visits(table({"questionnaire": "brief", "channel": "", "scenario": "", "said": "hello"}), desks)
    assert (outcome.count, len(outcome.rejects)) == (0, 1)
    assert str(outcome.rejects[0].diagnostic.message).endswith("filled in, but brief v1 has no such column")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("time_in", ["", "00:00", "23:59"], ["9:30", "24:00", "09:30:00", "0.4375"]),
        ("attempts", ["", "1", "12", "2.0"], ["0", "1.5", "-1", "two"]),
        ("weight", ["", "1", "0.25", "1e3"], ["0", "inf", "1e9", "-1"]),
        ("purpose", ["", "regular", "reshop", "trial"], ["Regular", "test"]),
        ("shopper", ["", "007", "S-1"], ["a/b", " 1", "S 1", "Jane", "j1@x.org"]),
        ("service", ["", "counter"], ["a\\b"]),
    ],
)
def test_what_a_visit_says_of_itself_is_blank_or_sound(desks, name, good, bad):
    header = f"visit_id,questionnaire,version,site,date,was_open,{name}"
    rows = [f"V{n},brief,1,S1,2026-03-02,yes,{cell}" for n, cell in enumerate([*good, *bad])]
    outcome = accept_visits(parse_csv("\n".join([header, *rows, ""]).encode(), "f.csv").table, desks)
    assert [reject.line for reject in outcome.rejects] == [2 + len(good) + n for n in range(len(bad))]
    assert {reject.column for reject in outcome.rejects} == {name}


TRICKY = {
    "visit_id": ["V1", "V2", "", "a/b", " V1", "V\n1", "x" * 65],
    "questionnaire": ["onsite", "brief", "nope", ""],
    "version": ["1", "2", "", "1.0"],
    "site": ["S1", "S2", "s1", "", "S1 "],
    "date": ["2026-03-02", "2026-09-02", "2026-04-01", "now", ""],
    "channel": ["face_to_face", "phone", "", "fax"],
    "scenario": ["guest", "courier", "", "x"],
    "status": ["", "completed", "no_service", "void", "x"],
    "desk_staff": ["", "D1", "D1 D2", " "],
    "was_open": ["yes", "no", "", "na"],
    "greeted": ["yes", "no", "na", "", "YES"],
    "wait": ["20", "", "-1", "1e3", "٤"],
    "said": ["", "hello", "hello name", "hello  name"],
    "at": ["", "09:30", "9:30"],
    "badge_level": ["", "2", "9"],
    "greeted_comment": ["", "=1+1", "a\nb", '"'],
    "came_by": ["car", "train", ""],
    "marked": ["", "yes", "na"],
}
assert list(TRICKY) == NAMES


@settings(max_examples=120)
@given(rows=st.lists(st.tuples(*(st.sampled_from(cells) for cells in TRICKY.values())), max_size=8))
def test_every_row_is_accepted_or_rejected(desks, rows):
    read = parse_csv(write_csv(NAMES, rows).encode(), "f.csv").table
    outcome = accept_visits(read, desks)
    assert outcome.refusal is None
    assert outcome.count + len(outcome.rejects) == read.rows == len(rows)
    sent = {read.line(row): dict(zip(NAMES, read.record(row), strict=True)) for row in range(read.rows)}
    assert [reject.raw for reject in outcome.rejects] == [
        read.raw(row) for row in range(read.rows) if read.line(row) not in kept_lines(outcome)
    ]
    for taken in outcome.accepted:
        for row in range(taken.table.rows):
            kept = dict(zip(taken.table.columns, taken.table.record(row), strict=True))
            changed = {name for name, cell in sent[taken.table.line(row)].items() if kept.get(name, "") != cell}
            assert changed <= {
                name for name in ("status", "channel", "scenario") if not sent[taken.table.line(row)][name]
            }


def kept_lines(outcome):
    return {taken.table.line(row) for taken in outcome.accepted for row in range(taken.table.rows)}


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(*(st.sampled_from(cells) for cells in TRICKY.values())), max_size=6))
def test_a_row_is_judged_by_itself(desks, rows):
    def verdicts(some):
        read = parse_csv(write_csv(NAMES, some).encode(), "f.csv").table
        outcome = accept_visits(read, desks)
        rejected = {reject.raw: reject.diagnostic.message for reject in outcome.rejects}
        return [rejected.get(read.raw(row), "") for row in range(read.rows)]

    assert verdicts(rows) == [verdict for row in rows for verdict in verdicts([row])]


def test_what_was_accepted_is_accepted_again(desks):
    first = accept_visits(table({}, {"greeted": "no", "wait": ""}, {"site": "S2", "badge_level": ""}), desks)
    (taken,) = first.accepted
    text = write_csv(list(taken.table.columns), taken.table.records())
    (again,) = accept_visits(parse_csv(text.encode(), "f.csv").table, desks).accepted
    assert again.table.records() == taken.table.records()


def test_a_row_of_the_sample_helper_is_clean(tmp_path):
    outcome = accept_visits(parse_csv(visits("V1", "V2,7").encode(), "f.csv").table, load(front(tmp_path)).programme)
    assert (outcome.count, outcome.rejects) == (2, [])
