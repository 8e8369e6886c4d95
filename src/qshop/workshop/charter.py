"""The charter: what customers are promised, and shown where they come in."""

from typing import Final

from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme

MOST: Final = 8
"""How many promises a charter has at most: one page that is read while standing."""


def promised(programme: Programme) -> list[Criterion]:
    """Return the validated criteria whose promise stands in the charter, in journey order."""
    criteria = [one for one in programme.criteria.values() if one.status == "validated"]
    return [one for one in criteria if one.promise and one.promise.charter]
