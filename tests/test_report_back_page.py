"""What a group is told of its proposals."""

from qshop.cli.main import run
from support import programme
from two_houses import HOUSES


def printed(capsys, folder, *arguments, **changed):
    programme(folder, HOUSES | changed)
    code = run(["--project", str(folder), "workshop", "print", "report-back", *arguments])
    return code, capsys.readouterr().out


def test_a_group_is_told_what_is_asked_now_what_was_turned_down_and_why_and_is_thanked(capsys, tmp_path):
    code, out = printed(capsys, tmp_path, "--group", "A")
    assert (code, out) == (
        0,
        """\
# What became of what you proposed

*Group A · Reception and Meeting rooms*

You gave us your time and told us what good service looks like. You proposed 4 criteria. Here is what became of each, so that nobody has to wonder.

## Yes: 1 will be asked

Each of your criteria became a question. Read it as the one who works there: would you accept being asked this? If not, say what is wrong with it. It is not too late.

| You agreed | A visitor will be asked | Would you accept it? |
|---|---|---|
| Every visitor is greeted within a minute | Did somebody greet you within a minute? | ☐\u00a0yes ☐\u00a0not like this: |

## No: 1, and why

- “Staff smile \\| always \\*” A smile cannot be timed. (steering group, 1 February 2026) It goes on in: “Every visitor is greeted within a minute”

## Not decided yet: 2

- The way in from the street is lit
- Every visitor is greeted by name within a minute

## What stands in your way

| You said | Who could remove it | The answer, and by when |
|---|---|---|
| Nobody at the desk from 12 to 1 | House manager |  |

## Thank you

To Bea, and to everybody else who was there: this is yours.

*Names stand here only of those who agreed to it.*
""",
    )


def test_a_group_without_proposals_is_not_left_without_a_word(capsys, tmp_path):
    code, out = printed(capsys, tmp_path, "--group", "B")
    assert (code, out) == (
        0,
        """\
# What became of what you proposed

*Group B · Catering*

Nothing is written down from this group yet. If you sent a sheet, ask where it went: it is our mistake, not yours.

## What stands in your way

| You said | Who could remove it | The answer, and by when |
|---|---|---|
| \\<b\\>No\\</b\\> second tray |  |  |

## Thank you

To Flo, and to everybody else who was there: this is yours.

*Names stand here only of those who agreed to it.*
""",
    )


def test_nobody_is_named_who_did_not_agree(capsys, tmp_path):
    _, out = printed(capsys, tmp_path, "--group", "A")
    assert not [name for name in ("Ann", "Cem", "Dov", "Gil") if name in out]
