"""What is printed for a meeting, in the order in which it is used, and how often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.attendance_page import attendance_page
from qshop.pages.brought import materials
from qshop.pages.document_words import DocumentWords
from qshop.pages.guide_page import guide_page
from qshop.pages.paper_page import Bullets, Heading, PaperPage, PaperTable, Paragraph, Piece
from qshop.workshop.counted_materials import copies, people_to_come
from qshop.workshop.guide import Guide
from qshop.workshop.occasion import members, stages_at_hand
from qshop.workshop.session import Session

COLUMNS: Final = ("file", "paper", "copies")
"""The columns of the list of what to print."""
_WIDTHS: Final = (30, 55, 15)


@dataclass(frozen=True)
class PackPaper:
    """A paper to print: the stem of its file, what it is called, the page, and how many copies are needed."""

    stem: str
    title: str
    page: PaperPage
    copies: int = 1


class Sent(NamedTuple):
    """What is not printed but sent: its name in the folder, what it is called, and its files with their content."""

    name: str
    title: str
    files: Mapping[str, str | bytes]


def pack_papers(name: str, guide: Guide, session: Session, tongue: Tongue) -> list[PackPaper]:
    """Return the papers of a meeting: the guide, of a group its name list, and what is handed out, in turn."""
    page = guide_page(guide, session, tongue)
    papers = [PackPaper(name, tongue("pack.guide", title=page.title), page)]
    if session.group:
        papers.append(PackPaper("names", tongue("pack.names"), attendance_page(session, tongue)))
    papers += [paper for handout in _in_turn(guide) for paper in _handout(handout, guide, session, tongue)]
    return [PackPaper(f"{n:02}-{one.stem}", one.title, one.page, one.copies) for n, one in enumerate(papers, 1)]


def _in_turn(guide: Guide) -> list[str]:
    """Return the names of the papers that are handed out, as the agenda does it; then those that it does not name."""
    used = [name for item in guide.items for name in item.handouts if name in guide.handouts]
    return list(dict.fromkeys([*used, *guide.handouts]))


def _handout(name: str, guide: Guide, session: Session, tongue: Tongue) -> Iterator[PackPaper]:
    """Yield a paper that is handed out; of one that is counted for each stage, one for each."""
    handout, people = guide.handouts[name], people_to_come(guide, len(members(session)))
    stages = stages_at_hand(session)
    if "stage" not in handout.for_each or not stages:
        page = DocumentWords(Asking(session, tongue)).page(handout)
        yield PackPaper(name, page.title, page, copies(handout, people, len(stages)))
        return
    for stage in stages:
        page = DocumentWords(Asking(session, tongue, stage)).page(handout)
        named = f"{page.title} · {session.programme.name_of('stage', stage, tongue.language)}"
        yield PackPaper(f"{name}-{stage}", named, page, copies(handout, people, 1))


def print_list(
    papers: Sequence[PackPaper], workbook: Sent | None, guide: Guide, session: Session, tongue: Tongue
) -> PaperPage:
    """Return the list of what to print how often; `workbook`: the one that goes with it, if any."""
    known, brought = len(members(session)), materials(guide, session, tongue)
    counted = tongue("pack.counted" if known else "pack.supposed", n=people_to_come(guide, known))
    rows = [[paper.stem, paper.title, tongue.number(paper.copies)] for paper in papers]
    rows += [[workbook.name, workbook.title, tongue("pack.send")]] if workbook else []
    pieces: list[Piece] = [
        Paragraph(counted),
        PaperTable([tongue(f"pack.column.{name}") for name in COLUMNS], rows, [*_WIDTHS]),
    ]
    pieces += [Heading(tongue("pack.bring")), Bullets(brought, boxes=True)] if brought else []
    pieces += [Paragraph(tongue("pack.back"))] if workbook else []
    return PaperPage(tongue("pack.title"), tongue.spoken, pieces, papers[0].page.subtitle)
