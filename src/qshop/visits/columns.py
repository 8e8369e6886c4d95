"""The columns of a visit: what every visit has, then its stages' staff, then the questions."""

from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.scalars import METADATA

REQUIRED = ("visit_id", "site", "questionnaire", "version")
STATUSES = ("completed", "no_service", "void")
WORDS = ("_comment", "_evidence")
PURPOSES = ("regular", "reshop", "trial")


def header(version: Version) -> list[str]:
    """List the columns of a version's visits, in the order in which they are written."""
    return version.columns()


def known_columns(programme: Programme) -> set[str]:
    """Give every column that a visit of any frozen version may have."""
    return set(METADATA) | {name for version in programme.versions.values() for name in header(version)}
