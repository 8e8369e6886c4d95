"""What may be so of a programme, so that a guide or a document says something only then."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from qshop.workshop.occasion import live_criteria, members, teams_at_hand

if TYPE_CHECKING:
    from qshop.workshop.session import Session

_NOT = "not_"


def _country(code: str) -> "Callable[[Session], bool]":
    return lambda session: code in (session.files.communication.countries if session.files.communication else ())


def _has_recordings(session: "Session") -> bool:
    return any(question.evidence for question in session.programme.questions)


def _has_staff_codes(session: "Session") -> bool:
    told = [session.programme.settings.ethics.staff_informed, *(team.informed for team in session.programme.teams)]
    return any(told)


def _has_suggestion(session: "Session") -> bool:
    criteria = session.programme.criteria
    ids = [one.criterion.id for one in session.findings[:1]]
    return any(id_ in criteria and criteria[id_].try_ is not None for id_ in ids)


HOLDS: "Final[Mapping[str, Callable[[Session], bool]]]" = {
    "recordings": _has_recordings,
    "staff_codes": _has_staff_codes,
    "criteria": lambda session: bool(live_criteria(session)),
    "findings": lambda session: bool(session.findings),
    "strengths": lambda session: bool(session.strengths),
    "suggestion": _has_suggestion,
    "promises": lambda session: any(criterion.promise for criterion in live_criteria(session)),
    "providers": lambda session: any(team.provider for team in teams_at_hand(session)),
    "linked_contract": lambda session: any(team.contract == "linked" for team in teams_at_hand(session)),
    "group": lambda session: session.group is not None,
    "roster": lambda session: bool(members(session)),
    "commitment": lambda session: bool(session.files.communication and session.files.communication.commitment),
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
