"""Moments of a visit to a web site or on the telephone: at which step the shopper felt and thought what.

They have a table of their own, one row a moment, since a visit may have any number of them. They are shown in the
debrief of their visit and never scored.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.shown import shown
from qshop.base.suggest import did_you_mean
from qshop.programme.answers.free_text import with_plain_line_ends
from qshop.visits.accepted import Visits
from qshop.visits.column_names import column_names
from qshop.visits.metadata_checks import check_code
from qshop.visits.problem import Check, Problem
from qshop.visits.rejects import Faults, Reject
from qshop.visits.table import Table


class Moment(NamedTuple):
    """One moment: its time at the site (`HH:MM` or `HH:MM:SS`, or blank), the page or step, what was felt and thought.

    `evidence` names a file, such as a screenshot.
    """

    visit_id: str
    time: str
    step: str
    feeling: str
    thought: str
    evidence: str


COLUMNS = Moment._fields
NO_VISIT = "QS450"
FRUSTRATED = "frustrated"
FEELINGS = ("pleased", "neutral", FRUSTRATED)
_REQUIRED = ("visit_id", "step", "feeling")
_ONLY_HERE = {"step", "feeling", "thought"}
_ONLY_VISITS = {"questionnaire", "version", "site"}
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?")


@dataclass
class MomentsOutcome:
    """What became of a table of moments: those accepted, by wave; repeats; rejects; or the refusal of the table."""

    accepted: dict[str, list[Moment]] = field(default_factory=dict)
    repeated: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None
    more_rejects: int = 0


def wave_by_visit(batches: Iterable[Visits]) -> dict[str, str]:
    """Return the wave of each visit by the visit's id."""
    return {visit_id: visits.wave for visits in batches for visit_id in visits.table.get("visit_id").cells()}


def is_moments(columns: Collection[str]) -> bool:
    """Return whether a table holds moments rather than visits, by its columns."""
    names = set(columns)
    return len(names & _ONLY_HERE) > 1 and not names & _ONLY_VISITS


def accept_moments(table: Table, wave_of: Mapping[str, str], before: Collection[Moment] = ()) -> MomentsOutcome:
    """Return what became of every row: rows = accepted + repeated + rejected. A doubtful header refuses the file.

    `wave_of` has the wave of every accepted visit by its id. A moment is a repeat if all its cells are the same as in
    one of `before` or in a row above.
    """
    refusal = _header_problem(table)
    if refusal:
        return MomentsOutcome(refusal=refusal)
    faults = Faults(table)
    for name, check in {"visit_id": _visit_check(wave_of), **_CHECKS}.items():
        faults.judge(name, table.get(name), check)
    columns = [table.get(name).map(with_plain_line_ends).cells() for name in COLUMNS]
    moments = [Moment(*cells) for cells in zip(*columns, strict=True)]
    accepted = [moments[row] for row in np.flatnonzero(faults.without_problem())]
    earlier = set(before)
    new = [moment for moment in dict.fromkeys(accepted) if moment not in earlier]
    # a rejected moment is not accepted when its visit is
    rejects = [replace(reject, visit="") for reject in faults.rejects()]
    outcome = MomentsOutcome(repeated=len(accepted) - len(new), rejects=rejects, more_rejects=faults.more)
    for moment in sorted_moments(new):
        outcome.accepted.setdefault(wave_of[moment.visit_id], []).append(moment)
    return outcome


def sorted_moments(moments: Iterable[Moment]) -> list[Moment]:
    """Return moments in the order of visit and time.

    One without a time stays behind the one it followed; those of the same time keep their order.
    """
    keyed: list[tuple[str, str, Moment]] = []
    latest: dict[str, str] = {}
    for moment in moments:
        latest[moment.visit_id] = moment.time or latest.get(moment.visit_id, "")
        keyed.append((moment.visit_id, latest[moment.visit_id], moment))
    return [moment for *_, moment in sorted(keyed, key=lambda entry: entry[:2])]


def _header_problem(table: Table) -> Diagnostic | None:
    where = Where(table.source, table.first_line, 1)
    unknown = [name for name in table.columns if name not in COLUMNS]
    missing = [name for name in _REQUIRED if name not in table.columns]
    if unknown:
        hint = did_you_mean(unknown[0], COLUMNS)
        message = f"moments have no column {column_names(unknown, list(table.columns))}"
        return Diagnostic("QS405", message, where, hint or f"use: {', '.join(COLUMNS)}")
    if missing:
        return Diagnostic("QS406", f"moments need the column {', '.join(missing)}", where, "export it too")
    return None


def _visit_check(wave_of: Mapping[str, str]) -> Check[str]:
    def check(code: str) -> Problem | None:
        if code in wave_of:
            return None
        help_ = "take the visit in first, or correct the id"
        return check_code(code) or Problem(NO_VISIT, f"{shown(code)} is the id of no visit", help_)

    return check


def _check_time(text: str) -> Problem | None:
    if not text or _TIME.fullmatch(text):
        return None
    help_ = "write it like 09:30 or 09:30:15, in the site's own time"
    return Problem("QS419", f"{shown(text)} is no time", help_)


def _check_step(text: str) -> Problem | None:
    return None if text.strip() else Problem("QS452", "no step is named", "write the page or the step in a few words")


def _check_feeling(text: str) -> Problem | None:
    if text in FEELINGS:
        return None
    message = f"{shown(text, FEELINGS)} is no feeling here" if text else "no feeling is given"
    return Problem("QS451", message, did_you_mean(text, FEELINGS))


_CHECKS: dict[str, Check[str]] = {"time": _check_time, "step": _check_step, "feeling": _check_feeling}
