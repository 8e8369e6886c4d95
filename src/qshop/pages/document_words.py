"""Papers that are written as data, in words: facts filled in, conditions decided, lists written out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qshop.pages.asking import Asking
from qshop.pages.paper_page import Bullets, Heading, Lines, PaperPage, PaperTable, Paragraph, Piece
from qshop.pages.workshop_facts import FACT_WORDS
from qshop.pages.workshop_lists import LIST_WORDS
from qshop.workshop.document import BlankTable, Document, Section
from qshop.workshop.what_holds import holds

BLANK = "…………"
"""What stands for a fact that is not known: it is filled in by hand."""
_FACT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class DocumentWords:
    """The words of papers made for somebody, in one language."""

    asking: Asking

    def text(self, words: dict[str, str] | None) -> str:
        """Return a text with its facts filled in; an unknown name stays as it is written."""
        return _FACT.sub(self._fact, self.asking.text(words))

    def _fact(self, match: re.Match[str]) -> str:
        fact = FACT_WORDS.get(match[1])
        return match[0] if fact is None else fact(self.asking) or BLANK

    def texts(self, many: list[dict[str, str]]) -> list[str]:
        """Return several texts."""
        return [self.text(words) for words in many]

    def pieces(self, section: Section, level: int = 2) -> Iterator[Piece]:
        """Return what a section has, in the order of its keys; nothing where its condition does not hold."""
        if not holds(section.when, self.asking.session):
            return
        if section.heading:
            yield Heading(self.text(section.heading), level)
        if section.text:
            yield Paragraph(self.text(section.text))
        if section.bullets:
            yield Bullets(self.texts(section.bullets))
        if section.show:
            yield Bullets(self._listed(section.show))
        if section.boxes:
            yield Bullets(self.texts(section.boxes), boxes=True)
        if section.lines:
            yield Lines(self.texts(section.lines))
        if section.table:
            yield self._table(section.table)

    def _listed(self, name: str) -> list[str]:
        listed = LIST_WORDS.get(name)
        return (listed(self.asking) if listed else []) or [BLANK]

    def _table(self, table: BlankTable) -> PaperTable:
        rows = [[""] * len(table.columns)] * table.rows
        whole = sum(table.widths) or 1
        return PaperTable(self.texts(table.columns), rows, [100 * width // whole for width in table.widths])

    def page(self, document: Document) -> PaperPage:
        """Return a paper in words."""
        return PaperPage(
            title=self.text(document.title),
            subtitle=self.text(document.subtitle),
            language=self.asking.tongue.spoken,
            pieces=[piece for section in document.sections for piece in self.pieces(section)],
            foot=[self.text(document.foot)] if document.foot else [],
        )
