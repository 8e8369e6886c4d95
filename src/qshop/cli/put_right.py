"""What `qshop ingest` says at once: the critical standards that failed on the visits it has just taken in."""

from typing import TYPE_CHECKING

from qshop.cli.output import print_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qshop.findings.criterion_finding import CriticalFailure
    from qshop.programme.model import Programme
    from qshop.visits.intake.receipt import Receipt

_MOST = 20


def to_put_right(receipt: "Receipt", programme: "Programme") -> "list[CriticalFailure]":
    """Return the critical criteria that failed on the visits accepted from one source."""
    from qshop.findings.critical_failures import failures_on_arrival

    return failures_on_arrival(receipt.accepted, programme)


def tell_to_put_right(failures: "Sequence[CriticalFailure]", programme: "Programme") -> None:
    """Print what failed, where and on which day, and who acts on it; who served is never named."""
    lines = list(dict.fromkeys(_line(one, programme) for one in failures))
    for line in lines[:_MOST]:
        print_message(f"put right today: {line}")
    if len(lines) > _MOST:
        print_message(f"… and {len(lines) - _MOST:,} more like these: qshop debrief begins with them")


def as_row(failure: "CriticalFailure", programme: "Programme") -> dict[str, object]:
    """Return a failure as a value of JSON: by its codes."""
    return {
        "criterion": failure.criterion.id,
        "site": failure.site,
        "date": failure.day.isoformat() if failure.day else "",
        "owner": _owner(failure, programme),
    }


def _line(failure: "CriticalFailure", programme: "Programme") -> str:
    from qshop.io.packaged import tongue
    from qshop.programme.scalars import text_in

    language, owner = programme.language, _owner(failure, programme)
    name = programme.name_of("site", failure.site, language)
    site = failure.site if name == failure.site else f"{failure.site} {name}"
    day = [tongue("en").date(failure.day)] if failure.day else []
    acts = f" (owner {programme.name_of('owner', owner, language)})" if owner else ""
    not_met = "" if failure.criterion.missed else "not met: "
    return f"{not_met}{text_in(failure.criterion.failure, language)} — {', '.join([site, *day])}{acts}"


def _owner(failure: "CriticalFailure", programme: "Programme") -> str:
    today = programme.criteria.get(failure.criterion.id)
    return (today.owner if today else None) or ""
