"""Notes on personal data in what shoppers wrote, so that it can be taken out at the source."""

import re
from collections.abc import Iterable, Iterator

from qshop.visits.accepted import Visits
from qshop.visits.table import Table

_DATE = r"(?:19|20)\d\d[-/.]\d\d[-/.]\d\d\b|\d\d[-/.]\d\d[-/.](?:19|20)\d\d\b"
_PATTERNS = {
    "an e-mail address": re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.]+"),
    "a bank account number": re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b"),
    "a phone number": re.compile(rf"(?<![\w-])(?!{_DATE})\+?\d(?:[ ./()-]{{0,2}}\d){{8,14}}(?![\w-])"),
}


def personal_data(visits: Visits) -> Iterator[str]:
    """Yield a note for each comment or free text that seems to hold personal data: its line, column and kind."""
    texts = {q.id for _, _, q in visits.version.questions() if q.answer_type.nature == "text"}
    names = [name for name in visits.table.columns if name in texts or name.endswith("_comment")]
    return personal_data_in(visits.table, names)


def kinds_of_personal_data(text: str) -> list[str]:
    """Return the kinds of personal data that a text seems to hold."""
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(text)]


def personal_data_in(table: Table, names: Iterable[str]) -> Iterator[str]:
    """Yield the same notes for the columns `names` of any table."""
    for name in names:
        column = table.get(name)
        for code, value in enumerate(column.values):
            kinds = kinds_of_personal_data(value)
            for row in (column.codes == code).nonzero()[0] if kinds else ():
                line = table.line(int(row))
                yield f"line {line}: {name} seems to hold {' and '.join(kinds)}: take it out at the source"
