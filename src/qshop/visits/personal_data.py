"""Personal data in what shoppers wrote: pointed out, so that it can be taken out before it spreads."""

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
    """Say, for each comment or free text that seems to hold personal data, on which line and of what kind."""
    free = {q.id for _, _, q in visits.version.questions() if q.answer_type.nature == "text"}
    return personal_data_in(
        visits.table, [name for name in visits.table.columns if name in free or name.endswith("_comment")]
    )


def personal_data_in(table: Table, names: Iterable[str]) -> Iterator[str]:
    """Say the same of some columns of any table."""
    for name in names:
        column = table.get(name)
        for code, value in enumerate(column.values):
            kinds = [kind for kind, pattern in _PATTERNS.items() if pattern.search(value)]
            for row in (column.codes == code).nonzero()[0] if kinds else ():
                line = table.line(int(row))
                yield f"line {line}: {name} seems to hold {' and '.join(kinds)}: take it out at the source"
