"""Rules on proposals: what became of one is said with its reason."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.check.references import dangling
from qshop.programme.model import Programme


def declined(programme: Programme) -> Iterator[Diagnostic]:
    """QS249: turned down, but nobody says by whom and why; or a reason for what was not turned down."""
    for criterion in programme.criteria.values():
        is_declined, has_reason = criterion.status == "declined", criterion.is_written("declined")
        if is_declined and not has_reason:
            help_ = "add: declined: {by: steering group, on: 2026-02-12, why: …}; its group will be told"
            yield criterion.diagnostic("QS249", "who turned it down, when, and why?", "status", help=help_)
        if has_reason and not is_declined:
            message = f"it says why it was turned down, but its status is {criterion.status}"
            help_ = "write status: declined, or take declined out"
            yield criterion.diagnostic("QS249", message, "declined", key=True, help=help_)


def instead(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: it became a part of a criterion that there is not. QS250: of itself, or of one that is not in use."""
    for criterion in programme.criteria.values():
        other = criterion.declined.instead if criterion.declined else None
        if criterion.declined and other:
            known = [id_ for id_ in programme.criteria if id_ != criterion.id]
            found = programme.criteria.get(other)
            if found is None:
                yield from dangling(criterion.declined, "criterion", other, known, programme, "instead")
            elif found is criterion or not found.is_live:
                message = f"“{other}” is {'this criterion itself' if found is criterion else found.status}"
                help_ = "name a criterion in use, or take instead out"
                yield criterion.declined.diagnostic("QS250", message, "instead", help=help_)
