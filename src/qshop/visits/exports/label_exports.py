"""Label exports: questions and answers in words, which cannot be read back. Their headers or values show it."""

import re
from collections.abc import Iterable, Sequence

from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.visits.columns import frozen_questions
from qshop.visits.exports.noted_site import SITE_NOTE
from qshop.visits.exports.service import Heading, WantedNames
from qshop.visits.table import Table

_CALCULATED = {"questionnaire", "version", SITE_NOTE}
_NAMES = re.compile(r"[^\W\d][\w.-]*(?:/[^/\s]+)*")


def has_labels(headings: Sequence[Heading], wanted: WantedNames, programme: Programme) -> bool:
    """Return whether more headers are words than are wanted names.

    Calculated fields have no words: label exports show their names, so these do not count.
    """
    texts = {text for question in frozen_questions(programme) for text in question.ask.values()}
    worded = [h for h in headings if not h.recorded and (h.header in texts or is_worded(h.name))]
    return len(worded) > sum(heading.name in wanted.names - _CALCULATED for heading in headings)


def is_worded(header: str) -> bool:
    """Return whether a header cannot be the path of a field, and must be what shoppers read."""
    return not _NAMES.fullmatch(header)


def has_words(table: Table, headers: dict[str, str], programme: Programme, tick_words: frozenset[str]) -> bool:
    """Return whether a question to tick is answered by labels throughout; `headers` has each field's header.

    `tick_words` are the words of yes, no and does-not-apply in the languages of forms.
    """
    for question in frozen_questions(programme):
        values = answers.labels(question)
        if values and question.id in headers:
            cells = set(filter(None, table.columns[headers[question.id]].values))
            if cells and cells.isdisjoint(values) and cells <= tick_words | _labels(question):
                return True
    return False


def _labels(question: FrozenQuestion) -> set[str]:
    """Return every label of a question's answers, in all its languages, alone and after its value."""
    scale = question.scale.labels if question.scale else {}
    pairs: Iterable[tuple[str, dict[str, str]]] = [*((c.id, c.text) for c in question.choices), *scale.items()]
    texts = {(value, text) for value, words in pairs for text in words.values()}
    return {text for _, text in texts} | {f"{value} – {text}" for value, text in texts}
