"""Rejected rows as evidence: what is kept of each, and what became of it since."""

from collections.abc import Iterable, Mapping, Set
from typing import Final, NamedTuple

from qshop.base.plural import counted
from qshop.visits.accepted import Visits
from qshop.visits.rejects import MAX_LISTED, Reject

_ACCEPTED = "accepted: "
_CONTRADICTION = "QS417"


class RejectedRow(NamedTuple):
    """One rejected row: its place, why, its visit's id if that could be read, what became of it, and its text.

    `outcome` is blank while the row is open, `accepted: SOURCE:LINE` once its visit was accepted, or says that its
    source was read again without it.
    """

    source: str
    line: str
    column: str
    code: str
    reason: str
    visit_id: str
    outcome: str
    raw: str

    @property
    def is_accepted(self) -> bool:
        """Return whether the visit of the row was accepted since."""
        return self.outcome.startswith(_ACCEPTED)


COLUMNS: Final = RejectedRow._fields


def read_again(earlier: Iterable[RejectedRow], source: str, rejects: list[Reject], total: int) -> list[RejectedRow]:
    """Return all rejected rows of a source after it was read again and `total` of its rows were rejected.

    Nothing is removed: a row that the source no longer has says so. Of more than `MAX_LISTED` the last row, which has
    no line, tells how many are not kept.
    """
    earlier = [row for row in earlier if row.line]
    accepted = {row.raw: row.outcome for row in earlier if row.is_accepted}
    texts = {reject.raw for reject in rejects}
    kept = [row for row in earlier if row.raw not in texts]
    more = total - min(len(rejects), MAX_LISTED)
    if not more:
        gone = f"not in {source} any more"
        kept = [row if row.outcome else row._replace(outcome=gone) for row in kept]
    rejects = sorted(rejects, key=lambda reject: reject.line)[:MAX_LISTED]
    rows = sorted([*kept, *(_row(reject, accepted) for reject in rejects)], key=lambda row: (int(row.line), row.raw))
    return [*rows, *([_not_kept(source, more)] if more else [])]


def _row(reject: Reject, accepted: Mapping[str, str]) -> RejectedRow:
    place = reject.source, str(reject.line), reject.column
    outcome = accepted.get(reject.raw, "")
    return RejectedRow(*place, reject.diagnostic.code, "\n".join(reject.reasons), reject.visit, outcome, reject.raw)


def _not_kept(source: str, more: int) -> RejectedRow:
    reason = f"{more:,} more rejected rows are not written here: mend what they have in common, then take it in again"
    return RejectedRow(source, "", "", "", reason, "", "", "")


def settled(rows: Iterable[RejectedRow], accepted: Mapping[str, str]) -> list[RejectedRow]:
    """Return the rows with the place, of those in `accepted`, where the visit of the row was accepted."""
    return [_settled(row, accepted.get(row.visit_id, "")) for row in rows]


def _settled(row: RejectedRow, place: str) -> RejectedRow:
    is_another = row.code == _CONTRADICTION and not place.startswith(f"{row.source}:")
    return row if row.is_accepted or is_another or not place else row._replace(outcome=_ACCEPTED + place)


def progress(before: Iterable[RejectedRow], after: Iterable[RejectedRow]) -> str:
    """Return how many rows were accepted between two states of a file and how many are open; without any, nothing."""
    after = [row for row in after if row.line]
    accepted = sum(row.is_accepted for row in after) - sum(row.is_accepted for row in before)
    still_open = sum(not row.outcome for row in after)
    verb = "is" if accepted == 1 else "are"
    earlier = counted(len(after), "earlier reject")
    return f"{accepted} of {earlier} {verb} accepted now, {still_open} still open" if accepted else ""


def places(batches: Iterable[Visits], visit_ids: Set[str]) -> dict[str, str]:
    """Return where each of the visits with one of `visit_ids` stands in its source, as `SOURCE:LINE`, by its id."""
    return {
        visit_id: f"{visits.table.source}:{visits.table.line(row)}"
        for visits in batches
        for row, visit_id in enumerate(visits.table.get("visit_id").cells())
        if visit_id in visit_ids
    }
