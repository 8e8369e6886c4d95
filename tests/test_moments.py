"""Moments of a visit: taken in row by row, kept beside their visits in the order they happened, never read as visits."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv
from qshop.io.moments_file import added_moments, read_moments
from qshop.io.store_files import visit_files
from qshop.io.write import write_file
from qshop.visits.intake.stored import stored_moments
from qshop.visits.moments import COLUMNS, Moment, accept_moments, is_moments, sorted_moments
from support import front, programme, visits

WAVES = {"V1": "spring", "V2": "spring", "W1": "autumn"}
HEADER = ",".join(COLUMNS)


def accepted(text, before=()):
    return accept_moments(parse_csv(text.encode(), "moments.csv").table, WAVES, before)


def told(outcome):
    return [f"{r.diagnostic.where}: {r.diagnostic.code} {'; '.join(r.reasons)}" for r in outcome.rejects]


@pytest.mark.parametrize(
    ("header", "moments"),
    [
        ("visit_id,time,step,feeling,thought,evidence", True),
        ("feeling,step,visit_id", True),
        ("visit_id,step,thought,mood", True),
        ("visit_id,questionnaire,version,site,date,step,feeling", False),
        ("visit_id,time,step", False),
        ("KEY,SubmissionDate,site,greeted", False),
    ],
)
def test_a_table_is_known_by_its_header_in_any_order(header, moments):
    assert is_moments(header.split(",")) is moments


def test_moments_are_parted_by_the_wave_of_their_visit_and_put_in_order():
    outcome = accepted(
        f"{HEADER}\nW1,,Home page,neutral,,\nV2,10:05,Search,frustrated,Nothing found,s.png\nV1,09:00:10,Chat,pleased,,\nV2,10:01,Home page,neutral,,\n"
    )
    assert outcome.accepted == {
        "spring": [
            Moment("V1", "09:00:10", "Chat", "pleased", "", ""),
            Moment("V2", "10:01", "Home page", "neutral", "", ""),
            Moment("V2", "10:05", "Search", "frustrated", "Nothing found", "s.png"),
        ],
        "autumn": [Moment("W1", "", "Home page", "neutral", "", "")],
    }
    assert (outcome.rejects, outcome.repeated, outcome.refusal) == ([], 0, None)


def test_every_fault_of_a_row_is_told_with_its_place():
    outcome = accepted(
        f"{HEADER}\nV9,25:00, ,angry,,\nV1,9:30,Chat,frustated,,\nV1,10:00,Chat,,,\na/b,,Chat,neutral,,\n"
    )
    assert outcome.accepted == {}
    assert told(outcome) == [
        "moments.csv:2:1: QS450 visit_id: a text of 2 characters is the id of no visit; time: “25:00” is no time; step: no step is named; feeling: a text of 5 characters is no feeling here",
        "moments.csv:3:4: QS419 time: “9:30” is no time; feeling: “frustated” is no feeling here",
        "moments.csv:4:15: QS451 feeling: no feeling is given",
        "moments.csv:5:1: QS410 visit_id: the code holds a / or \\",
    ]


def test_a_feeling_nearly_right_is_asked_about():
    (reject,) = accepted(f"{HEADER}\nV1,,Chat,Frustrated,,\n").rejects
    assert reject.diagnostic.help == "did you mean “frustrated”?"


@pytest.mark.parametrize(
    ("header", "code", "message", "help_"),
    [
        ("visit_id,step,feelings,thought", "QS405", "moments have no column feelings", "did you mean “feeling”?"),
        ("visit_id,step,thought", "QS406", "moments need the column feeling", "export it too"),
        ("step,thought", "QS406", "moments need the column visit_id, feeling", "export it too"),
    ],
)
def test_a_doubtful_header_refuses_the_file(header, code, message, help_):
    refusal = accepted(f"{header}\n").refusal
    assert (refusal.code, refusal.message, refusal.help) == (code, message, help_)
    assert str(refusal.where) == "moments.csv:1:1"


def test_the_same_moment_again_is_a_repeat_and_a_different_thought_is_not():
    rows = "V1,10:00,Chat,neutral,Hm,\nV1,10:00,Chat,neutral,Hm,\nV1,10:00,Chat,neutral,Well,\n"
    first = accepted(f"{HEADER}\n{rows}")
    assert ([m.thought for m in first.accepted["spring"]], first.repeated) == (["Hm", "Well"], 1)
    again = accepted(f"{HEADER}\n{rows}", first.accepted["spring"])
    assert (again.accepted, again.repeated) == ({}, 3)


def test_a_moment_without_a_time_stays_behind_the_one_it_followed():
    moments = [
        Moment("V1", time, step, "neutral", "", "") for time, step in (("10:05", "c"), ("10:00", "a"), ("", "b"))
    ]
    assert [moment.step for moment in sorted_moments(moments)] == ["a", "b", "c"]
    assert sorted_moments(sorted_moments(moments)) == sorted_moments(moments)


ROW = st.builds(
    "{},{},{},{},{},".format,
    st.sampled_from(["V1", "V2", "W1", "V9", "a/b", ""]),
    st.sampled_from(["", "10:00", "10:00:59", "1000", "24:00"]),
    st.sampled_from(["Chat", "", " "]),
    st.sampled_from(["pleased", "frustrated", "sad", ""]),
    st.sampled_from(["", "ok", '"two\nlines"']),
)


@given(rows=st.lists(ROW, max_size=8), before=st.lists(ROW, max_size=4))
def test_every_row_read_is_accepted_rejected_or_repeated(rows, before):
    stored = [moment for mine in accepted("\n".join([HEADER, *before, ""])).accepted.values() for moment in mine]
    outcome = accepted("\n".join([HEADER, *rows, ""]), stored)
    new = [moment for mine in outcome.accepted.values() for moment in mine]
    assert len(new) + outcome.repeated + len(outcome.rejects) == sum(bool(row.strip(",")) for row in rows)
    assert not set(new) & set(stored)


# In files


SPRING = [
    Moment("V1", "10:00", "Chat", "frustrated", 'He wrote "wait"', "a.png"),
    Moment("V1", "10:09", "Chat", "pleased", "", ""),
]


def store(data, moments):
    return [write_file(*file) for file in added_moments(data, [moments])]


def read(data):
    return stored_moments(read_moments(data, data.parent), WAVES)


def test_moments_are_stored_beside_the_visits_of_their_wave_with_every_cell_quoted(tmp_path):
    assert store(tmp_path, {"spring": SPRING[::-1]}) == [True]
    assert (tmp_path / "spring/moments.csv").read_text(encoding="utf-8") == (
        '"visit_id","time","step","feeling","thought","evidence"\n'
        '"V1","10:00","Chat","frustrated","He wrote ""wait""","a.png"\n'
        '"V1","10:09","Chat","pleased","",""\n'
    )
    assert read(tmp_path) == (SPRING, [])
    assert list(read_moments(tmp_path, tmp_path, "summer")) == []


