"""`communication.yaml` as types: what management commits itself to, and who is told, asked and trained, by when."""

from datetime import date
from typing import Literal

from qshop.programme.part import Part
from qshop.programme.scalars import Code, Country, Day, Flag, Format, Id, Text, Words


class Speaker(Part):
    """Somebody of the management, by name: who stands by a sentence has one.

    name: the name
    function: what this person is here: managing director
    """

    name: Text
    function: Words


class Contact(Part):
    """Whom anybody may ask or tell, outside the line of superiors.

    name: the name
    telephone: the number that this person answers
    """

    name: Text
    telephone: Text


class Commitment(Part):
    """What management says of the visits, in person at every group and otherwise as one line in a footer.

    says: what visits are for, and that nobody is sanctioned, paid or ranked on them, in words to be said aloud
    footer: the same in one line
    by: who says it
    exception: the only one, in words to be said aloud: danger or a serious offence against a person, by the usual
        rules, and never from a visit alone
    ready_to_change: what management is ready to change where visits show that it should
    not_ready_to_change: what it is not, so that nobody hopes for it
    contact: whom anybody may ask or tell
    """

    says: Words
    footer: Words
    by: Speaker
    exception: Words | None = None
    ready_to_change: list[Words] = []
    not_ready_to_change: list[Words] = []
    contact: Contact


What = Literal["consulted", "informed", "trained", "shown"]


class Step(Part):
    """One step: who is consulted, informed, trained or shown what, by whom, and by when.

    id: the step's name
    what: consulted: asked before it is decided. informed: told of the visits. trained: to present, debrief, reframe.
        shown: results, and time to discuss them
    teams: the teams it reaches
    representatives: whether it reaches the representatives of staff of the employers of these teams; without teams,
        those of the programme's own staff
    starters: whether it reaches everybody who starts later, from the first day on
    wave: the wave that is shown and discussed
    about: what is said or shown, and where
    by: the owner who sees to it
    due: the last day
    done: the day it was done
    """

    id: Id
    what: What
    teams: list[Code] = []
    representatives: Flag = False
    starters: Flag = False
    wave: Code | None = None
    about: Words
    by: Id
    due: Day
    done: Day | None = None

    @property
    def day(self) -> date:
        """Return the day it was done, else the last day on which it is to be."""
        return self.done or self.due


class Communication(Part):
    """`communication.yaml`: the commitment of management, and the plan of who hears what.

    format: the version of this file's format: 1
    countries: the countries whose staff are visited: FR, GB, TR
    decided: the day on which it was decided, or will be, that there are visits
    commitment: what management says
    steps: the plan, in any order
    """

    format: Format
    countries: list[Country] = []
    decided: Day | None = None
    commitment: Commitment | None = None
    steps: list[Step] = []
