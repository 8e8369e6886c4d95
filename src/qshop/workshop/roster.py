"""The roster: who is in which group, as what. It has names, so it stays out of git unless decided otherwise."""

from typing import Final, NamedTuple

ROLES: Final = ("leader", "peer_leader", "facilitator", "timekeeper", "note_taker", "member")
"""What people are in a group; `leader` and `peer_leader` lead it, the next three are roles of a meeting."""


class Person(NamedTuple):
    """Somebody who is in a group, or could be: a row of `workshops/roster.csv`.

    name: as people call this person
    team: the code of the team this person works in; blank for management and staff functions
    owner: the owner, as in qshop.yaml, whose function this person has; blank for none
    manager: yes: leads others of the team
    group: the code of the group; blank: in none yet
    role: what this person is in the group; blank for nothing more than a member
    present: yes or no: whether the person was there; blank before the meeting
    named: yes: agreed to be thanked by name
    walks: the site that this person visits in the rehearsal, which is not the one of work
    """

    name: str
    team: str = ""
    owner: str = ""
    manager: str = ""
    group: str = ""
    role: str = ""
    present: str = ""
    named: str = ""
    walks: str = ""


COLUMNS: Final = Person._fields
