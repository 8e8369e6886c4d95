"""The visits that a debrief is made from: those of one wave, and what was before it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.cli.inputs import check_known, read_accepted
from qshop.cli.output import print_diagnostics
from qshop.cli.released_read import may_show_words, read_releases
from qshop.debrief.readers import OF_ONE_VISIT

if TYPE_CHECKING:
    from qshop.findings.results import Results
    from qshop.io.folder import LoadedProgramme
    from qshop.programme.model import Programme
    from qshop.programme.settings import Wave
    from qshop.visits.accepted import Visits
    from qshop.visits.moments import Moment


def results_about(
    loaded: "LoadedProgramme",
    reader: str,
    name: str,
    *,
    wave_id: str,
    as_of: str,
    is_late: bool,
    with_words: bool = False,
) -> "tuple[Results, int]":
    """Return what a reader's debriefs are made from, and how many rows of the stored visits are faulty.

    It is about the wave `wave_id`; without one, about that of the visit called `name`, else the last with visits.
    Comments are read where a page may show any, and `with_words`. Raises `StopError` if there is no such wave, if it
    is a rehearsal or has no visits, or if `as_of` is no day or one before it.
    """
    from qshop.findings.results import Results

    of_one_visit = reader in OF_ONE_VISIT
    visits, faults = read_accepted(loaded, words=of_one_visit or with_words or may_show_words(loaded))
    wave = _wave(loaded, visits, wave_id or (_wave_of_visit(visits, name) if of_one_visit else ""))
    moments, faulty = _moments(loaded, visits, wave) if of_one_visit else ([], 0)
    day = _day(as_of, wave) if as_of else _last_day(visits, wave, loaded.programme)
    released, not_released = read_releases(loaded, visits)
    results = Results(loaded.programme, wave, visits, moments, faults, as_of=day, is_late=is_late, released=released)
    return results, faults + faulty + not_released


def _wave(loaded: "LoadedProgramme", visits: "list[Visits]", wave_id: str) -> "Wave":
    from qshop.findings.results import last_wave
    from qshop.score.measured_waves import check_measured

    waves = {wave.id: wave for wave in loaded.programme.settings.measured_waves}
    check_measured(wave_id, loaded.programme)
    if wave_id:
        check_known("wave", wave_id, waves)
    wave = waves[wave_id] if wave_id else last_wave(visits, loaded.programme)
    if wave is None:
        raise StopError("there are no visits to write about", "take some in with: qshop ingest export.csv")
    return wave


def _wave_of_visit(visits: "list[Visits]", name: str) -> str:
    """Return the wave of a visit that is named by itself, or with a stage behind it; an empty text without one."""
    from qshop.visits.moments import wave_by_visit

    waves = wave_by_visit(visits)
    return waves.get(name) or waves.get(name.rpartition(":")[0], "")


def _moments(loaded: "LoadedProgramme", visits: "list[Visits]", wave: "Wave") -> "tuple[list[Moment], int]":
    """Return the moments of the wave's visits, and how many faults there are in them, which are printed."""
    from qshop.io.moments_file import read_moments
    from qshop.io.store_files import data_folder
    from qshop.visits.intake.stored import stored_moments
    from qshop.visits.moments import wave_by_visit

    tables = read_moments(data_folder(loaded.root, loaded.programme), Path.cwd(), wave.id)
    moments, diagnostics = stored_moments(tables, wave_by_visit(visits))
    print_diagnostics(diagnostics)
    return moments, len(diagnostics)


def _day(text: str, wave: "Wave") -> date:
    from qshop.programme.scalars import read_day

    day = read_day(text)
    if day is None:
        raise StopError(f"“{text}” is no day", f"write it like {wave.to}")
    if day < wave.from_:
        raise StopError(f"{day} is before {wave.id}, which begins on {wave.from_}", "name a later day with --as-of")
    return day


def _last_day(visits: "list[Visits]", wave: "Wave", programme: "Programme") -> date:
    """Return the day of the last of all visits but rehearsals; the last day of the wave where no visit has one."""
    from qshop.programme.scalars import read_day

    measured = {one.id for one in programme.settings.measured_waves}
    of_days = (batch.table.get("date").compact().values for batch in visits if batch.wave in measured)
    days = (read_day(cell) for cells in of_days for cell in cells)
    return max((day for day in days if day), default=wave.to)
