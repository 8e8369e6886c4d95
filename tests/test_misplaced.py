"""A row shifted by a cell: its answers would be comments, and comments may be anything. It is noticed all the same."""

import pytest

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.visits.intake.judge import accept_visits
from support import programme

FILES = {
    "qshop.yaml": "format: 1\nname: Desks\nlanguages: [en]\nwaves: [{id: 2026, from: 2026-01-01, to: 2026-12-31}]\n",
    "sites.yaml": "format: 1\nsites: [{id: S1}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: serving
    text: Visitors are served
    priority: must
    access: true
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions:
      - {id: greeted, ask: Greeted?, type: yes_no, na: true, evidence: photo}
      - {id: wait, ask: Seconds?, type: duration, points: [{up_to: 300, points: 1}, {over: 300, points: 0}]}
      - {id: level, ask: How many smiled?, type: scale, scale: {from: 1, to: 5}, when: {question: greeted, is: ["yes"]}}
      - {id: said, ask: What was said?, type: text, kind: context}
      - {id: left, ask: Did anybody leave?, type: yes_no, required: false}
""",
    "questionnaires/onsite.yaml": "format: 1\ntitle: Onsite\nchannel: face_to_face\n",
}
CLEAN = {"visit_id": "V1", "questionnaire": "onsite", "version": "1", "site": "S1", "date": "2026-03-02"}
ANSWERS = {"greeted": "yes", "wait": "20", "level": "4", "said": "Hello", "left": "no"}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    root = programme(tmp_path_factory.mktemp("desks"), FILES)
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    return load(root).programme


def judged(desks, *rows, arriving=True):
    names = desks.versions["onsite", 1].columns()
    text = write_csv(names, [tuple(row.get(name, "") for name in names) for row in rows])
    return accept_visits(parse_csv(text.encode(), "f.csv").table, desks, arriving=arriving)


def reasons(desks, **cells):
    """Give what is wrong with a clean visit in which some cells are replaced."""
    return [reject.diagnostic.message for reject in judged(desks, CLEAN | ANSWERS | cells).rejects]


UNANSWERED = "filled in, but its question is not answered"
UNASKED = "filled in, but its question is not asked on this visit"
NO_FILE = "is not the name of a file"
BESIDE = "is nothing but an answer to the question beside it, which is blank"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"greeted": "", "level": "", "greeted_comment": "yes"}, [f"greeted_comment: {UNANSWERED}"]),
        ({"wait": "", "wait_evidence": "clock.jpg"}, [f"wait_evidence: {UNANSWERED}"]),
        ({"said": "", "said_comment": "Hello"}, [f"said_comment: {UNANSWERED}"]),
        ({"greeted": "na", "level": "", "greeted_comment": "nobody there"}, []),
        ({"greeted_comment": "In three languages", "greeted_evidence": "desk 1.jpg"}, []),
        ({"greeted_evidence": "IMG_1"}, []),
        ({"greeted_evidence": "no"}, [f"greeted_evidence: {NO_FILE}"]),
        ({"greeted_evidence": "Nobody looked up."}, [f"greeted_evidence: {NO_FILE}"]),
        ({"wait_evidence": "IMG_1"}, [f"wait_evidence: {NO_FILE}"]),
        ({"greeted_evidence": f"IMG_1 sha256:{'0' * 64}"}, []),
        ({"greeted_comment": "desk.jpg"}, ["greeted_comment: is the name of a file, but no comment"]),
        ({"greeted_comment": "see desk.jpg"}, []),
        ({"wait": "", "greeted_evidence": "20"}, [f"greeted_evidence: {BESIDE}"]),
        ({"level": "", "said": "4", "left": ""}, []),
        ({"left": "", "said_comment": "no"}, []),
    ],
)
def test_a_cell_that_cannot_belong_where_it_stands_rejects_its_row(desks, cells, told):
    assert reasons(desks, **cells) == told


def test_answers_that_became_comments_are_one_reason(desks):
    shifted = {"greeted_comment": "yes", "wait_comment": "20", "said_comment": "Hello"}
    assert reasons(desks, **dict.fromkeys(ANSWERS, ""), **shifted | {"wait_comment": "soon"}) == [
        f"greeted_comment, wait_comment, said_comment: {UNANSWERED}"
    ]


def test_a_text_may_be_any_word_also_beside_a_blank_question(desks):
    names = [*CLEAN, "greeted", "wait", "level", "said", "left"]
    rows = [
        ("V1", "onsite", "1", "S1", "2026-03-02", "yes", "20", "", "4", "no"),
        ("V2", "onsite", "1", "S1", "2026-03-02", "no", "20", "", "4", "no"),
    ]
    outcome = accept_visits(parse_csv(write_csv(names, rows).encode(), "f.csv").table, desks, arriving=True)
    assert outcome.rejects == []


def test_a_void_visit_may_say_why_and_what_was_taken_in_before_stays(desks):
    void = CLEAN | {"status": "void", "greeted_comment": "The file was lost."}
    assert judged(desks, void).rejects == []
    stored = CLEAN | {"greeted_comment": "yes"}
    assert judged(desks, stored, arriving=False).rejects == []
    assert len(judged(desks, stored).rejects) == 1


def one_cell_shifts(cells):
    """Yield every row that a blank put in, or a cell lost, makes of `cells` up to a blank that takes up the shift."""
    blanks = [place for place, cell in enumerate(cells) if not cell]
    for place in range(1, len(cells)):
        for blank in (blank for blank in blanks if blank >= place):
            yield [*cells[:place], "", *cells[place:blank], *cells[blank + 1 :]]
        ends = [blank for blank in blanks if blank > place] if not cells[place] else []
        for end in [*ends, len(cells)]:
            yield [*cells[:place], *cells[place + 1 : end], "", *cells[end:]]


@pytest.mark.parametrize("comments", [{}, {"greeted_comment": "In three languages", "wait_evidence": "clock.jpg"}])
def test_of_all_shifts_by_one_cell_only_a_lost_last_cell_is_silent(desks, comments):
    names = desks.versions["onsite", 1].columns()
    visit = CLEAN | ANSWERS | comments | {"time_in": "09:30", "attempts": "1", "shopper": "K7"}
    cells = [visit.get(name, "") for name in names]
    shifted = {tuple(row) for row in one_cell_shifts(cells)} - {tuple(cells)}
    assert len(shifted) > 100
    rows = [dict(zip(names, row, strict=True)) for row in shifted]
    accepted = [row for visits in judged(desks, *rows).accepted for row in visits.table.records()]
    silent = {
        tuple(
            name for name, cell in zip(names, row, strict=True) if cell != visit.get(name, "") and name not in FILLED_IN
        )
        for row in accepted
    }
    assert silent <= EXPECTED, silent - EXPECTED


FILLED_IN = {"wave", "channel", "purpose", "status"}
EXPECTED = {("left",), ("time_in", "time_out"), ("attempts", "shopper")}
