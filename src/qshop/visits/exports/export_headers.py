"""What the readers of tables must know of the exports of services, decided by their headers."""

from collections.abc import Set

from qshop.visits.exports import service_of
from qshop.visits.exports.label_exports import is_worded
from qshop.visits.rejects import Problem


class ExportHeaders:
    """The `HeaderPolicy` for exports of all services; `row`: the line or row of the header, as a profile says it."""

    def __init__(self, row: int = 1) -> None:
        self.row = row

    def repeated_header_problem(self, headers: Set[str], name: str) -> Problem | None:
        """Return the problem of a label export, in which `name` stands twice because it is no name but words."""
        service = service_of(headers)
        if service is None or not is_worded(name):
            return None
        return Problem("QS440", "a label export: its headers are words", service.names_advice)

    def has_typed_formulas(self, headers: Set[str]) -> bool:
        """Return whether a service wrote the table: services store as a formula what begins like one."""
        return service_of(headers) is not None
