"""Sheets and files that stand beside the visits of one workbook or archive, and have nothing to do with them."""

import re
from collections.abc import Iterable

from qshop.visits.exports import remnant_of
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.receipt import Receipt
from qshop.visits.source_table import SourceTable

_JOINT = re.compile(r"[-/]")


def without_foreign(pairs: Iterable[tuple[SourceTable, Receipt]], wanted: WantedNames) -> list[Receipt]:
    """Return the receipts; where a table was taken, one beside it without a column of any visit is not refused."""
    pairs = list(pairs)
    taken = {source.file for source, receipt in pairs if receipt.read and not receipt.refusal}
    return [
        _passed_over(source)
        if receipt.refusal and source.file and source.file in taken and _is_foreign(source, wanted)
        else receipt
        for source, receipt in pairs
    ]


def _is_foreign(source: SourceTable, wanted: WantedNames) -> bool:
    """Tell whether nothing in a table reminds of a visit, not even a name in capitals or behind that of a group."""
    if source.table is None or remnant_of(source.table.columns.keys()):
        return False
    return wanted.names.isdisjoint(_JOINT.split(header.strip().lower())[-1] for header in source.table.columns)


def _passed_over(source: SourceTable) -> Receipt:
    return Receipt(source.source, notes=[*source.notes, "passed over: it has no column of a visit"])
