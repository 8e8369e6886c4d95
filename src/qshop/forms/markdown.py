"""The form on paper: Markdown with boxes to tick, one section a stage."""

from collections.abc import Iterator, Sequence

from qshop.forms.form_view import form
from qshop.io.packaged import tongue
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version, programme: Programme, languages: Sequence[str], layouts: Layouts
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the form of a version as Markdown, one file a language."""
    for language in languages:
        words = tongue(language, programme.settings.languages)
        yield f"{language}.md", layouts.render("forms/questionnaire.md.j2", form(version, programme, words), words)
