"""The same visit under two ids: most likely handed in twice, though both count."""

from collections.abc import Iterable, Mapping

from qshop.base.plural import counted
from qshop.programme.frozen import Version
from qshop.visits.accepted import Visits

FEWEST_ANSWERS = 3
"""Visits of fewer answers are alike by chance: void ones, closed sites."""
_LISTED = 5
