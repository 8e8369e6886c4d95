"""Sheets and files that stand beside the visits of one workbook or archive, and have nothing to do with them."""

import re
from collections.abc import Sequence

from qshop.visits.exports import remnant_of
from qshop.visits.exports.service import Wanted
from qshop.visits.intake.receipt import Taken
from qshop.visits.source_table import SourceTable

_JOINT = re.compile(r"[-/]")


def without_foreign(reads: Sequence[SourceTable], results: Sequence[Taken], wanted: Wanted) -> list[Taken]:
    """Pass over, with a note, each refused table without a column of any visit, where one beside it was taken."""
    taken = {read.file for read, result in zip(reads, results, strict=True) if result.read and not result.refusal}
    return [
        _passed_over(read)
        if result.refusal and read.file and read.file in taken and _is_foreign(read, wanted)
        else result
        for read, result in zip(reads, results, strict=True)
    ]


def _is_foreign(read: SourceTable, wanted: Wanted) -> bool:
    """Tell whether nothing in a table reminds of a visit, not even a name in capitals or behind that of a group."""
    if read.table is None or remnant_of(read.table.columns.keys()):
        return False
    return wanted.names.isdisjoint(_JOINT.split(header.strip().lower())[-1] for header in read.table.columns)


def _passed_over(read: SourceTable) -> Taken:
    return Taken(read.source, notes=[*read.notes, "passed over: it has no column of a visit"])
