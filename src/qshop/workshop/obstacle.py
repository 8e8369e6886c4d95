"""Obstacles that a group named: findings, and no objections."""

from typing import Final, NamedTuple


class Obstacle(NamedTuple):
    """What keeps people from serving as they would: a row of `workshops/obstacles.csv`.

    group: the code of the group that said it
    date: the day of its meeting
    stage: the stage at which it stands in the way; blank for all of them
    obstacle: what it is, as it was said
    owner: the owner, as in qshop.yaml, who could remove it; blank where nobody knew
    """

    group: str
    date: str
    stage: str
    obstacle: str
    owner: str = ""


COLUMNS: Final = Obstacle._fields
