"""The form on paper as PDF: what a browser prints of the HTML form, one file a language."""

from collections.abc import Iterator, Sequence

from qshop.forms import html
from qshop.io.browser import print_to_pdf
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version, programme: Programme, languages: Sequence[str], layouts: Layouts
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the printed form of a version, one file a language. Raises StopError where there is no browser."""
    for _, page in html.forms(version, programme, languages, layouts):
        for language in languages:
            yield f"{language}.pdf", print_to_pdf(str(page), language)
