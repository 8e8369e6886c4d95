"""One export taken from its bytes to accepted visits: every row read is accounted for, with a profile or without."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io.export_files import read_sources
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.settle import known_visits
from support import front, programme, visits

PROFILE = """\
format: 1
questionnaire: front
version: 2
dates: DD/MM/YYYY
missing: ["-"]
labels: {yes_no: {1: "yes", 2: "no"}}
columns: {visit_id: no, site: place, date: day, q1: greeted, q2: badge, q3: tidy, comment: words}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    root = front(tmp_path_factory.mktemp("front"))
    programme(root, {"profiles/till.yaml": PROFILE})
    loaded = load(root)
    assert loaded.diagnostics == []
    return loaded


def taken(desk, folder, text, profile=None, stored=None):
    (folder / "f.csv").write_text(text, encoding="utf-8")
    (read,) = read_sources(folder / "f.csv", "f.csv")
    found = Intake(desk.programme, desk.profiles[profile] if profile else None).receive(read, History(stored or {}))
    return found, (found.read, found.count, len(found.rejects), found.repeated)


def test_an_export_is_mapped_judged_and_counted(desk, tmp_path):
    text = "no;place;day;greeted;badge;tidy;words;till\n1;S01;02/03/2026;1;2;4;a;x\n1;S01;02/03/2026;1;2;4;a;y\n2;S01;03/02;1;2;4;;x\n"
    found, counts = taken(desk, tmp_path, text + "3;7;02/03/2026;9;2;-;;x\n4;7;02/03/2026;-;2;-;;x\n5;7\n", "till")
    assert found.refusal is None
    assert counts == (6, 2, 3, 1)
    assert [f"{d.where}: {d.code} {d.message}" for d in found.diagnostics] == [
        "f.csv:4:7: QS413 date: “03/02” is no date",
        "f.csv:5:16: QS429 q1: the profile does not map “9”",
        "f.csv:7:1: QS403 2 cells under 8 headers",
    ]
    assert found.notes == ["columns are separated by semicolons", "1 of 8 columns are not used by the profile"]


def test_a_file_that_the_profile_does_not_fit_is_refused(desk, tmp_path):
    found, counts = taken(desk, tmp_path, visits("V1"), "till")
    assert counts == (0, 0, 0, 0)
    assert [d.code for d in found.diagnostics] == ["QS427"]


def test_a_file_that_cannot_be_read_is_refused_with_what_was_seen_of_it(desk, tmp_path):
    found, _ = taken(desk, tmp_path, 'a;b\n1;"open\n')
    assert [d.message for d in found.diagnostics] == ["the quote opened on line 2 never closes"]


ROW = st.one_of(
    st.builds(
        "{},{},{},front,2,{},no,4,{}".format,
        st.sampled_from(["V1", "V2", "V3", "a/b"]),
        st.sampled_from(["S01", "nowhere"]),
        st.sampled_from(["2026-03-02", "now"]),
        st.sampled_from(["yes", "no", "on"]),
        st.sampled_from(["ok", '"a ""b"""', '"two\nlines"', 'mid"quote']),
    ),
    st.sampled_from(["", ",,,,,,,,", "V1,S01", "x," * 12, '"V1"x,S01,2026-03-02,front,2,yes,no,4,ok', "\x00,,,,,,,,"]),
)


@settings(deadline=None, max_examples=120)
@given(first=st.lists(ROW, max_size=5), second=st.lists(ROW, max_size=5))
def test_every_row_read_is_accepted_rejected_or_repeated(desk, tmp_path_factory, first, second):
    folder = tmp_path_factory.getbasetemp()
    header = visits().rstrip("\n")
    one, (read, accepted, rejected, repeated) = taken(desk, folder, "\n".join([header, *first, ""]))
    assert read == accepted + rejected + repeated == sum(bool(row.strip(",")) for row in first)
    assert len(one.diagnostics) == rejected
    lines = [reject.line for reject in one.rejects]
    assert lines == sorted(set(lines))
    _, (read, accepted, rejected, repeated) = taken(
        desk, folder, "\n".join([header, *second, ""]), stored=known_visits(one.accepted)
    )
    assert read == accepted + rejected + repeated == sum(bool(row.strip(",")) for row in second)
