"""What must have been declared before a page may speak of persons: the one place that refuses it.

Few people are persons: whoever knows the team knows who it was. So what is told of fewer than five, or of a team that
does not say how many it has, needs what a page about one person needs.
"""

from datetime import date
from typing import Literal

from qshop.programme.model import Programme

Refusal = Literal["", "not_informed", "no_uses"]
FEWEST = 5
"""The fewest people that are a team, and not persons."""


def refusal(programme: Programme, team: str, day: date) -> Refusal:
    """Return why nothing may be told of persons of a team (blank: of no known team) on a day; blank where it may.

    not_informed: its people were not told of visits on or before the day
    no_uses: nobody declared what results may be used for
    """
    if not programme.informed(team, day):
        return "not_informed"
    return "" if programme.settings.ethics.uses else "no_uses"


def counts_as_person(programme: Programme, team: str) -> bool:
    """Return whether what is told of a team is told of persons."""
    people = {one.id: one.people for one in programme.teams}.get(team)
    return people is None or people < FEWEST
