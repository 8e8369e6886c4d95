"""Obstacles that a group named: findings, and no objections."""

from typing import Final, NamedTuple


class Obstacle(NamedTuple):
    """What keeps people from serving as they would: said by which group, when, at which stage; who could remove it."""

    group: str
    date: str
    stage: str
    obstacle: str
    owner: str = ""


COLUMNS: Final = Obstacle._fields
