"""Whether the first row of a table is a header that can be relied on."""

from collections import Counter
from collections.abc import Sequence

from qshop.base.plural import counted
from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_COLUMNS
from qshop.io.refusal import RefusedError
from qshop.visits.problem import Problem

_ID = "visit_id"


def check_header(header: Sequence[str], line: int, headers: HeaderPolicy) -> None:
    """Raise `RefusedError` if the header on `line` is blank, too wide, names a column twice, or begins with blanks."""
    if not any(header):
        raise RefusedError("QS407", "the file has no header", line, "the first line names the columns")
    if len(header) > MAX_COLUMNS:
        raise RefusedError("QS430", f"more than {MAX_COLUMNS:,} columns", line, FEWER_VISITS)
    repeated = next((name for name, times in Counter(filter(None, header)).items() if times > 1), None)
    if repeated is not None:
        problem = headers.repeated_header_problem(set(header), repeated) or Problem(
            "QS404", _stand_twice(header, repeated), "rename or remove one"
        )
        raise RefusedError(problem.code, problem.message, line, problem.help)
    if len(header) > 2 and all(name.startswith(" ") for name in header[1:]):
        message = f"{counted(len(header) - 1, 'column name')} begin with a blank: it stands behind every delimiter"
        raise RefusedError("QS454", message, line, "export it again with the delimiter alone, or take the blanks out")


def _stand_twice(header: Sequence[str], name: str) -> str:
    """Return that columns have the same name: by their places, since without its header a file's first line is data."""
    places = [str(place) for place, other in enumerate(header, 1) if other == name]
    return f"columns {', '.join(places[:-1])} and {places[-1]} have the same name"


def check_is_no_title(header: Sequence[str], line: int, row: Sequence[str], row_line: int) -> None:
    """Raise `RefusedError` if `row`, which does not fit below the header, is the true header."""
    if _ID in row and _ID not in header:
        message = f"line {line} is no header; it seems to be on line {row_line}"
        raise RefusedError("QS408", message, line, "delete the lines above it")
