"""A leader's guide in words: what is needed, the agenda with its times, what is said, done and handed out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking, group_name
from qshop.pages.brought import materials, paper_copies
from qshop.pages.document_words import DocumentWords
from qshop.pages.paper_page import (
    Bullets,
    Columns,
    Heading,
    NewPage,
    PaperPage,
    PaperTable,
    Paragraph,
    Piece,
    TimedHeading,
)
from qshop.workshop.clock import clock, minutes_of
from qshop.workshop.counted_materials import people_to_come
from qshop.workshop.groups import Group
from qshop.workshop.guide import Guide, Move, Span
from qshop.workshop.occasion import meeting, members, stages_at_hand
from qshop.workshop.roster import ROLES
from qshop.workshop.schedule import Schedule, Turn, schedule
from qshop.workshop.session import Session
from qshop.workshop.what_holds import holds

_SAID = ("say", "do", "note", "model")
_COLUMNS = {"time": 10, "item": 36, "minutes": 13, "led_by": 15, "handed_out": 26}
"""How wide the columns of the page at a glance are, in percent."""


def guide_page(guide: Guide, session: Session, tongue: Tongue) -> PaperPage:
    """Return a leader's guide for an occasion in words.

    Unless it is one page, the last sheet is the page at a glance and all that is to be brought.
    """
    words = _Guide(guide, session, tongue)
    return PaperPage(
        title=words.of.text(guide.title),
        subtitle=words.subtitle(),
        language=tongue.spoken,
        pieces=[*words.top(), *words.agenda(), *([] if guide.one_page else words.at_a_glance())],
        dress="one_page" if guide.one_page else "guide",
    )


def handout_pages(guide: Guide, session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return the papers that are handed out, by name, in the order in which they are declared."""
    words = DocumentWords(Asking(session, tongue))
    return {name: words.page(handout) for name, handout in guide.handouts.items()}


