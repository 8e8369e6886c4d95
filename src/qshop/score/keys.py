"""What figures can be grouped by: the keys of `qshop score --by`, and how the value of each is found.

Its help lists them, so nothing heavy is imported here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean

if TYPE_CHECKING:
    from qshop.programme.frozen import FrozenCriterion, FrozenStage
    from qshop.programme.model import Programme
    from qshop.visits.accepted import Visits
    from qshop.visits.table import Column

Key = tuple[str, ...]
"""The names of keys, or the values of a cell under them, in the same order."""


@dataclass(frozen=True)
class GroupKey:
    """How the value of a key is found: of visits, of a criterion, or of a stage of visits; one of the three."""

    of_visits: "Callable[[Programme, Visits], Column[str]] | None" = None
    of_criterion: "Callable[[Programme, FrozenStage, FrozenCriterion], str] | None" = None
    of_stage: "Callable[[Programme, Visits, str], Column[str]] | None" = None


def _column(name: str) -> GroupKey:
    return GroupKey(of_visits=lambda _programme, visits: visits.table.get(name))


def _of_site(name: str) -> GroupKey:
    return GroupKey(
        of_visits=lambda programme, visits: visits.table.get("site").map(
            lambda code: getattr(programme.site[code], name) or ""
        )
    )


def _owner(programme: "Programme", _stage: "FrozenStage", criterion: "FrozenCriterion") -> str:
    today = programme.criteria.get(criterion.id)
    return (today.owner if today else None) or ""


def _nature(programme: "Programme", _stage: "FrozenStage", criterion: "FrozenCriterion") -> str:
    today = programme.criteria.get(criterion.id)
    return (today.nature if today else None) or ""


def _team(programme: "Programme", visits: "Visits", stage: str) -> "Column[str]":
    from qshop.visits.periods import sites_and_periods  # noqa: PLC0415 - heavy

    places = sites_and_periods(visits.table, programme)
    return places.map(lambda place: programme.team_of(place[0], stage, place[1]))


KEYS: dict[str, GroupKey] = {
    "visit": _column("visit_id"),
    "questionnaire": _column("questionnaire"),
    "version": _column("version"),
    "wave": _column("wave"),
    "site": _column("site"),
    "region": _of_site("region"),
    "type": _of_site("type"),
    "stage": GroupKey(of_criterion=lambda _programme, stage, _criterion: stage.id),
    "criterion": GroupKey(of_criterion=lambda _programme, _stage, criterion: criterion.id),
    "team": GroupKey(of_stage=_team),
    "owner": GroupKey(of_criterion=_owner),
    "channel": _column("channel"),
    "scenario": _column("scenario"),
    "service": _column("service"),
    "shopper": _column("shopper"),
    "priority": GroupKey(of_criterion=lambda _programme, _stage, criterion: criterion.priority),
    "nature": GroupKey(of_criterion=_nature),
}


def is_of_visits(key: str) -> bool:
    """Return whether a key parts visits; the others part criteria."""
    return KEYS[key].of_visits is not None


def grouping_of(keys: Key) -> Key:
    """Return those of the keys that part criteria, in one order whatever the order of `keys`."""
    return tuple(sorted(key for key in keys if not is_of_visits(key)))


def visit_values(key: str, programme: "Programme", visits: "Visits") -> "Column[str]":
    """Return the value of each visit under a key that belongs to visits; raise `KeyError` for any other key."""
    of_visits = KEYS[key].of_visits
    if of_visits is None:
        raise KeyError(key)
    return of_visits(programme, visits)


def check_keys(names: Iterable[str]) -> Key:
    """Return the names of keys as given; raise `StopError` for one that does not exist, or stands twice."""
    keys = tuple(names)
    for name in keys:
        if name not in KEYS:
            help_ = did_you_mean(name, KEYS) or f"known: {', '.join(KEYS)}"
            raise StopError(f"nothing can be grouped by “{name}”", help_)
        if keys.count(name) > 1:
            raise StopError(f"“{name}” is given twice", "name each key once")
    return keys
