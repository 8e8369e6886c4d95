"""The page of each reader of a debrief: its words, made once, and the layouts that arrange them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from qshop.base.i18n import Tongue
from qshop.pages.person_page import person_page
from qshop.pages.visit_page import visit_page
from qshop.pages.wave_page import wave_page
from qshop.programme.model import Programme


class ReaderPage(NamedTuple):
    """What turns a reader's view into words, and the layout of these: its name without `.md.j2` or `.html.j2`."""

    words: Callable[[Any, Programme, Tongue], object]
    layout: str


PAGES = {
    "programme": ReaderPage(wave_page, "debrief/wave"),
    "site": ReaderPage(wave_page, "debrief/wave"),
    "team": ReaderPage(wave_page, "debrief/wave"),
    "owner": ReaderPage(wave_page, "debrief/wave"),
    "visit": ReaderPage(visit_page, "debrief/visit"),
    "person": ReaderPage(person_page, "debrief/person"),
}
"""By the names of `READERS` in debrief/readers.py. A new reader is a function from its view to words, and an entry."""
