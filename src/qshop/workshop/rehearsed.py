"""What those who walked in a rehearsal could not answer: such a question is put otherwise before any visit counts."""

from collections.abc import Iterable
from typing import NamedTuple

from qshop.programme.model import Programme
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability


class Unanswered(NamedTuple):
    """A question that was left blank in a rehearsal, in the words of its day: on how many of the walks that asked it.

    ask, hint: its words and its hint, by language
    """

    question: str
    ask: dict[str, str]
    hint: dict[str, str]
    blank: int
    asked: int


def unanswered(programme: Programme, batches: Iterable[Visits]) -> list[Unanswered]:
    """Return the questions that applied to a walk of a rehearsal and were left blank there, in the form's order."""
    rehearsals = {wave.id for wave in programme.settings.waves if wave.rehearsal}
    return [one for visits in batches if visits.wave in rehearsals for one in _of(programme, visits) if one.blank]


def _of(programme: Programme, visits: Visits) -> list[Unanswered]:
    applicable = Applicability(programme, visits.version, visits.table)
    found = []
    for stage, criterion, question in visits.version.questions():
        asked = applicable.applies(stage, criterion, question)
        blank = asked & visits.table.get(question.id).is_in([""])
        found.append(Unanswered(question.id, question.ask, question.hint or {}, int(blank.sum()), int(asked.sum())))
    return found
