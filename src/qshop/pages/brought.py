"""What is brought to a meeting, in words: what its items use, and copies of what they hand out."""

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.document_words import DocumentWords
from qshop.workshop.counted_materials import copies, counted_materials, people_to_come
from qshop.workshop.guide import Guide
from qshop.workshop.occasion import members, stages_at_hand
from qshop.workshop.session import Session


def materials(guide: Guide, session: Session, tongue: Tongue) -> list[str]:
    """Return what is brought besides papers, with its number where it can be counted."""
    words, people = DocumentWords(Asking(session, tongue)), people_to_come(guide, len(members(session)))
    brought = counted_materials(guide, people, len(stages_at_hand(session)))
    found = [(words.text(dict(one.what)), one.number) for one in brought]
    return [tongue("guide.counted", what=what, number=number) if number else what for what, number in found]


def paper_copies(guide: Guide, session: Session, tongue: Tongue) -> list[str]:
    """Return every paper that an item hands out, with its number of copies."""
    words, people = DocumentWords(Asking(session, tongue)), people_to_come(guide, len(members(session)))
    handed = {name for item in guide.items for name in item.handouts}
    stages = len(stages_at_hand(session))
    return [
        tongue("guide.copies", title=words.text(paper.title), n=copies(paper, people, stages))
        for name, paper in guide.handouts.items()
        if name in handed
    ]
