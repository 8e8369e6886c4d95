"""Write a CSV file again so that its lines stay as they were typed, but for the rows that changed."""

import csv
from collections.abc import Sequence

from qshop.io.csv_files import write_csv

Row = tuple[str, ...]


def csv_with_lines_kept(stored: str, header: Sequence[str], before: Sequence[Row], after: Sequence[Row]) -> str:
    """Return rows as CSV, with the lines of `stored` where rows are what they were; `before`: the rows of `stored`.

    A file of which not every line is one row under this header is written anew.
    """
    lines = stored.removesuffix("\n").split("\n")
    found = next(csv.reader([lines[0].removeprefix("\ufeff")]), [])
    if found != [*header] or len(lines) != len(before) + 1 or len(after) < len(before):
        return write_csv([*header], [*after])
    end = "\r\n" if lines[0].endswith("\r") else "\n"
    same = [line + "\n" if old == new else "" for line, old, new in zip(lines[1:], before, after, strict=False)]
    same += [""] * (len(after) - len(before))
    rows = [kept or write_csv([*row], []).replace("\n", end) for kept, row in zip(same, after, strict=True)]
    return "".join([lines[0] + "\n", *rows])
