"""When a page goes out, and by when what was decided on it comes back: in days, for any reader."""

from dataclasses import dataclass
from datetime import date, timedelta

from qshop.base.working_days import working_days_after
from qshop.debrief.readers import OF_ONE_VISIT
from qshop.debrief.visit_subjects import visit_and_team
from qshop.findings.results import Results
from qshop.programme.model import Programme
from qshop.programme.settings import Wave

PROVIDERS_FIRST = 2
"""How many working days a provider has its page before its client has one: time to check it, and to answer."""
TO_DECIDE = 10
"""How many working days a reader has to decide and to send back what was decided."""
TO_TALK = 5
"""How many working days are left to talk about a single visit, while people still remember it."""


@dataclass(frozen=True)
class Delivery:
    """How one page is delivered.

    send_on: the first working day on which it goes out
    client_on: the day on which the client of a provider gets its own pages; None where the page is no provider's
    waits: whether it goes out only then, after those of providers
    return_by: the last day on which it comes back, or on which people have talked about it
    part_of: the team whose part of a visit alone it tells; blank for any other page
    """

    reader: str
    subject: str
    wave: Wave
    send_on: date
    client_on: date | None
    waits: bool
    return_by: date
    part_of: str = ""


def delivery(results: Results, reader: str, subject: str) -> Delivery:
    """Return how a page is delivered, counted from the day of `results.as_of`, or from the end of the wave."""
    programme, holidays = results.programme, results.programme.settings.holidays
    first = working_days_after((results.as_of or results.wave.to) - timedelta(days=1), 1, holidays)
    later = working_days_after(first, PROVIDERS_FIRST, holidays)
    is_provider = reader == "team" and _is_provider(programme, subject)
    waits = not is_provider and reader not in OF_ONE_VISIT and any(team.provider for team in programme.teams)
    send_on = later if waits else first
    days = TO_TALK if reader in OF_ONE_VISIT else TO_DECIDE
    return Delivery(
        reader=reader,
        subject=subject,
        wave=results.wave,
        send_on=send_on,
        client_on=later if is_provider else None,
        waits=waits,
        return_by=working_days_after(send_on, days, holidays),
        part_of=visit_and_team(results, subject)[1] if reader == "visit" else "",
    )


def _is_provider(programme: Programme, code: str) -> bool:
    return any(team.provider for team in programme.teams if team.id == code)
