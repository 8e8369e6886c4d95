"""The occasion that a guide, a letter or a sheet is made for."""

from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.cli.inputs import check_known
from qshop.cli.workshop_read import open_workshop_files

if TYPE_CHECKING:
    from datetime import date

    from qshop.io.folder import LoadedProgramme
    from qshop.visits.accepted import Visits
    from qshop.workshop.session import Session


def open_session(
    loaded: "LoadedProgramme",
    *,
    group: str = "",
    team: str = "",
    site: str = "",
    guide: str = "",
    start: str = "",
    as_of: str = "",
) -> "tuple[Session, int]":
    """Return the occasion for a group, a team or a site (blank: for none), and how many stored visits are faulty.

    What was found is that of the last wave with visits, if there is one. Raises `FaultyError` where the workshop files
    cannot be read, and `StopError` at a group, team, site, time or day that there is not.
    """
    from qshop.workshop.session import Session

    programme = loaded.programme
    read = open_workshop_files(loaded)
    groups = {one.id: one for one in read.groups.groups} if read.groups else {}
    for noun, code, known in (
        ("group", group, groups),
        ("team", team, [one.id for one in programme.teams]),
        ("site", site, [one.id for one in programme.sites]),
    ):
        if code:
            check_known(noun, code, known, "groups are in workshops/groups.yaml" if noun == "group" else "")
    _check_time(start)
    told = Session(programme, read, groups.get(group), team, site, guide, start, _day(as_of))
    return _with_findings(loaded, told)


def _check_time(start: str) -> None:
    from qshop.workshop.clock import minutes_of

    if start and minutes_of(start) is None:
        raise StopError(f"“{start}” is no time of the day", "write it like 09:30")


def _day(as_of: str) -> "date | None":
    from qshop.programme.scalars import read_day

    day = read_day(as_of) if as_of else None
    if as_of and day is None:
        raise StopError(f"“{as_of}” is no day", "write it like 2026-03-02")
    return day


def _with_findings(loaded: "LoadedProgramme", session: "Session") -> "tuple[Session, int]":
    """Return the occasion with what was found in the last wave that has visits, and had begun by then."""
    from dataclasses import replace

    from qshop.cli.inputs import read_accepted
    from qshop.debrief.contacts import judged_on
    from qshop.debrief.own_visits import own_visits
    from qshop.debrief.told import told_of
    from qshop.findings.results import Results, last_wave
    from qshop.io.store_files import data_folder
    from qshop.workshop.rehearsed import unanswered

    if not data_folder(loaded.root, loaded.programme).is_dir():
        return session, 0
    visits, faults = read_accepted(loaded)
    session = replace(session, unanswered=unanswered(session.programme, visits))
    wave = last_wave(_begun(visits, session), loaded.programme)
    if wave is None:
        return session, faults
    results = Results(loaded.programme, wave, visits, [], faults)
    reader = "team" if session.team else "site" if session.site else "programme"
    subject = session.team or session.site
    told = told_of(results, {reader: subject} if subject else {})
    contacts = judged_on(own_visits(results.now, reader, subject, loaded.programme))
    as_of = session.as_of or wave.to
    weak, strong = told.things, told.well_done
    return replace(session, as_of=as_of, wave=wave, findings=weak, strengths=strong, contacts=contacts), faults


def _begun(visits: "list[Visits]", session: "Session") -> "list[Visits]":
    """Return the visits of waves that had begun on the day that is now."""
    day = session.as_of
    waves = {wave.id for wave in session.programme.settings.waves if day is None or wave.from_ <= day}
    return [batch for batch in visits if batch.wave in waves]
