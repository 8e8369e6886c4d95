"""From which day a form may ask who served: the day from which everybody who could be named knew of the visits."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from qshop.programme.model import Programme

_NEVER = date.max


def staff_named_from(programme: Programme) -> date | None:
    """Return the first day from which all who run a stage at a site were informed; None if some never were.

    A team counts only while it runs a stage: that the one before it was not told is of no matter once it is gone.
    """
    since = max(_told_from(programme), default=programme.settings.ethics.staff_informed or _NEVER)
    return None if since == _NEVER else since


def _told_from(programme: Programme) -> Iterator[date]:
    """Yield for each spell of a team at a stage the day from which its people were told, or were there no more."""
    for site in programme.sites:
        for stage in programme.stages:
            teams = site.teams_of(stage.id)
            for (first, last), team in zip(pairwise([*teams.firsts, _NEVER]), teams.values, strict=True):
                informed = programme.informed_since(team) or _NEVER
                yield min(informed, last) if informed > first else date.min
