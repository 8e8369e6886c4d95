"""A page as PDF, for paper and for readers that speak: from its HTML, tagged; with the same fonts, the same bytes."""

from contextlib import redirect_stdout
from io import StringIO
from types import ModuleType

from qshop.base.errors import StopError

_EXTRA = "install it with its extra: pip install 'qshop[documents]'; or write html, which a browser prints"
_LIBRARIES = "install Pango and HarfBuzz: on Debian libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0"


def pdf_of(page: str) -> bytes:
    """Return the PDF of an HTML page, as PDF/UA-1; nothing outside the page is fetched, no clock is read.

    Raises `StopError` where WeasyPrint or a library that it needs is not installed.
    """
    weasyprint = _weasyprint()
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - an extra, which most people who run qshop do without

    inside = URLFetcher(allowed_protocols=["data"], allow_redirects=False)
    document: bytes = weasyprint.HTML(string=page, base_url=None, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1")
    return document


def _weasyprint() -> ModuleType:
    """Return the module. What it prints about a library that it does not find is said in our words instead."""
    try:
        with redirect_stdout(StringIO()):
            import weasyprint  # noqa: PLC0415 - heavy, and an extra
    except ImportError:
        raise StopError("a PDF needs WeasyPrint, and it is not installed", _EXTRA) from None
    except OSError as error:
        raise StopError(f"a PDF needs libraries that are not installed: {error}", _LIBRARIES) from None
    return weasyprint  # type: ignore[no-any-return]
