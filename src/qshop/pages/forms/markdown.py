"""The form on paper: Markdown with boxes to tick, one section a stage."""

from qshop.base.i18n import Tongue
from qshop.pages.forms.view import form
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.programme import Programme


def questionnaire(version: Version, programme: Programme, tongue: Tongue, layouts: Layouts) -> str:
    """Give the form of a version as Markdown in one language."""
    return layouts.render("questionnaire.md.j2", form(version, programme, tongue), tongue)
