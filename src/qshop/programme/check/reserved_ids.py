"""Rules on ids that name fields of forms: some names are the services' own."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.criteria import Stage
from qshop.programme.model import Programme
from qshop.programme.question import Question

OF_SERVICES = frozenset(["meta", "instanceid", "instancename", "formhub"])
"""Names that stand in every form already; in lower case, since some tools do not tell capitals apart."""
OF_OUR_FORMS = "the_visit"
"""The group of the fields about the visit, in lower case."""
RECORDED = frozenset(
    [
        *("start", "end", "today", "deviceid"),
        *("username", "email", "phonenumber", "simserial", "subscriberid"),
    ]
)
"""Names under which a form records something of its own beside the answers, once somebody lets it."""
SERVICES = "ODK and KoboToolbox"


def reserved(programme: Programme) -> Iterator[Diagnostic]:
    """QS230: a stage or a question has a name that the services keep for themselves.

    What a frozen version asks already keeps its id.
    """
    frozen = {id_ for version in programme.versions.values() for id_ in version.field_ids()}
    for part in _fields(programme):
        if part.id in {*OF_SERVICES, *RECORDED, OF_OUR_FORMS} - frozen:
            owner = "qshop's own forms keep" if part.id == OF_OUR_FORMS else f"{SERVICES} keep"
            message = f"{owner} the name “{part.id}” for themselves"
            yield part.diagnostic("QS230", message, "id", help="choose another id, such as the same with a word added")


def _fields(programme: Programme) -> Iterator[Stage | Question]:
    yield from programme.stages
    for _, criterion, question in programme.placed_questions:
        if criterion is None or criterion.is_live:
            yield question
