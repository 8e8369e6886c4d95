"""What the service itself says of a submission: held back by a reviewer, or never decrypted."""

from qshop.visits.exports.service import Service
from qshop.visits.metadata import shortened
from qshop.visits.rejects import Faults, Problem
from qshop.visits.table import Mask, Table


def judge_review(service: Service, table: Table, faults: Faults, *, include_held: bool) -> list[str]:
    """Note the submissions that do not count, unless those held back are asked for; say what cannot be told."""
    if service.status:
        faults.judge(service.status, table.get(service.status), _unread)
    if service.review not in table.columns:
        return [f"there is no column {service.review}: submissions held back in review cannot be told from the others"]
    if include_held:
        held = int(held_back(service, table).sum())
        return [f"taken although held back in review: {held}"] if held else []

    def check(state: str) -> Problem | None:
        if state in service.passed:
            return None
        message = f"held back in review: “{shortened(state)}”"
        return Problem("QS445", message, f"decide it in {service.name}, or ask for such visits with --include-held")

    faults.judge(service.review, table.columns[service.review], check)
    return []


def held_back(service: Service, table: Table) -> Mask:
    """Tell which submissions a reviewer holds back."""
    return ~table.get(service.review).is_in(service.passed)


def _unread(status: str) -> Problem | None:
    if not status:
        return None
    help_ = "export again with the passphrase of the project"
    return Problem("QS446", f"the submission could not be read: “{shortened(status)}”", help_)
