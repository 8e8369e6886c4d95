"""One answer is stored, compared and scored in one way, whoever wrote the file: a sheet, a data frame, Windows."""

import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.judge import accept_visits
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.settle import visits_by_id
from support import programme

FILES = {
    "qshop.yaml": "format: 1\nname: Desks\nlanguages: [en]\nwaves: [{id: 2026, from: 2026-01-01, to: 2026-12-31}]\n",
    "sites.yaml": "format: 1\nsites: [{id: S1}, {id: '007'}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: serving
    text: Visitors are served
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions:
      - {id: greeted, ask: Greeted?, type: yes_no, na: true}
      - {id: wait, ask: Seconds?, type: duration, required: false, points: [{up_to: 300, points: 1}, {over: 300, points: 0}]}
      - {id: warmth, ask: How many smiled?, type: scale, scale: {from: 0, to: 5}}
      - {id: seats, ask: How many seats?, type: number, na: true, kind: context}
      - {id: mark, ask: Which mark?, type: number, points: {out_of: 100}, met: 0.8}
      - {id: seen, ask: What did you see?, type: multi, kind: context,
         choices: [{id: light, text: Light}, {id: litter, text: Litter}, {id: none, text: None}]}
      - {id: said, ask: What was said?, type: text, kind: context}
""",
    "questionnaires/onsite.yaml": "format: 1\ntitle: Onsite\nchannel: face_to_face\n",
}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    root = programme(tmp_path_factory.mktemp("desks"), FILES)
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    return load(root).programme


CLEAN = {"visit_id": "V1", "questionnaire": "onsite", "version": "1", "site": "S1", "date": "2026-03-02"}
ANSWERS = {"greeted": "yes", "wait": "20", "warmth": "4", "seats": "12", "mark": "90", "seen": "light", "said": "Hello"}


def export(desks, *visits):
    names = desks.versions["onsite", 1].columns()
    rows = [tuple((CLEAN | ANSWERS | visit).get(name, "") for name in names) for visit in visits]
    return write_csv(names, rows)


def judged(desks, *visits):
    return accept_visits(parse_csv(export(desks, *visits).encode(), "f.csv").table, desks)


def accepted(desks, **visit):
    """Give the cells of one accepted visit under the columns that were given."""
    outcome = judged(desks, visit)
    assert [reject.diagnostic.message for reject in outcome.rejects] == []
    return {name: outcome.accepted[0].table.get(name).cell(0) for name in visit}


def reasons(desks, **visit):
    return [(r.diagnostic.message, r.diagnostic.help) for r in judged(desks, visit).rejects]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ({"wait": "299.9999999999989"}, {"wait": "300"}),
        ({"wait": "0340", "seats": "340.0", "mark": "090.50"}, {"wait": "340", "seats": "340", "mark": "90.5"}),
        ({"wait": "1e-05", "seats": "1e+05"}, {"wait": "0.00001", "seats": "100000"}),
        ({"warmth": "4.0"}, {"warmth": "4"}),
        ({"warmth": "00"}, {"warmth": "0"}),
        ({"version": "1.0", "attempts": "2.0"}, {"version": "1", "attempts": "2"}),
        ({"version": "01", "attempts": "02"}, {"version": "1", "attempts": "2"}),
        ({"weight": "1.0"}, {"weight": "1"}),
        ({"weight": "0.1234565"}, {"weight": "0.123456"}),
        ({"weight": "0.30000000000000004"}, {"weight": "0.3"}),
        ({"seen": "litter light"}, {"seen": "light litter"}),
        (
            {"said": "one\r\ntwo\nthree\n", "greeted_comment": "a\r\r\nb"},
            {"said": "one\ntwo\nthree\n", "greeted_comment": "a\nb"},
        ),
        ({"seats": "na", "greeted": "na", "wait": ""}, {"seats": "na", "greeted": "na", "wait": ""}),
        ({"said": "4.0 ", "greeted_comment": "007"}, {"said": "4.0 ", "greeted_comment": "007"}),
        ({"site": "007", "shopper": "4.0"}, {"site": "007", "shopper": "4.0"}),
    ],
)
def test_an_answer_is_accepted_as_qshop_writes_it(desks, given, stored):
    assert accepted(desks, **given) == stored


@pytest.mark.parametrize(
    ("given", "message", "help_"),
    [
        ({"wait": "+5"}, "wait: “+5” is not a number of seconds, such as 90", "write it without a sign"),
        (
            {"wait": "-0"},
            "wait: “-0” is not a number of seconds, such as 90",
            "measures are zero or more: write 0, or correct what it was worked out from",
        ),
        (
            {"seats": "1 234"},
            "seats: a text of 5 characters is not a number such as 12 or 2.5",
            "write numbers without marks between the thousands",
        ),
        (
            {"seats": "1.234,5"},
            "seats: a text of 7 characters is not a number such as 12 or 2.5",
            "write numbers without marks between the thousands",
        ),
        (
            {"seats": "2,5"},
            "seats: “2,5” is not a number such as 12 or 2.5",
            "decimal: comma in a profile, if the file writes decimals so",
        ),
        (
            {"seats": "1.23457E+11"},
            "seats: “1.23457E+11” is not a number such as 12 or 2.5",
            "a spreadsheet shortened it: show the column as a number with all its digits, and export it again",
        ),
        ({"mark": "0100.5"}, "mark: “0100.5” is not a number from 0 to 100 with at most two decimals", ""),
        ({"warmth": "4.5"}, "warmth: “4.5” is none of: 0, 1, 2, 3, 4, 5", "known: 0, 1, 2, 3, 4, 5"),
        ({"version": "1.5"}, "version: “1.5” is no frozen version of onsite", "frozen: 1"),
        ({"attempts": "1.5"}, "attempts: “1.5” is no number of attempts", "write 1, 2, …"),
        (
            {"weight": "0.0000001"},
            "weight: “0.0000001” is no weight",
            "a number above 0, up to 999999999, such as 1.5, to six decimals",
        ),
        (
            {"weight": "1000000000"},
            "weight: a text of 10 characters is no weight",
            "a number above 0, up to 999999999, such as 1.5, to six decimals",
        ),
        (
            {"visit_id": "1.23457E+11"},
            "visit_id: the code was taken for a number by a spreadsheet, which dropped its last digits: make its column text there",
            "codes are exact text; mend it at its source",
        ),
        (
            {"site": "1,23457E+11"},
            "site: “1,23457E+11” is no site of the programme",
            "the code was taken for a number by a spreadsheet, which dropped its last digits: make its column text there",
        ),
    ],
)
def test_what_is_no_answer_however_it_is_written_is_refused_as_it_stands(desks, given, message, help_):
    assert reasons(desks, **given) == [(message, help_)]


def test_weights_that_are_rounded_are_named(desks):
    outcome = judged(
        desks, {"weight": "0.5"}, {"visit_id": "V2", "weight": "0.1234567"}, {"visit_id": "V3", "weight": "1.23456789"}
    )
    assert outcome.notes == ["weights of more than six decimals are rounded: 2, first in line 3: 0.1234567 is 0.123457"]
    assert judged(desks, {"weight": "1.50"}).notes == []


def test_an_older_store_is_read_as_the_store_of_today(desks):
    assert accepted(desks, wait="299.9999999999989", said="a\r\nb") == accepted(desks, wait="300", said="a\nb")


NUMBERS = (
    st.just("") | st.integers(0, 10**6).map(str) | st.decimals(0, 1000, places=3).map(str) | st.floats(0, 1e6).map(repr)
)
LINES = st.text("ab \n\r\"',;é", max_size=8)
VISIT = st.fixed_dictionaries(
    {
        "wait": NUMBERS,
        "seats": NUMBERS,
        "warmth": st.sampled_from(["", "0", "4", "5"]),
        "mark": st.sampled_from(["", "7.5", "100"]),
        "attempts": st.sampled_from(["", "1", "2"]),
        "weight": st.sampled_from(["", "1", "0.25", "0.1234567"]),
        "said": LINES,
        "greeted_comment": LINES,
        "site": st.just("S1"),
    }
)


@settings(max_examples=60)
@given(st.lists(VISIT, min_size=1, max_size=5))
def test_what_a_data_frame_makes_of_the_stored_file_is_the_same_visits(desks, visits):
    outcome = judged(desks, *({"visit_id": f"V{n}"} | visit for n, visit in enumerate(visits, 1)))
    stored = outcome.accepted
    for batch in stored:
        text = write_csv([*batch.table.columns], batch.table.records())
        frame = pd.read_csv(io.StringIO(text))  # whole numbers become decimals where a column has blanks
        again = frame.to_csv(index=False, lineterminator="\r\n")
        receipt = Intake(desks).receive(parse_csv(again.encode(), "again.csv"), History(visits_by_id(stored)))
        assert (receipt.repeated, receipt.rejects) == (batch.table.rows, [])
