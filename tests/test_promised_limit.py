"""The question that a promised limit is meant for, and the rule that there is one."""

import pytest

from qshop.io.folder import load
from qshop.programme.check.promised_limits import observed
from scoring import DESKS
from support import programme as written

WAIT = "{id: wait, ask: How long?, type: duration, points: [{up_to: 9, points: 1}, {over: 9, points: 0}]}"
AGAIN = WAIT.replace("id: wait", "id: again")
CONTEXT = "{id: queue, ask: How many?, type: number, kind: context}"
MARK = "{id: mark, ask: Which mark?, type: number, points: {out_of: 100}, met: 0.8}"
SEEN = "{id: seen, ask: Seen?, type: yes_no}"


@pytest.mark.parametrize(
    ("questions", "message"),
    [
        ([WAIT], None),
        ([CONTEXT, WAIT], None),
        ([CONTEXT, SEEN], None),
        ([SEEN], "up_to limits nothing: no question here is a number or a duration"),
        ([MARK], "up_to limits nothing: no question here is a number or a duration"),
        ([WAIT, AGAIN, CONTEXT], "up_to may be the limit of any of: wait, again"),
        ([], None),
    ],
)
def test_a_promised_limit_needs_the_one_question_that_measures_it(tmp_path, questions, message):
    desk = (
        "format: 1\nstage: desk\ncriteria:\n  - id: promised\n    text: Promised\n    priority: must\n"
        f"    promise: {{says: Soon, where: sign, up_to: 9}}\n    questions: [{', '.join(questions)}]\n"
    )
    programme = load(written(tmp_path, DESKS | {"criteria/desk.yaml": desk})).programme
    assert [one.message for one in observed(programme)] == ([message] if message else [])
