"""What the facts in the texts of guides and papers are in words."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import ceil
from typing import Final

from qshop.findings.criterion_finding import Finding
from qshop.pages.asking import Asking, group_name, strong, wave_name, weak
from qshop.workshop.groups import MUST_FROM
from qshop.workshop.occasion import meeting, members, next_wave, stages_at_hand


def _director(asking: Asking) -> str:
    """Return who says the commitment; while nobody is named, management."""
    return asking.commitment.by.name if asking.commitment else asking.tongue("workshop.management")


def _director_function(asking: Asking) -> str:
    return asking.text(asking.commitment.by.function) if asking.commitment else ""


def _uses(asking: Asking) -> str:
    """Return what results may be used for: “improvement and training”."""
    return asking.tongue.joined(
        asking.tongue(f"person.use.{use}") for use in asking.session.programme.settings.ethics.uses
    )


def _decided(asking: Asking) -> str:
    told = asking.session.files.communication
    return asking.tongue.date(told.decided) if told and told.decided else ""


def _contact(asking: Asking) -> str:
    return asking.commitment.contact.name if asking.commitment else ""


def _telephone(asking: Asking) -> str:
    return asking.commitment.contact.telephone if asking.commitment else ""


def _group(asking: Asking) -> str:
    return group_name(asking.session.group, asking) if asking.session.group else ""


def _stages(asking: Asking) -> str:
    return asking.tongue.joined(asking.name("stage", stage) for stage in stages_at_hand(asking.session))


def _stage(asking: Asking) -> str:
    """Return the stage at hand; outside items that are held for each, the only one that the group has."""
    at_hand = [asking.stage] if asking.stage else stages_at_hand(asking.session)
    return asking.name("stage", at_hand[0]) if len(at_hand) == 1 else ""


def _most_important(asking: Asking) -> Finding | None:
    return asking.finding or next(iter(asking.session.findings), None)


def _finding(asking: Asking) -> str:
    found = _most_important(asking)
    return weak(found, asking) if found else ""


def _strength(asking: Asking) -> str:
    return strong(asking.session.strengths[0], asking) if asking.session.strengths else ""


def _suggestion(asking: Asking) -> str:
    found = _most_important(asking)
    criterion = asking.session.programme.criteria.get(found.criterion.id) if found else None
    return asking.text(criterion.try_) if criterion else ""


def _wave(asking: Asking) -> str:
    return wave_name(asking.session.wave, asking) if asking.session.wave else ""


def _next_wave(asking: Asking) -> str:
    wave = next_wave(asking.session)
    return wave_name(wave, asking) if wave else ""


def _first_day(asking: Asking) -> str:
    wave = next_wave(asking.session)
    return asking.tongue.date(wave.from_) if wave else ""


def _last_day(asking: Asking) -> str:
    wave = next_wave(asking.session)
    return asking.tongue.date(wave.to) if wave else ""


def _leader(asking: Asking) -> str:
    return asking.tongue.joined(one.name for one in members(asking.session) if one.role == "leader")


def _date(asking: Asking) -> str:
    met = meeting(asking.session)
    return asking.tongue.date_and_weekday(met.on) if met else ""


def _place(asking: Asking) -> str:
    met = meeting(asking.session)
    return (met.where if met else "") or ""


def _start(asking: Asking) -> str:
    met = meeting(asking.session)
    return asking.session.start or (met.from_ if met else "") or ""


def _people(asking: Asking) -> str:
    count = len(members(asking.session))
    return asking.tongue.number(count) if count else ""


def _must_from(asking: Asking) -> str:
    return asking.tongue("percent", value=asking.tongue.number(float(_share_of_dots(asking))))


def _must_dots(asking: Asking) -> str:
    count = len(members(asking.session))
    return asking.tongue.number(ceil(count * _share_of_dots(asking) / 100)) if count else ""


def _share_of_dots(asking: Asking) -> Decimal:
    groups = asking.session.files.groups
    return groups.must_from if groups else MUST_FROM


def _keep_months(asking: Asking) -> str:
    return _number(asking, asking.session.programme.settings.privacy.keep_months.personal)


def _keep_recordings(asking: Asking) -> str:
    keep = asking.session.programme.settings.privacy.keep_months
    return _number(asking, keep.personal if keep.recordings is None else keep.recordings)


def _number(asking: Asking, number: int | None) -> str:
    return "" if number is None else asking.tongue.number(number)


FACT_WORDS: Final[Mapping[str, Callable[[Asking], str]]] = {
    "programme": lambda asking: asking.text(asking.session.programme.settings.name),
    "director": _director,
    "director_function": _director_function,
    "says": lambda asking: asking.text(asking.commitment.says) if asking.commitment else "",
    "exception": lambda asking: asking.text(asking.commitment.exception) if asking.commitment else "",
    "contact": _contact,
    "telephone": _telephone,
    "commitment": lambda asking: asking.text(asking.commitment.footer) if asking.commitment else "",
    "group": _group,
    "stages": _stages,
    "stage": _stage,
    "finding": _finding,
    "strength": _strength,
    "suggestion": _suggestion,
    "wave": _wave,
    "next_wave": _next_wave,
    "first_day": _first_day,
    "last_day": _last_day,
    "site": lambda asking: asking.name("site", asking.session.site) if asking.session.site else "",
    "team": lambda asking: asking.name("team", asking.session.team) if asking.session.team else "",
    "leader": _leader,
    "date": _date,
    "place": _place,
    "start": _start,
    "people": _people,
    "must_from": _must_from,
    "must_dots": _must_dots,
    "keep_months": _keep_months,
    "keep_recordings": _keep_recordings,
    "minimum_base": lambda asking: _number(asking, asking.session.programme.settings.scoring.minimum_base),
    "uses": _uses,
    "decided": _decided,
}
"""By the names of `FACTS`: the fact in words; an empty text where it is not known."""
