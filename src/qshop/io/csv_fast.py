"""The fast CSV reader: Arrow's, used only where the bytes can be read in one way alone."""

import csv
import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.csv

from qshop.io.csv_quotes import cell_position
from qshop.io.limits import MAX_COLUMNS, MAX_CSV_CELLS, MAX_ROW_CHARACTERS, MAX_ROWS
from qshop.visits.table import Column, RowLocations, Table

_BLOCK = 1 << 18
_OPENED, _CLOSED = re.compile(rb'"(?![,\n]")'), re.compile(rb'(?!"[,\n]).."\n', re.DOTALL)


def read_fast(data: bytes, source: str, unread: tuple[str, ...]) -> Table | None:
    """Return the table as Arrow reads it; None where the strict reader must decide.

    It decides on unusual quotes, line ends, encodings, widths and headers, and on what git left.
    Columns that end in one of `unread` are left out.
    """
    if not data or not _is_plain(data):
        return None
    header = next(csv.reader([data[: data.find(b"\n")].decode("utf-8", "replace")]))
    wanted = [name for name in header if not name.endswith(unread)]
    if _is_doubtful(header) or _has_blank_row(data, len(header)) or _has_header_again(data):
        return None
    lines = data.count(b"\n")
    if lines > MAX_ROWS or lines * len(header) > MAX_CSV_CELLS or _has_long_line(data):
        return None
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(data),
            read_options=pa.csv.ReadOptions(block_size=1 << 24),
            parse_options=pa.csv.ParseOptions(ignore_empty_lines=False),
            convert_options=pa.csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    if lines != table.num_rows + 1:
        return None
    columns = {name: _column(table.column(name)) for name in wanted}
    return Table(source, columns, table.num_rows, _row_locations(data, header))


def _is_plain(data: bytes) -> bool:
    """Return whether no cell can be misread: every one is quoted and holds no quote, or nothing is quoted at all."""
    header = data[: data.find(b"\n") + 1]
    if b"\r" in data or b"\x00" in data or data[:1] in (b"\xef", b"\xff", b"\xfe") or not data.endswith(b"\n"):
        return False
    if b"sep=" in header[:5].lower() or b"," not in header or len(header) == len(data):
        return False
    if any(sign in data and sign * 7 in data for sign in (b"<", b"=", b">", b"|")):  # one sign is found far faster
        return False
    quotes, joints = _quoting(data)
    if quotes == 0:
        return not any(sign in header for sign in (b";", b"\t", b"|")) and b"\n\n" not in data
    return quotes == 2 * (joints + 1) and _OPENED.match(data) is not None and _CLOSED.match(data[-4:]) is not None


def _is_doubtful(header: list[str]) -> bool:
    is_odd = not all(header) or len(set(header)) < len(header) or len(header) > MAX_COLUMNS
    return is_odd or (len(header) > 2 and all(name.startswith(" ") for name in header[1:]))


def _has_header_again(data: bytes) -> bool:
    end = data.find(b"\n")
    return data.find(b"\n" + data[: end + 1], end) >= 0


def _has_long_line(data: bytes) -> bool:
    start = 0
    while len(data) - start > MAX_ROW_CHARACTERS:
        start = data.rfind(b"\n", start, start + MAX_ROW_CHARACTERS) + 1
        if not start:
            return True
    return False


def _has_blank_row(data: bytes, columns: int) -> bool:
    cell = b'""' if data.startswith(b'"') else b""
    return b"\n" + b",".join([cell] * columns) + b"\n" in data


def _quoting(data: bytes) -> tuple[int, int]:
    """Return the number of quotes, and of joints between two cells: `","` or quote, line end, quote.

    If no two joints share a quote, and all quotes but the first and the last belong to joints, then every cell is
    quoted and none holds a quote. Where two share one (in a cell that is only a comma), both numbers are -1.
    """
    characters = np.frombuffer(data, np.uint8)
    quotes = joints = 0
    for start in range(0, len(characters), _BLOCK):
        block = characters[start : start + _BLOCK + 4]
        quote = block == ord('"')
        between = (block[1:-1] == ord(",")) | (block[1:-1] == ord("\n"))
        joint = quote[:-2] & between & quote[2:]
        if (joint[:-2] & joint[2:]).any():
            return -1, -1
        quotes += int(np.count_nonzero(quote[:_BLOCK]))
        joints += int(np.count_nonzero(joint[:_BLOCK]))
    return quotes, joints


def _column(chunks: pa.ChunkedArray) -> Column[str]:
    array = chunks.unify_dictionaries().combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0) if array.num_chunks else pa.DictionaryArray.from_arrays(pa.array([], pa.int32()), [])
    return Column(np.asarray(np.from_dlpack(array.indices), np.int32), array.dictionary.to_pylist())


def _row_locations(data: bytes, header: list[str]) -> RowLocations:
    @cache
    def lines() -> list[str]:
        return data.decode("utf-8", "replace").split("\n")

    def raw(row: int) -> str:
        return lines()[row + 1]

    return RowLocations(raw=raw, position=lambda row, name: cell_position(raw(row), header, name, ","))
