"""What every layout is given: the class of its view, by the name of the layout."""

from qshop.forms.briefing.briefing_page import BriefingPage
from qshop.forms.form_view import Form
from qshop.forms.html import HtmlForm
from qshop.pages.change_report import ChangePage
from qshop.pages.visit_page import VisitPage
from qshop.pages.wave_page import WavePage

LAYOUT_VIEWS: dict[str, type] = {
    "debrief/visit.md.j2": VisitPage,
    "debrief/wave.md.j2": WavePage,
    "diff/changes.md.j2": ChangePage,
    "forms/briefing.md.j2": BriefingPage,
    "forms/form.html.j2": HtmlForm,
    "forms/questionnaire.md.j2": Form,
}
