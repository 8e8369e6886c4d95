"""The form as a row to type into a spreadsheet: the header of the version's visits, and nothing below it."""

from collections.abc import Iterator, Sequence

from qshop.io.csv_files import write_csv
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version,
    _programme: Programme,
    _languages: Sequence[str],
    _layouts: Layouts,
) -> Iterator[tuple[str, str | bytes]]:
    """Give the header as CSV."""
    yield "csv", write_csv(version.columns(), [])
