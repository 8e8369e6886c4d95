"""The columns of visits, and the words that some of them may hold."""

from collections.abc import Iterator

from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import METADATA

REQUIRED = ("visit_id", "site", "questionnaire", "version")
STATUSES = ("completed", "no_service", "void")
TEXT_SUFFIXES = ("_comment", "_evidence")
PURPOSES = ("regular", "reshop", "trial")


def known_columns(programme: Programme) -> dict[str, None]:
    """Return every column that a visit of any frozen version may have, in the order of a visit."""
    return dict.fromkeys([*METADATA, *(name for version in programme.versions.values() for name in version.columns())])


def frozen_questions(programme: Programme) -> Iterator[FrozenQuestion]:
    """Yield the questions of every frozen version."""
    for version in programme.versions.values():
        for _, _, question in version.questions():
            yield question
