"""Plain records as a table: a column a field, of the field's type."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: dict[Any, str] = {
    int: "int64",
    int | None: "Int64",
    float: "float64",
    float | None: "float64",
    bool: "bool",
    bool | None: "boolean",
}
"""The type of a column by that of its field; all else is text."""


def record_frame(kind: type, records: Sequence[Any]) -> "pd.DataFrame":
    """Return records, all of one data class, as a table: the fields in their order, a row a record."""
    import pandas as pd  # noqa: PLC0415 - heavy, and only tables need it

    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    table = pd.DataFrame.from_records([asdict(record) for record in records], columns=names)
    return table.astype({name: _DTYPES.get(hints[name], "str") for name in names})
