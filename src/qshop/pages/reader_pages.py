"""The page of each reader of a debrief. A new reader is a function from its view to a text, and an entry here."""

from collections.abc import Callable
from typing import Any

from qshop.base.i18n import Tongue
from qshop.pages.render import Layouts
from qshop.pages.visit_page import visit_page
from qshop.pages.wave_page import programme_page, site_page
from qshop.programme.model import Programme

PAGES: dict[str, Callable[[Any, Programme, Tongue, Layouts], str]] = {
    "programme": programme_page,
    "site": site_page,
    "visit": visit_page,
}
"""By the names of `READERS` in debrief/readers.py: what turns a reader's view into Markdown."""
