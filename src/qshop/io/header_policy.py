"""How readers treat the headers of a table that a service wrote; they know no service themselves."""

from collections.abc import Sequence, Set
from typing import Final, Protocol

from qshop.visits.problem import Problem


class HeaderPolicy(Protocol):
    """What follows for a table from the service that wrote its headers; `row`: on which line or row these stand."""

    row: int

    def names(self, header: Sequence[str]) -> list[str]:
        """Return the names by which the columns of a header are known."""
        ...

    def repeated_header_problem(self, headers: Set[str], name: str) -> Problem | None:
        """Return the service's reason for naming the column `name` twice; None if there is none."""
        ...

    def has_typed_formulas(self, headers: Set[str]) -> bool:
        """Return whether a formula in a cell is an answer that somebody typed."""
        ...


class _AnyHeaders:
    """No service is known."""

    row = 1

    def names(self, header: Sequence[str]) -> list[str]:
        return list(header)

    def repeated_header_problem(self, _headers: Set[str], _name: str) -> Problem | None:
        return None

    def has_typed_formulas(self, _headers: Set[str]) -> bool:
        return False


ANY_HEADERS: Final[HeaderPolicy] = _AnyHeaders()
"""For qshop's own files, which no service writes."""
