"""What is read at most: beyond every export that people make, well within what a small machine can hold."""

from typing import Final

MEMBERS: Final = 10_000  # files in an archive
BYTES: Final = 128_000_000  # of what is unpacked, or of a JSON file
RATIO: Final = 200  # times that a packed file may grow
CELLS: Final = 3_000_000  # rows times columns of one table
COLUMNS: Final = 16_384
ROWS: Final = 1_048_576  # of a sheet, which ends there
TAGS: Final = 15_000_000  # in one XML part, opening and closing
TAGS_AT_ONCE: Final = 500_000  # of these, in what is read as a whole: a row, the list of sheets, the formats
SHEETS: Final = 1_000  # of a workbook
MERGED: Final = 10_000  # merged areas of a sheet

FEWER: Final = "export fewer visits at a time"
