"""The page on what a figure means: its table of cases is what qshop does."""

import re
from pathlib import Path

import pytest

from qshop.base.rounding import tenths
from qshop.debrief.judgements import judged_criteria
from scoring import DESKS, frozen, scored, table_of

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "scoring.md"
CASES = re.findall(
    r"^\| (\w+) \| (\S+) \| (\w+) \| ([\w ]+) \| (\S+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)
STATES = {"unclear": "undecided", "not_applicable": "not applicable"}
MAIL = """\
format: 1
stage: desk
criteria:
  - id: mail_answered
    text: E-mails are answered
    priority: must
    status: validated
    questions:
      - {id: reply, ask: Was there a reply?, type: yes_no, na: true}
      - id: days
        ask: After how many days?
        type: number
        na: true
        when: {question: reply, is: ["yes"]}
        points: [{up_to: 10, points: 1}, {over: 10, points: 0}]
      - {id: polite, ask: Was it signed?, type: yes_no, na: true, required: false}
"""


@pytest.fixture(scope="module")
def mails(tmp_path_factory):
    files = {name: text for name, text in DESKS.items() if name != "criteria/leaving.yaml"}
    files |= {"criteria/desk.yaml": MAIL, "qshop.yaml": DESKS["qshop.yaml"] + "scoring: {min_answered: 0}\n"}
    return frozen(tmp_path_factory.mktemp("mails"), files)


def test_the_table_has_its_cases():
    assert len(CASES) == 16


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:3]))
def test_a_case_of_the_table_is_what_qshop_does(mails, case):
    *given, state, score = case
    answers = ["" if answer in ("blank", "–") else answer for answer in given]
    visit = {"visit_id": "V1", "site": "S1", "date": "2026-02-01", "scenario": "guest", "channel": "phone"}
    [part] = scored(mails, [visit | dict(zip(("reply", "days", "polite"), answers, strict=True))])
    [judged] = judged_criteria(part, {})
    [figure] = table_of([part], ("visit",), mails).rows.values()
    assert STATES.get(judged.state, judged.state) == state
    assert ("none" if figure.score is None else str(tenths(figure.score))) == score
    rate = {"met": (1, 1), "missed": (0, 1)}.get(state, (0, 0))
    assert (figure.must.met, figure.must.asked) == rate
