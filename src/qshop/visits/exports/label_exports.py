"""Label exports: questions and answers in words, which cannot be read back. Headers or values give them away."""

import re
from collections.abc import Iterable, Sequence

from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.visits.exports.noted_site import NOTED
from qshop.visits.exports.service import Heading, WantedNames
from qshop.visits.table import Table

_CALCULATED = {"questionnaire", "version", NOTED}
_NAMES = re.compile(r"[^\W\d][\w.-]*(?:/[^/\s]+)*")


def has_labels(headings: Sequence[Heading], wanted: WantedNames, programme: Programme) -> bool:
    """Tell whether more headers are words than are names that something will read.

    Calculated fields have no words: their names are all that a label export shows of them.
    """
    questions = [question for version in programme.versions.values() for _, _, question in version.questions()]
    asked = {text for question in questions for text in question.ask.values()}
    worded = [h for h in headings if not h.own and (h.header in asked or is_worded(h.name))]
    return len(worded) > sum(heading.name in wanted.names - _CALCULATED for heading in headings)


def is_worded(header: str) -> bool:
    """Tell whether a header cannot be the path of a field, and must be what shoppers read."""
    return not _NAMES.fullmatch(header)


def has_words(table: Table, names: dict[str, str], programme: Programme, tick_words: frozenset[str]) -> bool:
    """Tell whether a question to tick is answered throughout by labels; `names` gives each field's header.

    `tick_words` are the words of yes, no and does-not-apply in the languages of forms.
    """
    for version in programme.versions.values():
        for _, _, question in version.questions():
            known = answers.labels(question)
            header = names.get(question.id)
            if known and header:
                cells = set(filter(None, table.columns[header].values))
                if cells and cells.isdisjoint(known) and cells <= tick_words | _labels(question):
                    return True
    return False


def _labels(question: FrozenQuestion) -> set[str]:
    """Give every label of a question's answers, in all its languages, alone and after its value."""
    scale = question.scale.labels if question.scale else {}
    pairs: Iterable[tuple[str, dict[str, str]]] = [*((c.id, c.text) for c in question.choices), *scale.items()]
    texts = {(value, text) for value, words in pairs for text in words.values()}
    return {text for _, text in texts} | {f"{value} – {text}" for value, text in texts}
