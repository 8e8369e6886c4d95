"""CSV that people open in a spreadsheet: accents show there, and no cell runs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qshop.base.formulas import neutral
from qshop.io.csv_files import write_csv

if TYPE_CHECKING:
    import pandas as pd


def spreadsheet_csv(header: list[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Return rows as CSV with a byte-order mark and every cell in its neutral form."""
    return "\ufeff" + write_csv(header, [tuple(map(neutral, row)) for row in rows])


def neutral_columns(table: "pd.DataFrame") -> "pd.DataFrame":
    """Return the table with every text in its neutral form; numbers stay numbers."""
    return table.apply(_neutral_column)


def _neutral_column(column: "pd.Series") -> "pd.Series":
    texts = [value for value in column.unique() if isinstance(value, str)]
    changed = {text: neutral(text) for text in texts if neutral(text) != text}
    return column.map(lambda value: changed.get(value, value)) if changed else column
