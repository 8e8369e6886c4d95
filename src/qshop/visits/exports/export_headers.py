"""What the readers of tables must know of the exports of services, decided by their headers."""

from collections import Counter
from collections.abc import Sequence, Set

from qshop.visits.exports import service_of
from qshop.visits.exports.label_exports import is_worded
from qshop.visits.problem import Problem


class ExportHeaders:
    """The `HeaderPolicy` for exports of all services.

    row: the line or row of the header, as a profile says it
    numbered: whether a profile reads the table, and may name the second of two equal columns `Notes (2)`
    """

    def __init__(self, row: int = 1, *, numbered: bool = False) -> None:
        self.row, self.numbered = row, numbered

    def names(self, header: Sequence[str]) -> list[str]:
        """Return the names of the columns; for a profile the second of equal ones and those after it have a number."""
        if not self.numbered or service_of(set(header)):
            return list(header)
        times = Counter[str]()
        names = []
        for name in header:
            times[name] += 1
            names.append(f"{name} ({times[name]})" if name and times[name] > 1 else name)
        return names

    def repeated_header_problem(self, headers: Set[str], name: str) -> Problem | None:
        """Return the problem of a label export, in which `name` stands twice because it is no name but words."""
        service = service_of(headers)
        if service is None or not is_worded(name):
            return None
        return Problem("QS440", "a label export: its headers are words", service.names_advice)

    def has_typed_formulas(self, headers: Set[str]) -> bool:
        """Return whether a service wrote the table: services store as a formula what begins like one."""
        return service_of(headers) is not None
