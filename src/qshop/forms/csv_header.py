"""The form as an empty CSV file: the header of the version's visits, with no row below it."""

from collections.abc import Iterator, Sequence

from qshop.io.spreadsheet_csv import spreadsheet_csv
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version,
    _programme: Programme,
    _languages: Sequence[str],
    _layouts: Layouts,
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the header as CSV."""
    yield "csv", spreadsheet_csv(version.columns(), [])
