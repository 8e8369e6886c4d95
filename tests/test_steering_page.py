"""The list that the steering group decides on."""

from qshop.cli.main import run
from support import programme
from two_houses import HOUSES


def printed(capsys, folder, *arguments, **changed):
    programme(folder, HOUSES | changed)
    code = run(["--project", str(folder), "workshop", "print", "steering", *arguments])
    return code, capsys.readouterr().out


def test_proposals_stand_with_their_dots_and_those_alike_beside_each_other_with_room_for_a_pen(capsys, tmp_path):
    code, out = printed(capsys, tmp_path)
    assert (code, out) == (
        0,
        """\
# What the groups propose

*Two houses · 3 proposals to decide on, with a pen*

Tick each one. If you reword it, write the new words; what people see stays theirs. If you turn it down, write why, as you would say it to those who proposed it: they will be told. Must or plus is theirs too; change it only with a reason.

## Reception

| Proposal | Group, dots | How it would be asked | Decision | New words, or why not |
|---|---|---|---|---|
| The way in from the street is lit · Close to: “The way in from the street is lit after dark” (also proposed, Reception). | Group A · plus | no question yet; what would a visitor see, hear or time? | ☐\u00a0yes ☐\u00a0no ☐\u00a0other\u00a0words |  |
| The way in from the street is lit after dark · Close to: “The way in from the street is lit” (also proposed, Reception). | must | Was every lamp on your way lit? | ☐\u00a0yes ☐\u00a0no ☐\u00a0other\u00a0words |  |
| Every visitor is greeted by name within a minute · acts: Desk manager · Close to: “Every visitor is greeted within a minute” (in use, Reception). | Group A · must (2 must, 2 plus, of 4 present) | no question yet; a visitor would see: the visitor hears the own name | ☐\u00a0yes ☐\u00a0no ☐\u00a0other\u00a0words |  |

## What stands in people’s way

Findings, not objections. Each one gets an answer: yes, no or by when. Silence is read as no.

| What they said | Stage | Who could remove it | Answer by |
|---|---|---|---|
| Nobody at the desk from 12 to 1 | Reception | House manager |  |
| \\<b\\>No\\</b\\> second tray | Catering |  |  |

## Decided

On \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

By (names and signatures) \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

Who tells the groups, and by when \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

*Validated means: this may be asked on a visit, and never used against anybody.*
""",
    )


def test_a_list_without_proposals_says_so(capsys, tmp_path):
    none = HOUSES["criteria/reception.yaml"].split("  - id: lit\n")[0]
    _, out = printed(capsys, tmp_path, **{"criteria/reception.yaml": none})
    assert "Nothing waits for a decision.\n" in out
    assert "Tick each one" not in out


def test_a_proposal_on_which_nobody_put_dots_is_not_told_as_one_of_no_votes(capsys, tmp_path):
    counted = HOUSES["criteria/reception.yaml"].replace("present: 4, must: 2, plus: 2", "present: 4")
    _, out = printed(capsys, tmp_path, **{"criteria/reception.yaml": counted})
    assert "| Group A · must | no question yet; a visitor would see:" in out


def test_what_two_groups_said_in_the_same_language_is_close_also_on_a_list_in_another(capsys, tmp_path):
    criteria = (
        HOUSES["criteria/reception.yaml"]
        .replace("text: The way in from the street is lit\n", "text: {fr: L’entrée sur la rue est éclairée}\n")
        .replace(
            "text: The way in from the street is lit after dark\n",
            "text: {en: There is light at night, fr: L’entrée sur la rue est éclairée la nuit}\n",
        )
    )
    _, out = printed(capsys, tmp_path, **{"criteria/reception.yaml": criteria})
    assert "| L’entrée sur la rue est éclairée · Close to: “There is light at night” (also proposed, Reception)." in out
