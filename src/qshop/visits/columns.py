"""The columns of a visit: what every visit has, then its stages' staff, then the questions."""

from qshop.programme.model import Programme
from qshop.programme.scalars import METADATA

REQUIRED = ("visit_id", "site", "questionnaire", "version")
STATUSES = ("completed", "no_service", "void")
TEXT_SUFFIXES = ("_comment", "_evidence")
PURPOSES = ("regular", "reshop", "trial")


def known_columns(programme: Programme) -> set[str]:
    """Return every column that a visit of any frozen version may have."""
    return set(METADATA) | {name for version in programme.versions.values() for name in version.columns()}
