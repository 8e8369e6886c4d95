"""The two sides of a comparison: waves, sites or teams, and which visits each of them has.

People are never sides: visits serve improvement, and no figure may rank whoever served or shopped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean
from qshop.score.keys import KEYS, Key, check_keys, visit_values
from qshop.score.measured_waves import check_measured

if TYPE_CHECKING:
    from qshop.programme.model import Programme
    from qshop.visits.accepted import Visits
    from qshop.visits.table import Column, Mask

Dimension = Literal["wave", "site", "team"]
_PEOPLE = ("shopper", "staff")
_NO_ROWS = {
    "visit": "a visit is on one side only",
    "version": "visits of all versions are judged by the newest, over the questions that all of them ask alike",
}
ROW_KEYS = tuple(key for key in KEYS if key not in (*_PEOPLE, *_NO_ROWS))
"""The keys that rows of a comparison can be by, but for what is compared."""


@dataclass(frozen=True)
class Sides:
    """What is compared, and the codes of either side.

    stages: the stages that both sides run, where they are teams; else none, which means all
    """

    of: Dimension
    before: str
    after: str
    stages: frozenset[str] = frozenset()

    @property
    def codes(self) -> tuple[str, str]:
        """Return both codes."""
        return self.before, self.after

    def apply(self, batches: "Iterable[Visits]", programme: "Programme") -> "list[Visits]":
        """Return the visits of either side, batch by batch; no batch is empty."""
        chosen = [self._chosen(visits, programme) for visits in batches]
        return [visits for visits in chosen if visits.table.rows]

    def column(self, visits: "Visits", stage: str, programme: "Programme") -> "Column[str]":
        """Return what each visit is under the dimension compared; a team, in a stage."""
        key = KEYS[self.of]
        if key.of_stage:
            return key.of_stage(programme, visits, stage)
        return visit_values(self.of, programme, visits)

    def _chosen(self, visits: "Visits", programme: "Programme") -> "Visits":
        return replace(visits, table=visits.table.take(self._is_in(visits, programme)))

    def _is_in(self, visits: "Visits", programme: "Programme") -> "Mask":
        stages = sorted(self.stages) if self.of == "team" else [""]
        masks = [self.column(visits, stage, programme).is_in(self.codes) for stage in stages]
        return sum(masks[1:], start=masks[0])


def sides_of(of: str, before: str, after: str, programme: "Programme", stage: str = "") -> Sides:
    """Return two sides; raise `StopError` where they are people, unknown, the same, or have no stage in common.

    With `stage`, teams are compared over that stage only.
    """
    if of in _PEOPLE:
        raise StopError(f"{of} is nothing to compare by: people are never compared or ranked", _INSTEAD)
    known: dict[str, list[str]] = {
        "wave": [wave.id for wave in programme.settings.measured_waves],
        "site": sorted(programme.site),
        "team": [team.id for team in programme.teams],
    }
    if of not in known:
        raise StopError(f"nothing can be compared by “{of}”", did_you_mean(of, known) or f"known: {', '.join(known)}")
    for code in (before, after):
        if code not in known[of]:
            if of == "wave":
                check_measured(code, programme)
            help_ = _other_dimension(code, known) or did_you_mean(code, known[of])
            raise StopError(f"there is no {of} “{code}”", help_)
    if before == after:
        raise StopError(f"{before} is on both sides", f"name two {of}s")
    dimension = next(one for one in get_args(Dimension) if one == of)
    if dimension != "team":
        return Sides(dimension, before, after, frozenset([stage]) if stage else frozenset())
    return Sides(dimension, before, after, _common_stages(before, after, programme, stage))


_INSTEAD = "compare waves, sites or teams; qshop debrief tells what a site can work on"


def _other_dimension(code: str, known: dict[str, list[str]]) -> str:
    found = next((of for of, codes in known.items() if code in codes), "")
    return f"it is a {found}: add --of {found}" if found else ""


def _common_stages(before: str, after: str, programme: "Programme", stage: str) -> frozenset[str]:
    """Return the stages that both teams ever ran, at any site."""
    run_by = [
        {one.id for one in programme.stages for site in programme.sites if team in site.teams_of(one.id).values}
        for team in (before, after)
    ]
    common = frozenset.intersection(*map(frozenset, run_by))
    if not common:
        raise StopError(f"{before} and {after} run no stage in common", "only stages that both run can be compared")
    if stage and stage not in common:
        raise StopError(f"{before} and {after} do not both run {stage}", f"both run: {', '.join(sorted(common))}")
    return frozenset([stage]) if stage else common


def check_rows(names: Iterable[str], of: Dimension) -> Key:
    """Return the keys of rows; raise `StopError` for one that does not exist, stands twice, or can have no rows."""
    names = tuple(names)
    for name in names:
        if name in _PEOPLE or name.endswith("_staff"):
            raise StopError(f"no rows by {name}: people are never compared or ranked", _INSTEAD)
    keys = check_keys(names)
    for key in keys:
        if key == of:
            raise StopError(f"{of}s are what is compared", "rows are by something else, such as --by stage")
        if key in _NO_ROWS:
            raise StopError(f"no rows by {key}: {_NO_ROWS[key]}", "rows are by something else, such as --by stage")
    return keys
