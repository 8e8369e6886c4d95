"""Submissions that the service marks: held back by a reviewer, or never decrypted."""

from qshop.base.shown import shown
from qshop.visits.exports.service import Service
from qshop.visits.problem import Problem
from qshop.visits.rejects import Faults
from qshop.visits.table import Mask, Table

_NOT_READ = ("not decrypted", "missing encrypted form data")


def judge_review(service: Service, table: Table, faults: Faults, *, include_held: bool) -> list[str]:
    """Add the problems of submissions that do not count, unless `include_held`; return notes for the user."""
    if service.status:
        faults.judge(service.status, table.get(service.status), _check_status)
    if service.review not in table.columns:
        return [f"there is no column {service.review}: submissions held back in review cannot be told from the others"]
    if include_held:
        held = int(held_back(service, table).sum())
        return [f"taken although held back in review: {held}"] if held else []

    def check(state: str) -> Problem | None:
        if state in service.counted_reviews:
            return None
        message = f"held back in review: {shown(state, service.held_reviews)}"
        return Problem("QS445", message, f"decide it in {service.name}, or ask for such visits with --include-held")

    faults.judge(service.review, table.columns[service.review], check)
    return []


def held_back(service: Service, table: Table) -> Mask:
    """Return for each submission whether a reviewer holds it back."""
    return ~table.get(service.review).is_in(service.counted_reviews)


def _check_status(status: str) -> Problem | None:
    if not status:
        return None
    help_ = "export again with the passphrase of the project"
    return Problem("QS446", f"the submission could not be read: {shown(status, _NOT_READ)}", help_)
