"""Every kind of form that a version is handed out as. A new kind is one module and one entry here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qshop.forms import briefing, csv_header, html, markdown, pdf, xlsform
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme

Files = Iterator[tuple[str, str | bytes]]


@dataclass(frozen=True)
class Format:
    """One kind of form.

    `forms` gives (how the file's name ends, content) for the languages wanted, of which the first is the default;
    `per_language`: one file a language, so that a single language can be asked for. Otherwise one file holds them all.
    """

    forms: Callable[[Version, Programme, Sequence[str], Layouts], Files]
    per_language: bool = False


FORMATS: dict[str, tuple[Format, ...]] = {
    "md": (Format(markdown.forms, per_language=True), Format(briefing.forms, per_language=True)),
    "csv": (Format(csv_header.forms),),
    "html": (Format(html.forms),),
    "xlsx": (Format(xlsform.forms),),
    "pdf": (Format(pdf.forms, per_language=True),),
}
USUAL_FORMATS = ("md", "csv", "html", "xlsx")
"""What is written unless something else is asked for: all that has the same bytes wherever it is made."""


def form_files(wanted: Sequence[str], version: Version, programme: Programme, language: str, layouts: Layouts) -> Files:
    """Give every file of the kinds wanted; `language`, if any, is the only one or, where one file holds all, first."""
    others = [one for one in version.languages if one != language]
    for kind in (kind for name in wanted for kind in FORMATS[name]):
        languages = [language, *([] if kind.per_language else others)] if language else others
        yield from kind.forms(version, programme, languages, layouts)
