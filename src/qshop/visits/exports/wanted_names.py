"""The names that will be read from an export: the columns of visits, or those that a profile reads."""

from qshop.programme.model import Programme
from qshop.visits.columns import frozen_questions, known_columns
from qshop.visits.exports.noted_site import SITE_NOTE
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.profile_columns import columns_read


def wanted_names(programme: Programme, profile: Profile | None) -> WantedNames:
    """Return the names that are columns of the programme's visits, or that `profile` reads if there is one."""
    several = frozenset(q.id for q in frozen_questions(programme) if q.answer_type.nature == "several")
    if profile is None:
        return WantedNames(frozenset({*known_columns(programme), SITE_NOTE}), several)
    read = {field: set(columns_read(source)) for field, source in profile.columns.items()}
    return WantedNames(
        frozenset().union(*read.values()),
        frozenset().union(*(names for field, names in read.items() if field in several)),
    )
