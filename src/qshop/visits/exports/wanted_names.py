"""Which names will be read from an export: the columns of a visit, or those that a profile reads."""

from qshop.programme.model import Programme
from qshop.visits.columns import known_columns
from qshop.visits.exports.noted_site import NOTED
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.profile_mapping import columns_read


def wanted_names(programme: Programme, profile: Profile | None) -> WantedNames:
    """Tell which names of an export's fields mean something to the programme, or to `profile` where there is one."""
    questions = [question for version in programme.versions.values() for _, _, question in version.questions()]
    several = {question.id for question in questions if question.answer_type.nature == "several"}
    if profile is None:
        return WantedNames(frozenset({*known_columns(programme), NOTED}), frozenset(several))
    read = {field: set(columns_read(source)) for field, source in profile.columns.items()}
    return WantedNames(
        frozenset().union(*read.values()),
        frozenset().union(*(names for field, names in read.items() if field in several)),
    )
