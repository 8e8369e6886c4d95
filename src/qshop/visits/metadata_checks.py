"""Checks of what every visit says about itself: id, site, version, date, times, staff and so on."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache, partial

from qshop.base.shown import shown
from qshop.base.suggest import did_you_mean
from qshop.programme.answers.clock_time import CLOCK
from qshop.programme.code_forms import NO_NAME, fits
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.scalars import (
    code_problem,
    mangled_by_spreadsheet,
    measure_text,
    read_day,
    read_measure,
    read_number,
)
from qshop.programme.settings import Wave
from qshop.programme.spells import EVER, Period
from qshop.visits.columns import PURPOSES, STATUSES
from qshop.visits.problem import Check, Problem

_SIX_DECIMALS = Decimal("0.000001")


def choice_check(name: str, choices: list[str]) -> Check[str]:
    """Return the check that a value is one of `choices`; if there are none, that it is blank."""

    def check(value: str) -> Problem | None:
        if value in choices or (not value and not choices):
            return None
        message = f"{shown(value, choices)} is no {name} here" if value else f"the {name} is blank"
        return Problem("QS420", message, did_you_mean(value, filter(None, choices)) or "leave it blank")

    return check


def check_code(value: str) -> Problem | None:
    """Return the problem of a value that is no code."""
    fault = code_problem(value)
    return Problem("QS410", f"the code {fault}", "codes are exact text; mend it at its source") if fault else None


def _check_blank_or_code(value: str) -> Problem | None:
    return check_code(value) if value else None


def _check_clock(value: str) -> Problem | None:
    if not value or CLOCK.fullmatch(value):
        return None
    help_ = "write it like 09:30, in the site's own time, or declare times in a profile"
    return Problem("QS419", f"{shown(value)} is no time", help_)


def _check_attempts(value: str) -> Problem | None:
    if not value or (is_whole(value) and int(value) >= 1):
        return None
    return Problem("QS428", f"{shown(value)} is no number of attempts", "write 1, 2, …")


def _check_weight(value: str) -> Problem | None:
    if not value or read_number(value):
        return None
    return Problem(
        "QS428", f"{shown(value)} is no weight", "a number above 0, up to 999999999, such as 1.5, to six decimals"
    )


def canonical_number(text: str) -> str:
    """Return a number as qshop writes it, such as `1` for `1.0`; what is no number stays as it is."""
    number = read_measure(text)
    return text if number is None else measure_text(number)


def canonical_weight(text: str) -> str:
    """Return a weight to six decimals, half-even; what is none, or would be 0, stays as it is."""
    number = read_measure(text)
    if number is None:
        return text
    rounded = number.quantize(_SIX_DECIMALS, ROUND_HALF_EVEN)
    return measure_text(rounded or number)


CHECKS: dict[str, Check[str]] = {
    "visit_id": check_code,
    "time_in": _check_clock,
    "time_out": _check_clock,
    "service": _check_blank_or_code,
    "purpose": choice_check("purpose", ["", *PURPOSES]),
    "status": choice_check("status", ["", *STATUSES]),
    "attempts": _check_attempts,
    "weight": _check_weight,
}


def site_check(programme: Programme) -> Check[str]:
    """Return the check that a site exists, exactly as written."""

    def check(code: str) -> Problem | None:
        if code in programme.site:
            return None
        if not code:
            return Problem("QS411", "the site is blank", did_you_mean(code, programme.site))
        fault = mangled_by_spreadsheet(code)
        help_ = f"the code {fault}" if fault else did_you_mean(code, programme.site)
        return Problem("QS411", f"{shown(code, programme.site)} is no site of the programme", help_)

    return check


def shopper_check(programme: Programme) -> Check[str]:
    """Return the check that a shopper's code, if there is one, is a code and no name."""
    pattern = programme.settings.privacy.codes.shopper

    def check(code: str) -> Problem | None:
        if not code:
            return None
        return check_code(code) or (None if fits(code, pattern) else _no_code(pattern))

    return check


def _no_code(pattern: str) -> Problem:
    """Return the problem of what may be a name: what it says is not repeated."""
    help_ = "write codes, never names; another form of code is declared in qshop.yaml under privacy: codes"
    form = "no space, no @, at least one digit" if pattern == NO_NAME else "its form is declared in qshop.yaml"
    return Problem("QS302", f"this may be a name, and is no code: {form}", help_)


