"""Made-up rosters, impossible ones among them: what `qshop check` says is missing, and by whom it could be filled."""

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from qshop.pages.diagnostic_lines import full
from support import programme

FILES = {
    "qshop.yaml": """\
format: 1
name: Two houses
languages: [en]
owners: {desk_manager: Desk manager, house_manager: House manager}
""",
    "sites.yaml": """\
format: 1
teams:
  - {id: desk}
  - {id: cleaning}
  - {id: halo, provider: true}
  - {id: verve, provider: true}
sites:
  - {id: N, teams: {reception: desk, rooms: cleaning, catering: verve}}
  - {id: S, teams: {reception: halo, rooms: cleaning, catering: verve}}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: reception, name: Reception}
  - {id: rooms, name: Meeting rooms}
  - {id: catering, name: Catering}
""",
    "criteria/gaps.yaml": "format: 1\ngaps: []\n",
    "criteria/reception.yaml": """\
format: 1
stage: reception
criteria:
  - {id: greeted, text: Every visitor is greeted, priority: must, owner: desk_manager}
""",
    "workshops/groups.yaml": """\
format: 1
groups:
  - id: A
    stages: [reception, rooms]
  - id: B
    stages: [catering]
""",
}
HEADER = "name,team,owner,manager,group,role,present,named,walks\n"
A = """\
Ann,,desk_manager,yes,A,leader,,,
Bea,desk,,,A,peer_leader,,,
Cem,cleaning,,,A,member,,,
Dov,halo,,yes,A,member,,,
"""
B = """\
Eve,,house_manager,yes,B,leader,,,
Flo,verve,,yes,B,peer_leader,,,
"""


def said(folder, roster, **changed):
    """Check the two houses with a roster and other files changed; give every line that is said of groups."""
    files = FILES | {"workshops/roster.csv": HEADER + roster} | changed
    loaded = load(programme(folder, files))
    assert loaded.diagnostics == []
    return "".join(f"{full(one)}\n" for one in apply_all_rules(loaded) if "workshops/" in one.where.path)


