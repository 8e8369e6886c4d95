"""What the headers of a service's export give away, for the readers of tables."""

from collections.abc import Set

from qshop.visits.exports import service_of
from qshop.visits.exports.label_exports import is_worded
from qshop.visits.rejects import Problem


class ExportHeaders:
    """Knows the exports of all services by their headers."""

    def repeated(self, headers: Set[str], name: str) -> Problem | None:
        """Return that this is a label export, where `name` stands twice because it is no name but words."""
        service = service_of(headers)
        if service is None or not is_worded(name):
            return None
        return Problem("QS440", "a label export: its headers are words", service.for_names)

    def has_typed_formulas(self, headers: Set[str]) -> bool:
        """Tell whether a service wrote the table: it stores as a formula what begins like one."""
        return service_of(headers) is not None
