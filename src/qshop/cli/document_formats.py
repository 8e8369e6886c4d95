"""The formats in which people get a page: Markdown, HTML and PDF."""

from typing import Literal, cast, get_args

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean

Format = Literal["md", "html", "pdf"]
Documents = dict[Format, str | bytes]
FORMATS: tuple[Format, ...] = get_args(Format)


def formats_of(option: str) -> list[Format]:
    """Return the formats that `--format` names, each once. Raises `StopError` at any other."""
    formats = dict.fromkeys(name.strip() for name in option.split(","))
    for name in formats:
        if name not in FORMATS:
            raise StopError(f"there is no format “{name}”", did_you_mean(name, FORMATS))
    return cast("list[Format]", list(formats))


def document(text: str, format_: Format) -> str | bytes:
    """Return a page as its format has it, from its Markdown or HTML. Raises `StopError` where no PDF can be made."""
    if format_ != "pdf":
        return text
    from qshop.pages.tagged_pdf import pdf_of

    return pdf_of(text)
