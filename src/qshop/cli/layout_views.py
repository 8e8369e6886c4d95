"""What every layout is given: the class of its view, by the name of the layout."""

from pkgutil import resolve_name
from typing import Final

_VIEWS: Final = {
    "debrief/mail.txt.j2": "qshop.pages.mail_page:MailPage",
    "debrief/person.html.j2": "qshop.pages.person_page:PersonPage",
    "debrief/person.md.j2": "qshop.pages.person_page:PersonPage",
    "debrief/visit.html.j2": "qshop.pages.visit_page:VisitPage",
    "debrief/visit.md.j2": "qshop.pages.visit_page:VisitPage",
    "debrief/wave.html.j2": "qshop.pages.debrief_page:DebriefPage",
    "debrief/wave.md.j2": "qshop.pages.debrief_page:DebriefPage",
    "diff/changes.md.j2": "qshop.pages.change_report:ChangePage",
    "forms/briefing.md.j2": "qshop.forms.briefing.briefing_page:BriefingPage",
    "forms/form.html.j2": "qshop.forms.html:HtmlForm",
    "forms/questionnaire.md.j2": "qshop.forms.form_view:Form",
    "workshop/charter.html.j2": "qshop.pages.charter_page:CharterPage",
    "workshop/charter.md.j2": "qshop.pages.charter_page:CharterPage",
    "workshop/paper.html.j2": "qshop.pages.paper_page:PaperPage",
    "workshop/paper.md.j2": "qshop.pages.paper_page:PaperPage",
}


def layout_view(layout: str) -> type | None:
    """Return the class of the view that `layout` is given, read only now: most of them are heavy; None without one."""
    name = _VIEWS.get(layout)
    view: type | None = resolve_name(name) if name else None
    return view
