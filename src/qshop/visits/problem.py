"""Why a value is not accepted."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Problem(NamedTuple):
    """Why a value is not accepted, with its code and what to do; `column`: where, if not in the column judged."""

    code: str
    message: str
    help: str = ""
    column: str = ""


def as_problem(value: object) -> Problem | None:
    """Return the value if it is a problem: the check of a column that holds values and problems."""
    return value if isinstance(value, Problem) else None


def as_text(value: str | Problem) -> str:
    """Return the value if it is no problem, else a blank: the row of a problem is rejected."""
    return "" if isinstance(value, Problem) else value


Check = Callable[[T], Problem | None]
