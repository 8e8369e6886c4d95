"""What may be so of a programme, so that a guide or a document says something only then."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from qshop.workshop.occasion import live_criteria, members, teams_at_hand

if TYPE_CHECKING:
    from qshop.workshop.communication import Commitment
    from qshop.workshop.session import Session

_NOT = "not_"


def _country(code: str) -> "Callable[[Session], bool]":
    return lambda session: code in (session.files.communication.countries if session.files.communication else ())


def _recorded(session: "Session") -> set[str]:
    """Return the kinds of evidence that are asked for: photo, audio, video."""
    asked = [question for criterion in live_criteria(session) for question in criterion.questions]
    return {question.evidence for question in asked if question.evidence}


def _keeps_recordings(session: "Session") -> bool:
    kept = session.programme.settings.privacy.keep_months
    return bool(_recorded(session)) and (kept.recordings or kept.personal) is not None


def _has_staff_codes(session: "Session") -> bool:
    told = [session.programme.settings.ethics.staff_informed, *(team.informed for team in session.programme.teams)]
    return any(told)


def _has_suggestion(session: "Session") -> bool:
    criteria = session.programme.criteria
    ids = [one.criterion.id for one in session.findings[:1]]
    return any(id_ in criteria and criteria[id_].try_ is not None for id_ in ids)


def _contracts(session: "Session") -> set[str | None]:
    """Return what is said of the contracts of the providers at hand."""
    return {team.contract for team in teams_at_hand(session) if team.provider}


def _commitment(session: "Session") -> "Commitment | None":
    return session.files.communication.commitment if session.files.communication else None


def _says(key: str) -> "Callable[[Session], bool]":
    """Return whether the commitment has something under a key."""
    return lambda session: bool(getattr(_commitment(session), key, None))


HOLDS: "Final[Mapping[str, Callable[[Session], bool]]]" = {
    "recordings": lambda session: bool(_recorded(session)),
    "only_photos": lambda session: _recorded(session) == {"photo"},
    "voices": lambda session: bool(_recorded(session) - {"photo"}),
    "kept_time": lambda session: session.programme.settings.privacy.keep_months.personal is not None,
    "kept_recordings": _keeps_recordings,
    "uses": lambda session: bool(session.programme.settings.ethics.uses),
    "staff_codes": _has_staff_codes,
    "personal_sheets": lambda session: _has_staff_codes(session) and "linked" not in _contracts(session),
    "criteria": lambda session: bool(live_criteria(session)),
    "findings": lambda session: bool(session.findings),
    "strengths": lambda session: bool(session.strengths),
    "suggestion": _has_suggestion,
    "promises": lambda session: any(criterion.promise for criterion in live_criteria(session)),
    "providers": lambda session: any(team.provider for team in teams_at_hand(session)),
    "linked_contract": lambda session: any(team.contract == "linked" for team in teams_at_hand(session)),
    "free_contract": lambda session: _contracts(session) == {"free"},
    "contract_unsaid": lambda session: None in _contracts(session),
    "groups": lambda session: session.files.groups is not None,
    "group": lambda session: session.group is not None,
    "roster": lambda session: bool(members(session)),
    "commitment": lambda session: _commitment(session) is not None,
    "exception": _says("exception"),
    "ready": _says("ready_to_change"),
    "unchanged": _says("not_ready_to_change"),
    "visits": lambda session: session.wave is not None,
    "france": _country("FR"),
    "united_kingdom": _country("GB"),
    "turkey": _country("TR"),
}
"""By the names of `CONDITIONS`: whether it is so."""


def holds(condition: str | None, session: "Session") -> bool:
    """Return whether a condition holds, which may begin with `not_`; none always does, an unknown one never."""
    if condition is None:
        return True
    test = HOLDS.get(condition.removeprefix(_NOT))
    return test is not None and test(session) != condition.startswith(_NOT)
