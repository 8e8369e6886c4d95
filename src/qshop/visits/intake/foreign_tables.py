"""Sheets of a workbook, and files of an archive, that have nothing to do with the visits in it."""

import re
from collections.abc import Iterable

from qshop.visits.exports import remnant_of
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.receipt import Receipt
from qshop.visits.source_table import SourceTable

_SEPARATOR = re.compile(r"[-/]")


def without_foreign(pairs: Iterable[tuple[SourceTable, Receipt]], wanted: WantedNames) -> list[Receipt]:
    """Return the receipts; a table without a column of any visit is not refused if another of its file was accepted."""
    pairs = list(pairs)
    accepted_files = {source.file for source, receipt in pairs if receipt.read and not receipt.refusal}
    return [
        _passed_over(source)
        if receipt.refusal and source.file and source.file in accepted_files and _is_foreign(source, wanted)
        else receipt
        for source, receipt in pairs
    ]


def _is_foreign(source: SourceTable, wanted: WantedNames) -> bool:
    """Return whether no column of a table has a visit's name, not even in capitals or after the name of a group."""
    if source.table is None or remnant_of(source.table.columns.keys()):
        return False
    return wanted.names.isdisjoint(_SEPARATOR.split(header.strip().lower())[-1] for header in source.table.columns)


def _passed_over(source: SourceTable) -> Receipt:
    return Receipt(source.source, notes=[*source.notes, "passed over: it has no column of a visit"])