@dataclass(frozen=True)
class _Guide:
    guide: Guide
    session: Session
    tongue: Tongue

    @cached_property
    def of(self) -> DocumentWords:
        return DocumentWords(Asking(self.session, self.tongue))

    @cached_property
    def schedule(self) -> Schedule:
        met = meeting(self.session)
        said = (self.session.start, (met.from_ if met else "") or "", self.guide.start)
        begins = next((minute for minute in map(minutes_of, said) if minute is not None), 0)
        return schedule(self.guide, begins, stages_at_hand(self.session), self.session.findings)

    def subtitle(self) -> str:
        """Return for whom it is, where and when: “Being received: Reception and Meeting rooms · 09:30–12:00”."""
        session, asking = self.session, self.of.asking
        who = self._group(session.group) if session.group else self.of.text(self.guide.for_)
        where = [asking.name("site", session.site)] if session.site else []
        met = meeting(session)
        day = [self.tongue.date_and_weekday(met.on), *filter(None, [met.where])] if met else []
        times = f"{clock(self.schedule.begins)}–{clock(self.schedule.ends)}"
        return " · ".join([who, *where, *day, times])

    def _group(self, group: Group) -> str:
        asking = self.of.asking
        stages = self.tongue.joined(asking.name("stage", stage) for stage in stages_at_hand(self.session))
        name = group_name(group, asking)
        return self.tongue("workshop.group_and_stages", group=name, stages=stages) if stages else name

    def top(self) -> Iterator[Piece]:
        """Return what stands above the agenda."""
        guide, tongue, texts = self.guide, self.tongue, self.of.texts
        lists = {"needs": guide.needs, "leave_with": guide.leave_with, "roles": list(guide.roles.values())}
        told = [(tongue(f"guide.top.{name}"), texts(listed)) for name, listed in lists.items() if listed]
        if told:
            yield Columns(told)
        if guide.remember:
            yield Paragraph(self.of.text(guide.remember), tongue("guide.remember"), "remember")

    def agenda(self) -> Iterator[Piece]:
        """Return the items in their order, each at its time."""
        for turn in self.schedule.turns:
            yield from self._turn(turn)

    def _words(self, turn: Turn) -> DocumentWords:
        session = _of_stage(self.session, turn.stage) if turn.stage else self.session
        return DocumentWords(replace(self.of.asking, session=session, stage=turn.stage, finding=turn.finding))

    def _turn(self, turn: Turn) -> Iterator[Piece]:
        item, words = turn.item, self._words(turn)
        yield TimedHeading(words.text(item.title), clock(turn.begins), self._minutes(item.minutes), self._about(turn))
        for move in item.moves:
            yield from self._move(move, words)
        if item.leads_to:
            yield Paragraph(words.text(item.leads_to), self.tongue("guide.mark.say"), "say")

    def _minutes(self, span: Span) -> str:
        least, most = self.tongue.number(span.from_), self.tongue.number(span.to)
        return self.tongue("guide.minutes", minutes=least if span.from_ == span.to else f"{least}–{most}")

    def _about(self, turn: Turn) -> str:
        """Return who leads an item, how people sit, and what is handed out."""
        item, words, handouts = turn.item, self._words(turn), self._handouts(turn)
        leads = [self.tongue("guide.leads", name=self._leads(turn))] if item.led_by else []
        size = [words.text(item.size)] if item.size else []
        return " · ".join([*leads, *size, *([self.tongue("guide.hand_out", papers=handouts)] if handouts else [])])

    def _leads(self, turn: Turn) -> str:
        """Return who leads an item: of a role, whoever has it; without a word, the reader of the guide."""
        led_by = self._words(turn).text(turn.item.led_by)
        if led_by not in ROLES:
            return led_by or self.tongue("guide.leader")
        names = [one.name for one in members(self.session) if one.role == led_by]
        return self.tongue.joined(names) or self.tongue(f"workbook.role.{led_by}")

    def _handouts(self, turn: Turn) -> str:
        known = [self.guide.handouts[name] for name in turn.item.handouts if name in self.guide.handouts]
        quoted = (self.tongue("quoted", text=self._words(turn).text(handout.title)) for handout in known)
        return ", ".join(quoted)

    def _move(self, move: Move, words: DocumentWords) -> Iterator[Piece]:
        if not holds(move.when, words.asking.session):
            return
        if move.heading:
            yield Heading(words.text(move.heading), 3)
        for key in _SAID:
            said = getattr(move, key)
            if said:
                yield Paragraph(self._said(move, key, words.text(said)), self.tongue(f"guide.mark.{key}"), key)
        if move.if_:
            answer = f" {words.text(move.then)}" if move.then else ""
            yield Paragraph(words.text(move.if_) + answer, self.tongue("guide.mark.if"), "if")
        yield from words.pieces(move.model_copy(update={"heading": None, "when": None}))

    def _said(self, move: Move, key: str, text: str) -> str:
        if key != "say" or not move.verbatim:
            return text
        return self.tongue("guide.verbatim", text=self.tongue("quoted", text=text))

    def at_a_glance(self) -> Iterator[Piece]:
        """Return the agenda as a table, and what is to be brought, on a sheet of their own."""
        tongue, rows = self.tongue, [self._row(turn) for turn in self.schedule.turns]
        yield NewPage()
        yield Heading(tongue("guide.at_a_glance"))
        yield PaperTable([tongue(f"guide.column.{name}") for name in _COLUMNS], rows, list(_COLUMNS.values()))
        told = self.guide, self.session, tongue
        brought = [*materials(*told), *paper_copies(*told)]
        if brought:
            yield Heading(tongue("guide.bring", n=people_to_come(self.guide, len(members(self.session)))))
            yield Bullets(brought, boxes=True)

    def _row(self, turn: Turn) -> list[str]:
        title, minutes = self._words(turn).text(turn.item.title), self._minutes(turn.item.minutes)
        return [clock(turn.begins), title, minutes, self._leads(turn), self._handouts(turn)]


def _of_stage(session: Session, stage: str) -> Session:
    """Return a session as if its group had this stage alone: what is said of promises is said where it has one."""
    group = session.group
    return replace(session, group=group.model_copy(update={"stages": [stage]})) if group else session
