"""The list of a group's people on paper."""

from qshop.cli.main import run
from support import programme
from two_houses import HOUSES


def printed(capsys, folder, *arguments, **changed):
    programme(folder, HOUSES | changed)
    code = run(["--project", str(folder), "workshop", "print", "people", *arguments])
    return code, capsys.readouterr().out


def test_the_people_of_a_group_stand_with_the_seats_still_open_and_by_whom_they_could_be_filled(capsys, tmp_path):
    code, out = printed(capsys, tmp_path, "--group", "A")
    assert (code, out) == (
        0,
        """\
# Who is here

*Group A*

| Name | Team or function | Role | Here? | May be thanked by name? |
|---|---|---|---|---|
| Ann | Desk manager | leads the group |  |  |
| Bea | desk | leads with a colleague |  |  |
| Cem | cleaning | member |  |  |
| Dov | halo | member |  |  |
|  |  |  |  |  |
|  |  |  |  |  |

## Seats still open

- A manager of halo. Could be: Gil

## In the rehearsal

- ☐ Bea walks S

*Tick only for yourself. Who is not ticked is named nowhere. This sheet stays with whoever leads the group.*
""",
    )


def test_without_groups_it_is_said_where_to_write_them(capsys, tmp_path):
    programme(tmp_path, {path: text for path, text in HOUSES.items() if path != "workshops/groups.yaml"})
    assert run(["--project", str(tmp_path), "workshop", "print", "people"]) == 2
    assert capsys.readouterr().err == (
        "qshop: there are no working groups yet\n  say which group takes which stages: workshops/groups.yaml\n"
    )
