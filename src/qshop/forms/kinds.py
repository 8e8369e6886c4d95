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

    forms: yields (end of the file's name, content) for the languages wanted, the default first
    per_language: one file a language, so that a single one can be wanted; otherwise one file has them all
    same_bytes: whether the files have the same bytes wherever they are made
    """

    forms: Callable[[Version, Programme, Sequence[str], Layouts], Files]
    per_language: bool = False
    same_bytes: bool = True


FORMATS: dict[str, tuple[Format, ...]] = {
    "md": (Format(markdown.forms, per_language=True), Format(briefing.forms, per_language=True)),
    "csv": (Format(csv_header.forms),),
    "html": (Format(html.forms),),
    "xlsx": (Format(xlsform.forms),),
    "pdf": (Format(pdf.forms, per_language=True, same_bytes=False),),
}
USUAL_FORMATS = tuple(name for name, forms in FORMATS.items() if all(form.same_bytes for form in forms))
"""What is written unless something else is asked for."""


def form_files(name: str, version: Version, programme: Programme, language: str, layouts: Layouts) -> Files:
    """Yield the files of the format with this name.

    `language`, if not empty, is the only one, or the first where one file has all languages.
    """
    others = [tag for tag in version.languages if tag != language]
    for form in FORMATS[name]:
        languages = [language, *([] if form.per_language else others)] if language else others
        yield from form.forms(version, programme, languages, layouts)
