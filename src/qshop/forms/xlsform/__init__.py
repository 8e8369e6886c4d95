"""The form for ODK and KoboToolbox: one XLSForm workbook with every language in it."""

from collections.abc import Iterator, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import FaultyError
from qshop.forms.xlsform.form_check import check_form
from qshop.forms.xlsform.rows import XlsForm
from qshop.forms.xlsform.sheets import sheets
from qshop.forms.xlsform.site_codes import check_site_codes
from qshop.forms.xlsform.survey import xlsform
from qshop.forms.xlsform.translations import Translator
from qshop.io.packaged import tongue
from qshop.io.xlsx.writer import workbook
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version,
    programme: Programme,
    languages: Sequence[str],
    layouts: Layouts,  # noqa: ARG001 - every kind of form is made from the same
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the workbook in all `languages`, the first one its default.

    Raises FaultyError if the form would not work in the field.
    """
    form, diagnostics = checked_form(version, programme, languages)
    if diagnostics:
        raise FaultyError(f"no XLSForm can be made of {version.name}", "other kinds of form may still do", diagnostics)
    yield "xlsx", workbook(sheets(form))


def checked_form(version: Version, programme: Programme, languages: Sequence[str]) -> tuple[XlsForm, list[Diagnostic]]:
    """Return the form of a version, and the problems for which it must not be handed out."""
    tongues = [tongue(language, programme.settings.languages) for language in languages]
    form = xlsform(version, programme, Translator(tongues))
    return form, [*check_site_codes(programme)] or check_form(form)