def staff_check(programme: Programme, stage: str) -> Check[tuple[str, ...]]:
    """Return the check of (staff codes at a stage, date, wave, site): codes, never names, of people who were informed.

    A visit without a day may have been made on any day of its wave. A team's own day wins over that of the programme.
    """
    period_of = cache(programme.period_of)  # there are many people and few days
    pattern = programme.settings.privacy.codes.staff
    has_form = cache(partial(fits, pattern=pattern))

    @cache
    def uninformed(day: str, wave: str, site: str) -> Problem | None:
        period = period_of(day, wave)
        teams = programme.teams_in(site, stage, period)
        found = (_uninformed(team, programme.informed_since(team), period, day) for team in teams)
        return next(filter(None, found), None)

    def check(cells: tuple[str, ...]) -> Problem | None:
        codes, day, wave, site = cells
        if not codes:
            return None
        problem = uninformed(day, wave, site)
        if problem:
            return problem
        fault = next((fault for code in codes.split(" ") if (fault := code_problem(code))), "")
        if fault:
            return Problem("QS410", f"a staff code {fault}", "several codes are separated by one space")
        return None if all(map(has_form, codes.split(" "))) else _no_code(pattern)

    return check


def _uninformed(team: str, since: date | None, period: Period, day: str) -> Problem | None:
    """Return the problem of naming people of a team (blank: of none that is known) who may not have been informed."""
    if since is None:
        help_ = "declare ethics: {staff_informed: …} in qshop.yaml, or leave the column blank"
        return Problem("QS301", "staff are named, but qshop.yaml does not say that they were informed", help_)
    if period == EVER or period.first >= since:
        return None
    help_ = "leave the column blank" if day else "leave the column blank, or give the day of the visit"
    of_team = f" of {team}" if team else ""
    return Problem("QS301", f"staff{of_team} are named, but were only informed on {since}", help_)


def find_version(programme: Programme, cells: tuple[str, ...]) -> Version | Problem:
    """Return the frozen version that a row's questionnaire and version name, or the problem if there is none."""
    questionnaire, number = cells
    version = programme.versions.get((questionnaire, int(number))) if is_whole(number) else None
    if version:
        return version
    frozen = [str(v) for q, v in programme.versions if q == questionnaire]
    if not frozen:
        names = sorted({q for q, _ in programme.versions})
        help_ = did_you_mean(questionnaire, names) or "freeze one first: qshop build-questionnaire"
        return Problem("QS412", f"{shown(questionnaire, names)} is no frozen questionnaire", help_, "questionnaire")
    named = shown(number, frozen)
    message = f"{named} is no frozen version of {questionnaire}" if number else "the version is blank"
    return Problem("QS412", message, f"frozen: {', '.join(frozen)}")


def find_wave(programme: Programme, cells: tuple[str, ...]) -> Wave | Problem:
    """Return the wave of a row by its date, wave and questionnaire, or the problem if there is none."""
    day_text, name, questionnaire = cells
    waves = {wave.id: wave for wave in programme.settings.waves}
    if name and name not in waves:
        return Problem("QS414", f"{shown(name, waves)} is no wave of the programme", did_you_mean(name, waves), "wave")
    if not day_text:
        return waves[name] if name else Problem("QS413", "the date is blank", "give the day of the visit, or its wave")
    day = read_day(day_text)
    if day is None:
        help_ = "write it like 2026-03-31, or declare the file's format in a profile"
        return Problem("QS413", f"{shown(day_text)} is no date", help_)
    return _wave_of(programme, day, name, questionnaire)


def _wave_of(programme: Programme, day: date, name: str, questionnaire: str) -> Wave | Problem:
    wave = programme.wave_of(day, questionnaire)
    if wave and name in ("", wave.id):
        return wave
    outside = f"the wave {name}" if name else "every wave"
    periods = ", ".join(f"{w.id} is {w.from_} to {w.to}" for w in programme.settings.waves)
    return Problem("QS414", f"{day} is outside {outside}", periods)


def is_whole(text: str) -> bool:
    """Return whether a text is a plain whole number."""
    number = read_number(text)
    return number is not None and number == int(number) and "." not in text
