"""CSV that people open in a spreadsheet: accents show there, and no cell runs."""

from collections.abc import Iterable

from qshop.base.formulas import neutral
from qshop.io.csv_files import write_csv


def spreadsheet_csv(header: list[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as CSV with a byte-order mark and every cell in its neutral form."""
    return "\ufeff" + write_csv(header, [tuple(map(neutral, row)) for row in rows])
