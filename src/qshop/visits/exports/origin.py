"""With which version a submission was made: as its own fields say, or the service, or the questions of the export."""

import re
from collections.abc import Callable
from typing import NamedTuple

from qshop.base.shown import shown
from qshop.programme.model import Programme
from qshop.visits.exports.service import Service
from qshop.visits.exports.version_match import VersionMatcher
from qshop.visits.intake.profile import Profile
from qshop.visits.metadata_checks import is_whole
from qshop.visits.problem import Check, Problem
from qshop.visits.table import Column

_PROFILE = "or map the export with a profile, which says both"
_COPY = re.compile(r"(?: ?\([0-9]+\)|[ -][0-9]+)$")
"""What browsers put behind the name of a file that is there already."""


class Origin(NamedTuple):
    """The questionnaire and version of a submission; `concluded`: from the questions of the export."""

    questionnaire: str
    version: str
    concluded: bool = False


def origin_finder(
    service: Service, form: str, matcher: VersionMatcher
) -> Callable[[tuple[str, ...]], Origin | Problem]:
    """Return the function that finds an origin from (the form's questionnaire, its version, the service's version).

    `form`, the name of the form, is the questionnaire if the submission has none; `matcher` concludes what is still
    missing. The service's version contradicts the form's own only if it is a number that qshop could have given:
    forms are published again under dates and words.
    """
    questionnaires = {questionnaire for questionnaire, _ in matcher.programme.versions}
    named = next((name for name in (form, _COPY.sub("", form)) if name in questionnaires), "")

    def find(cells: tuple[str, ...]) -> Origin | Problem:
        questionnaire, version, noted = cells
        if version and is_whole(noted) and version != noted:
            return _contradiction(version, f"{service.version} says {shown(noted)}")
        questionnaire = questionnaire or named
        version = version or (noted if noted.isdigit() or not service.names_versions else "")
        if questionnaire and version:
            return Origin(questionnaire, version)
        match = matcher.match(questionnaire, version)
        return Origin(*match, concluded=True) if match else _unknown_origin(service, questionnaire, noted)

    return find


def _unknown_origin(service: Service, questionnaire: str, noted: str) -> Problem:
    if not questionnaire:
        message = "neither the form nor the file's name tells the questionnaire"
        return Problem("QS444", message, f"name the file after the form's id, {_PROFILE}", "questionnaire")
    message = f"{shown(noted)} is {service.name}'s own name of a version" if noted else "no version is told"
    help_ = f"forms that qshop builds carry their version; give yours a field “version”, {_PROFILE}"
    return Problem("QS444", message, help_, service.version)


def profile_check(profile: Profile, programme: Programme) -> Check[Origin | Problem]:
    """Return the check that a submission was not made with another frozen version of the profile's questionnaire."""
    versions = {str(number) for name, number in programme.versions if name == profile.questionnaire}

    def check(origin: Origin | Problem) -> Problem | None:
        if isinstance(origin, Problem) or origin.questionnaire != profile.questionnaire:
            return None
        if origin.version == str(profile.version) or origin.version not in versions:
            return None
        return _contradiction(origin.version, f"the profile is for “{profile.version}”")

    return check


def _contradiction(version: str, statement: str) -> Problem:
    help_ = "find out with which form the visit was made, and correct what is wrong"
    return Problem("QS443", f"the form says version {shown(version)}, but {statement}", help_, "version")


def origin_columns(origins: Column[Origin | Problem]) -> dict[str, Column[str]]:
    """Return the columns `questionnaire` and `version` of the submissions, blank if not known."""
    known = origins.map(lambda origin: origin if isinstance(origin, Origin) else Origin("", ""))
    return {
        "questionnaire": known.map(lambda origin: origin.questionnaire).merged(),
        "version": known.map(lambda origin: origin.version).merged(),
    }


def conclusions(origins: Column[Origin | Problem]) -> list[str]:
    """Return a note for each version that was concluded from the questions."""
    concluded = sorted({origin[:2] for origin in origins.values if isinstance(origin, Origin) and origin.concluded})
    return [f"taken as {questionnaire} v{version} by its questions" for questionnaire, version in concluded]