GROUPS = "workshops/groups.yaml"
SITES = "sites.yaml"
CASES = {
    "everybody is there": (A + B, {}, ""),
    "an empty roster": (
        "",
        {},
        """\
workshops/groups.yaml:3:9: QS658 nobody of the roster is in group “A”
    its stages are run by: desk, halo, cleaning
workshops/groups.yaml:5:9: QS658 nobody of the roster is in group “B”
    its stages are run by: verve
""",
    ),
    "nobody of a provider; free people could come, the manager first": (
        A.replace("Dov,halo,,yes,A", "Dov,halo,,,") + "Gil,halo,,yes,,,,,\n" + B,
        {},
        """\
workshops/groups.yaml:3:9: QS655 nobody of “halo”, which runs “reception”, is in group “A”
    could be: roster, line 6 (a manager), line 5
""",
    ),
    "a provider without a manager": (
        A.replace("halo,,yes", "halo,,") + B,
        {},
        """\
workshops/groups.yaml:3:9: QS656 no manager of the provider “halo”, which runs “reception”, is in group “A”
    the roster has no manager of it: ask its people in the group whom they report to, or “desk_manager”, who acts there
""",
    ),
    "the manager of a provider sits in the other group": (
        A.replace("halo,,yes", "halo,,") + B + "Gil,halo,,yes,B,member,,,\n",
        {},
        """\
workshops/groups.yaml:3:9: QS656 no manager of the provider “halo”, which runs “reception”, is in group “A”
    could be, but in another group now: roster, line 8 (a manager); move one, or let one group have these stages
""",
    ),
    "a team that the roster does not know": (
        A.replace("Cem,cleaning", "Cem,desk") + B,
        {},
        """\
workshops/groups.yaml:3:9: QS655 nobody of “cleaning”, which runs “rooms”, is in group “A”
    the roster has nobody of this team: ask whoever leads it for a name
""",
    ),
    "nobody leads; who acts is missing": (
        A.replace("Ann,,desk_manager,yes,A,leader", "Ann,,,yes,A,member") + B,
        {},
        """\
workshops/groups.yaml:3:9: QS654 nobody leads group “A”
    could be: roster, line 2 (a manager), line 4
workshops/groups.yaml:3:9: QS657 group “A” has nobody of “desk_manager”, who acts on criteria of “reception”
    nobody of the roster has this function under owner: ask “management”, who is above, for a name
""",
    ),
    "no peer leader": (
        A.replace("peer_leader", "member") + B,
        {},
        """\
workshops/groups.yaml:3:9: QS654 group “A” has no peer leader
    could be: roster, line 3, line 4
""",
    ),
    "a leader from the provider": (
        A.replace("A,leader", "A,member").replace("halo,,yes,A,member", "halo,,yes,A,leader") + B,
        {},
        """\
workshops/roster.csv:5:17: QS652 role: group “A” is led by its provider “halo”
    let somebody of your own lead, and this one be peer_leader: all must speak freely of the work
""",
    ),
    "two leaders": (
        A.replace("A,peer_leader", "A,leader") + B,
        {},
        """\
workshops/groups.yaml:3:9: QS654 group “A” has no peer leader
    could be: roster, line 4
workshops/roster.csv:3:14: QS652 role: group “A” has a leader already, on line 2 (a manager)
    make this one a peer_leader
""",
    ),
    "everybody in one group": (
        (A + B).replace(",B,", ",A,"),
        {},
        """\
workshops/groups.yaml:5:9: QS658 nobody of the roster is in group “B”
    its stages are run by: verve; could be: roster, line 7 (a manager)
workshops/roster.csv:6:26: QS652 role: group “A” has a leader already, on line 2 (a manager)
    make this one a peer_leader
""",
    ),
    "eleven people": (
        A + "".join(f"Desk {n},desk,,,A,member,,,\n" for n in range(7)) + B,
        {},
        """\
workshops/groups.yaml:3:9: QS651 group “A” has 11 people; 10 at most can talk with each other
    several are of one team: “desk” has 8
""",
    ),
    "ten people, and a team missing": (
        A.replace("Cem,cleaning", "Cem,desk") + "".join(f"Desk {n},desk,,,A,member,,,\n" for n in range(6)) + B,
        {},
        """\
workshops/groups.yaml:3:9: QS655 nobody of “cleaning”, which runs “rooms”, is in group “A”
    the roster has nobody of this team: ask whoever leads it for a name; its seats are taken, and several are of one team: “desk” has 8
""",
    ),
    "one person in two groups": (
        A + B + "ann,,desk_manager,yes,B,member,,,\n",
        {},
        """\
workshops/roster.csv:8:1: QS644 this is the person of line 2 again, in a second group: “A” there, “B” here
    take one row out; if they are two people, tell them apart by a word more in the name
""",
    ),
    "one person twice in a group": (
        A + B + "Bea,desk,,,A,member,,,\n",
        {},
        """\
workshops/roster.csv:8:1: QS644 this is the person of line 3 again, whose group and role are given there
    take one row out; if they are two people, tell them apart by a word more in the name
""",
    ),
    "two people of one name": (A + B + "Bea,cleaning,,,A,member,,,\n", {}, ""),
    "unknown codes and words": (
        A
        + B
        + "Ida,hallo,desk_mananger,maybe,C,boss,YES,x,M\n,,,,,,,,\n  ,desk,,,A,member,,,\nJon,Halo Reception,,,,,,,\n",
        {},
        """\
workshops/roster.csv:8:5: QS642 team: “hallo” is no team
    did you mean “halo”?
workshops/roster.csv:8:11: QS642 owner: “desk_mananger” is no owner
    did you mean “desk_manager”?
workshops/roster.csv:8:25: QS643 manager: a text of 5 characters is none of: yes, no
    known: yes, no; or leave it blank
workshops/roster.csv:8:31: QS642 group: a text of 1 character is no group
    known: A, B
workshops/roster.csv:8:33: QS643 role: a text of 4 characters is none of: leader, peer_leader, facilitator, timekeeper, note_taker, member
    known: leader, peer_leader, facilitator, timekeeper, note_taker, member
workshops/roster.csv:8:38: QS643 present: “YES” is none of: yes, no
    did you mean “yes”?; or leave it blank
workshops/roster.csv:8:42: QS643 named: “x” is none of: yes, no
    known: yes, no; or leave it blank
workshops/roster.csv:8:44: QS642 walks: a text of 1 character is no site
    known: N, S
workshops/roster.csv:10:1: QS641 somebody has no name
    write the name as people call this person, or take the row out
workshops/roster.csv:11:5: QS642 team: a text of 14 characters is no team
    known: desk, cleaning, halo, verve
""",
    ),
    "walking the own site": (
        A.replace("peer_leader,,,", "peer_leader,,,N") + B,
        {},
        """\
workshops/roster.csv:3:28: QS645 walks: the team “desk” works at “N” itself
    let this person walk another site: colleagues are not watched, and eyes are fresh
""",
    ),
    "walking another site at which colleagues work; a team that works everywhere has no other": (
        A.replace("peer_leader,,,", "peer_leader,,,T").replace("cleaning,,,A,member,,,", "cleaning,,,A,member,,,S") + B,
        {
            SITES: FILES[SITES]
            + "  - {id: T, teams: {reception: [{team: halo}, {team: desk, from: 2026-01-01}], rooms: cleaning}}\n"
        },
        """\
workshops/roster.csv:3:28: QS645 walks: the team “desk” works at “T” itself
    let this person walk another site: colleagues are not watched, and eyes are fresh
""",
    ),
    "headings of another sheet": (
        "",
        {"workshops/roster.csv": "Nom,Équipe\nAnn,desk\n"},
        """\
workshops/roster.csv:1:1: QS640 there is no column 1, 2 here
    known: name, team, owner, manager, group, role, present, named, walks; the workbook of a meeting is taken in by qshop workshop capture
""",
    ),
    "a row with a cell too many": (
        A + B + "Ida,desk,,,A,member,,,,\n",
        {},
        """\
workshops/roster.csv:8:1: QS403 10 cells under 9 headers
    a cell with a delimiter in it needs quotes; nothing is padded or shifted
""",
    ),
    "a stage in two groups, one that nobody takes, one unknown": (
        "",
        {
            GROUPS: "format: 1\ngroups:\n  - {id: A, stages: [reception, reception, room]}\n  - {id: B, stages: [reception]}\n"
        },
        """\
workshops/groups.yaml:2:1: QS650 no group takes the stage “catering”
    it could go to: B
workshops/groups.yaml:2:1: QS650 no group takes the stage “rooms”
    it could go to: B
workshops/groups.yaml:3:10: QS658 nobody of the roster is in group “A”
    its stages are run by: desk, halo
workshops/groups.yaml:3:33: QS649 group “A” takes the stage “reception” already
    each stage is agreed once: leave it to one of them
workshops/groups.yaml:3:44: QS647 there is no stage “room”
    did you mean “rooms”?
workshops/groups.yaml:4:10: QS658 nobody of the roster is in group “B”
    its stages are run by: desk, halo
workshops/groups.yaml:4:22: QS649 group “A” takes the stage “reception” already
    each stage is agreed once: leave it to one of them
""",
    ),
    "three stages, and none; one code twice": (
        "",
        {
            GROUPS: "format: 1\ngroups:\n  - {id: A, stages: [reception, rooms, catering]}\n  - {id: A, stages: []}\n",
        },
        """\
workshops/groups.yaml:3:10: QS658 nobody of the roster is in group “A”
    its stages are run by: desk, halo, cleaning, verve
workshops/groups.yaml:3:21: QS648 group “A” takes 3 stages; in a morning people agree two
    give some of them to another group, or form one
workshops/groups.yaml:4:10: QS646 there are two groups “A”
    give one of them another code
workshops/groups.yaml:4:10: QS658 nobody of the roster is in group “A”
    who runs its stages stands in sites.yaml
workshops/groups.yaml:4:21: QS648 group “A” takes no stage
    give it one or two
""",
    ),
    "more teams than seats": (
        A + B,
        {
            SITES: "format: 1\nteams:\n"
            + "".join(f"  - {{id: t{n}}}\n" for n in range(11))
            + "sites:\n"
            + "".join(f"  - {{id: S{n}, teams: {{reception: t{n}}}}}\n" for n in range(11)),
        },
        """\
workshops/groups.yaml:4:13: QS653 11 teams run the stages of group “A”, which seats 10
    let teams that work alike be one team in sites.yaml, or part the stage in two
workshops/roster.csv:3:5: QS642 team: a text of 4 characters is no team
    known: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10
workshops/roster.csv:4:5: QS642 team: a text of 8 characters is no team
    known: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10
workshops/roster.csv:5:5: QS642 team: a text of 4 characters is no team
    known: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10
workshops/roster.csv:7:5: QS642 team: a text of 5 characters is no team
    known: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10
""",
    ),
}


@pytest.mark.parametrize(("roster", "changed", "expected"), CASES.values(), ids=CASES)
def test_what_a_roster_lacks_is_said_with_those_by_whom_it_could_be_filled(roster, changed, expected, tmp_path):
    assert said(tmp_path, roster, **changed) == expected


def test_without_a_roster_nobody_is_missed_since_a_copy_of_the_programme_may_lack_it(tmp_path):
    loaded = load(programme(tmp_path, FILES))
    assert apply_all_rules(loaded) == []


def test_no_message_names_a_person(tmp_path):
    """Messages go into logs; the names of people stand in the roster and on papers made from it."""
    for number, (roster, changed, _) in enumerate(CASES.values()):
        text = said(tmp_path / str(number), roster, **changed)
        assert not [name for name in ("Ann", "Bea", "Cem", "Dov", "Eve", "Flo", "Gil", "Ida", "Jon") if name in text]
