"""The pages of a debrief's reader: about whom there is one, and each in every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.cli.document_formats import Documents, Format, document
from qshop.cli.output import print_message
from qshop.cli.progress import with_progress_bar

if TYPE_CHECKING:
    from qshop.base.i18n import Tongue
    from qshop.findings.results import Results
    from qshop.io.folder import LoadedProgramme
    from qshop.pages.render import Layouts
    from qshop.workshop.communication import Communication


@dataclass(frozen=True)
class SubjectPages:
    """The pages of one reader in one language, one a subject, each in `formats`; all are made from one scoring."""

    loaded: "LoadedProgramme"
    results: "Results"
    reader: str
    language: str
    formats: Sequence[Format]

    def __post_init__(self) -> None:
        """Raise `StopError` if the page has no layout for a format."""
        for format_ in self.formats:
            layout = self._layout(format_)
            if not self._layouts.has(layout):
                raise StopError(
                    f"a debrief for a {self.reader} cannot be written as {format_}", f"there is no {layout}"
                )

    @cached_property
    def subjects(self) -> list[str]:
        """Return the codes of everything that has a page for this reader."""
        from qshop.debrief.readers import reader

        return reader(self.reader).subjects(self.results)

    def made(self, subjects: Sequence[str]) -> "Iterator[tuple[str, Documents]]":
        """Yield each subject with its page in every format, below a progress bar.

        The reason why a reader may not have a page is raised as `StopError` if that is the only page; else it is
        printed, once for all who are refused for it.
        """
        from qshop.debrief.readers import reader

        refused: dict[tuple[str, str], list[str]] = {}
        for subject in with_progress_bar(subjects, f"Debriefs for {self.reader}s"):
            try:
                view = reader(self.reader).view(self.results, subject)
            except StopError as refusal:
                if len(subjects) == 1:
                    raise
                refused.setdefault((refusal.message, refusal.help), []).append(subject)
            else:
                yield subject, self._documents(view)
        for (message, help_), those in refused.items():
            whom = those[0] if len(those) == 1 else f"{len(those)} of {len(subjects)}"
            print_message(f"{self.reader} {whom}: {message}\n  {help_}")

    def _documents(self, view: object) -> "Documents":
        from qshop.pages.commitment_foot import with_commitment
        from qshop.pages.reader_pages import PAGES

        words = PAGES[self.reader].words(view, self.results.programme, self._tongue)
        page = with_commitment(words, self._communication, self._tongue)
        layouts = dict.fromkeys(map(self._layout, self.formats))  # a PDF is made from the text of the HTML
        texts = {layout: self._layouts.render(layout, page, self._tongue) for layout in layouts}
        return {format_: document(texts[self._layout(format_)], format_) for format_ in self.formats}

    def mail(self, subject: str, attached: Sequence[str]) -> str:
        """Return the mail that goes with the page about a subject, whose files are `attached`."""
        from qshop.debrief.delivery import delivery
        from qshop.pages.mail_page import mail_page

        page = mail_page(delivery(self.results, self.reader, subject), self.results.programme, attached, self._tongue)
        return self._layouts.render("debrief/mail.txt.j2", page, self._tongue)

    def _layout(self, format_: Format) -> str:
        from qshop.pages.reader_pages import PAGES

        return f"{PAGES[self.reader].layout}.{'md' if format_ == 'md' else 'html'}.j2"

    @cached_property
    def _layouts(self) -> "Layouts":
        from qshop.pages.render import Layouts

        return Layouts(self.loaded.root)

    @cached_property
    def _communication(self) -> "Communication | None":
        from qshop.cli.workshop_read import open_communication

        return open_communication(self.loaded)

    @cached_property
    def _tongue(self) -> "Tongue":
        from qshop.io.packaged import tongue

        return tongue(self.language, self.loaded.programme.settings.languages)
