"""With which version of which questionnaire a submission was made: by its own fields, the service, or its questions."""

import re
from collections.abc import Callable
from typing import NamedTuple

from qshop.programme.model import Programme
from qshop.visits.exports.service import Service
from qshop.visits.exports.version_match import Asked
from qshop.visits.intake.profile import Profile
from qshop.visits.metadata import is_whole, shortened
from qshop.visits.rejects import Problem

_PROFILE = "or map the export with a profile, which says both"
_COPY = re.compile(r"(?: ?\([0-9]+\)|[ -][0-9]+)$")
"""What browsers put behind the name of a file that is there already."""


class Made(NamedTuple):
    """With what a submission was made; `concluded` from the questions of the file, since nothing says so."""

    questionnaire: str
    version: str
    concluded: bool = False


Origin = Made | Problem


def origin(service: Service, form: str, asked: Asked) -> Callable[[tuple[str, ...]], Origin]:
    """Make the decision for (the form's questionnaire, its version, the version that the service noted).

    `form` names the questionnaire where the form itself does not, and `asked` tells what neither says. What the
    service noted contradicts the form's own version only where it is a number that qshop could have given: forms are
    published again under dates and words.
    """
    known = {questionnaire for questionnaire, _ in asked.programme.versions}
    named = next((name for name in (form, _COPY.sub("", form)) if name in known), "")

    def decide(cells: tuple[str, ...]) -> Origin:
        questionnaire, version, noted = cells
        if version and is_whole(noted) and version != noted:
            return _two(version, f"{service.version} says {noted}")
        questionnaire = questionnaire or named
        version = version or (noted if noted.isdigit() or not service.names_versions else "")
        if questionnaire and version:
            return Made(questionnaire, version)
        only = asked.only(questionnaire, version)
        return Made(*only, concluded=True) if only else _untold(service, questionnaire, noted)

    return decide


def _untold(service: Service, questionnaire: str, noted: str) -> Problem:
    if not questionnaire:
        message = "neither the form nor the file's name tells the questionnaire"
        return Problem("QS444", message, f"name the file after the form's id, {_PROFILE}", "questionnaire")
    message = f"“{shortened(noted)}” is {service.name}'s own name of a version" if noted else "no version is told"
    help_ = f"forms that qshop builds carry their version; give yours a field “version”, {_PROFILE}"
    return Problem("QS444", message, help_, service.version)


def fits(profile: Profile, programme: Programme) -> Callable[[Origin], Problem | None]:
    """Make the check that a submission does not say to be made with another frozen version than the profile's."""

    def check(found: Origin) -> Problem | None:
        if (
            isinstance(found, Problem)
            or found.questionnaire != profile.questionnaire
            or found.version == str(profile.version)
        ):
            return None
        known = {str(version) for questionnaire, version in programme.versions if questionnaire == found.questionnaire}
        return _two(found.version, f"the profile is for {profile.version}") if found.version in known else None

    return check


def _two(said: str, other: str) -> Problem:
    help_ = "find out with which form the visit was made, and correct what is wrong"
    return Problem("QS443", f"the form says version {shortened(said)}, but {other}", help_, "version")
