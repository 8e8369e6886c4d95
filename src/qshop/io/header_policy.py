"""What the readers of tables are told of headers that others write: they know none themselves."""

from collections.abc import Set
from typing import Final, Protocol

from qshop.visits.rejects import Problem


class HeaderPolicy(Protocol):
    """What the headers of a table give away of whoever wrote it."""

    def repeated(self, headers: Set[str], name: str) -> Problem | None:
        """Return why a table that names the column `name` twice is refused; None if for nothing else than that."""
        ...

    def has_typed_formulas(self, headers: Set[str]) -> bool:
        """Tell whether a formula in a cell is what somebody typed as an answer."""
        ...


class _AnyHeaders:
    """Nothing is given away."""

    def repeated(self, _headers: Set[str], _name: str) -> Problem | None:
        return None

    def has_typed_formulas(self, _headers: Set[str]) -> bool:
        return False


ANY_HEADERS: Final[HeaderPolicy] = _AnyHeaders()
"""For qshop's own files, which no service writes."""