def test_together_or_apart_gives_the_same_bytes(tmp_path):
    store(tmp_path / "together", {"spring": SPRING})
    for moment in SPRING[::-1]:
        store(tmp_path / "apart", {"spring": [moment]})
    files = [tmp_path / folder / "spring/moments.csv" for folder in ("together", "apart")]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_a_file_there_are_no_moments(tmp_path):
    assert read(tmp_path) == ([], [])


def test_a_file_changed_for_the_worse_is_told(tmp_path):
    store(tmp_path, {"spring": SPRING})
    file = tmp_path / "spring/moments.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("pleased", "glad"), encoding="utf-8")
    moments, found = read(tmp_path)
    assert moments == SPRING[:1]
    assert [str(one.where) for one in found] == [f"{tmp_path.name}/spring/moments.csv:3:21"]


@pytest.mark.parametrize("content", [b"", b'visit_id,step,feeling\n"V1', b"visit_id,step,feelings,thought\n"])
def test_a_file_that_cannot_be_read_at_all_is_one_fault(tmp_path, content):
    (tmp_path / "spring").mkdir()
    (tmp_path / "spring/moments.csv").write_bytes(content)
    moments, found = read(tmp_path)
    assert (moments, len(found)) == ([], 1)


def test_moments_are_no_file_of_visits(tmp_path):
    for name in ("onsite-v1.csv", "moments.csv", "moments-v1.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.name for path in visit_files([tmp_path])] == ["moments-v1.csv", "onsite-v1.csv"]
    assert list(visit_files([tmp_path / "moments.csv"])) == []


# On the command line


COUNTS = ("read", "accepted", "rejected", "repeated", "refused")


def ingest(capsys, root, *arguments):
    capsys.readouterr()
    code = run(["--project", str(root), "ingest", *map(str, arguments), "--format", "json"])
    out, err = capsys.readouterr()
    return code, [tuple(map(row.get, COUNTS)) for row in json.loads(out)["rows"]], err


def test_moments_come_in_with_their_visits_in_any_order_of_files(tmp_path, capsys):
    root = programme(
        front(tmp_path),
        {"in/a.csv": f"{HEADER}\nV1,10:00,Chat,pleased,,\nV2,10:00,Chat,pleased,,\n", "in/b.csv": visits("V1")},
    )
    code, rows, err = ingest(capsys, root, root / "in/a.csv", root / "in/b.csv")
    assert (code, rows) == (1, [(1, 1, 0, 0, False), (2, 1, 1, 0, False)])
    assert f"{root}/in/a.csv:3:1: QS450 visit_id: a text of 2 characters is the id of no visit" in err
    assert (root / "visits/2026/moments.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        '"V1","10:00","Chat","pleased","",""'
    ]
    before = (root / "visits/2026/moments.csv").read_bytes()
    assert ingest(capsys, root, root / "in/a.csv")[1] == [(2, 0, 1, 1, False)]
    assert (root / "visits/2026/moments.csv").read_bytes() == before


def test_a_dry_run_takes_moments_of_new_visits_and_writes_nothing(tmp_path, capsys):
    root = programme(front(tmp_path), {"m.csv": f"{HEADER}\nV1,,Chat,pleased,,\n", "v.csv": visits("V1")})
    code, rows, _ = ingest(capsys, root, root / "m.csv", root / "v.csv", "--dry-run")
    assert (code, rows) == (0, [(1, 1, 0, 0, False)] * 2)
    assert not (root / "visits").exists()


def test_personal_data_in_a_thought_is_pointed_out(tmp_path, capsys):
    text = f"{HEADER}\nV1,,Chat,pleased,She gave me anna@example.org,\n"
    root = programme(front(tmp_path), {"m.csv": text, "v.csv": visits("V1")})
    assert "line 2: thought seems to hold an e-mail address" in ingest(capsys, root, root / "v.csv", root / "m.csv")[2]
