"""The most that is read: more than any export that people make, and well within the memory of a small machine."""

from typing import Final

MAX_FILE_BYTES: Final = 200_000_000  # of any file or of standard input
MAX_YAML_BYTES: Final = 16_000_000
MAX_MEMBERS: Final = 10_000  # files in an archive
MAX_BYTES: Final = 128_000_000  # of what is unpacked
MAX_JSON_BYTES: Final = 32_000_000
MAX_JSON_VISITS: Final = 200_000
MAX_JSON_SIGNS: Final = 1_500_000  # commas and brackets: each may be an answer
MAX_RATIO: Final = 200  # how many times larger a packed file may become
MAX_CELLS: Final = 3_000_000  # rows times columns of one table
MAX_COLUMNS: Final = 16_384
MAX_ROWS: Final = 1_048_576  # of a table; a sheet ends there
MAX_LINES: Final = 3_000_000  # of a CSV file, with those that are blank or inside a cell
MAX_ROW_CHARACTERS: Final = 4_000_000  # of one row or one line of it
MAX_CSV_CELLS: Final = 30_000_000  # rows times columns of a CSV file: it is text already, and nothing is unpacked
MAX_TAGS: Final = 15_000_000  # in one XML part, opening and closing
MAX_TAGS_AT_ONCE: Final = 500_000  # of these, in what is read as a whole: a row, the list of sheets, the formats
MAX_BLANK_TAGS: Final = 600_000  # of a sheet, in rows and cells that hold nothing
MAX_SHARED_TAGS: Final = 4_000_000  # of the texts that the cells of a workbook share
MAX_SHEETS: Final = 1_000  # of a workbook
MAX_MERGED: Final = 10_000  # merged areas of a sheet

FEWER_VISITS: Final = "export fewer visits at a time"
