"""Rules on profiles: that they refer to what the programme has."""

from collections.abc import Iterator, Mapping

from qshop.base.diagnostics import Diagnostic
from qshop.programme.check.references import dangling
from qshop.programme.model import Programme
from qshop.visits.intake.profile import Profile


def references(programme: Programme, profiles: Mapping[str, Profile]) -> Iterator[Diagnostic]:
    """QS210: a profile is for an unknown questionnaire, or fills a column that its version does not have."""
    for profile in profiles.values():
        names = programme.questionnaires
        yield from dangling(profile, "questionnaire", profile.questionnaire, names, programme, "questionnaire")
        version = programme.versions.get((profile.questionnaire, profile.version))
        for name in profile.columns if version else ():
            columns = version.columns() if version else []
            yield from dangling(profile, "column", name, columns, programme, "columns", name, key=True)
