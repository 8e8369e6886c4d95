"""Text whose letters were lost: UTF-8 that some program opened in another encoding, as in `sÃ¶ylediler`."""

import re
from collections.abc import Iterable, Iterator

from qshop.base.plural import counted, first_of
from qshop.visits.accepted import Visits

_LISTED = 8
_TELLING = re.compile("\ufffd|[ÅÄ][Ÿž\x9e\x9f]|ÃŽ|√[^\\w\\s]|√[úùπõªß]|¬[´ª]|≈[üûíì]")
"""What nobody writes and ftfy alone does not tell: a lost letter; ş, ğ, Î and others in the form they are misread."""


def is_misread(text: str) -> bool:
    """Return whether a text looks like UTF-8 that was opened in another encoding, or has lost letters."""
    if text.isascii():
        return False
    from ftfy.badness import is_bad  # noqa: PLC0415 - few texts need it

    # A closing quotation mark behind a capital letter is no trace of anything.
    return _TELLING.search(text) is not None or is_bad(text.replace("”", '"'))


def misread_notes(batches: Iterable[Visits]) -> list[str]:
    """Return the note on the cells of accepted visits that look misread, or nothing."""
    cells = [cell for visits in batches for cell in _misread_cells(visits)]
    if not cells:
        return []
    return [
        f"{counted(len(cells), 'cell looks', 'cells look')} like UTF-8 that was opened in another encoding, such as "
        f"Windows-1252: {first_of(cells, _LISTED)}; kept as they stand: export again, and open it as UTF-8"
    ]


def _misread_cells(visits: Visits) -> Iterator[str]:
    for name, column in visits.table.columns.items():
        codes = [code for code, value in enumerate(column.values) if is_misread(value)]
        for row in column.is_in([column.values[code] for code in codes]).nonzero()[0] if codes else ():
            yield f"line {visits.table.line(int(row))} {name}"
