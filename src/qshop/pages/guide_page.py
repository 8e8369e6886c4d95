"""A leader's guide in words: what is needed, the agenda with its times, what is said, done and handed out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.pages.document_words import DocumentWords
from qshop.pages.paper_page import Bullets, Heading, PaperPage, PaperTable, Paragraph, Piece, TimedHeading
from qshop.pages.workshop_facts import Asking, group_name
from qshop.workshop.clock import clock, minutes_of
from qshop.workshop.guide import Guide, Move, Span
from qshop.workshop.occasion import meeting, stages_at_hand
from qshop.workshop.schedule import Schedule, Turn, schedule
from qshop.workshop.session import Session
from qshop.workshop.what_holds import holds

_SAID = ("say", "do", "note", "model")


def guide_page(guide: Guide, session: Session, tongue: Tongue) -> PaperPage:
    """Return a leader's guide for an occasion in words; unless it is one page, with its page at a glance at the end."""
    words = _Guide(guide, session, tongue)
    return PaperPage(
        title=words.of.text(guide.title),
        subtitle=words.subtitle(),
        language=tongue.spoken,
        pieces=[*words.top(), *words.agenda(), *([] if guide.one_page else words.at_a_glance())],
        is_one_page=guide.one_page,
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

    @property
    def of(self) -> DocumentWords:
        return DocumentWords(Asking(self.session, self.tongue))

    @cached_property
    def schedule(self) -> Schedule:
        met = meeting(self.session)
        begins = self.session.start or (met.from_ if met else "") or self.guide.start
        stages, findings = stages_at_hand(self.session), self.session.findings
        return schedule(self.guide, minutes_of(begins) or 0, stages, findings)

    def subtitle(self) -> str:
        """Return for whom it is and when: “Group B: Reception, Meeting rooms · 09:30–12:00”."""
        session, asking = self.session, self.of.asking
        who = group_name(session.group, asking) if session.group else self.of.text(self.guide.for_)
        where = [asking.name("site", session.site)] if session.site else []
        met = meeting(session)
        day = [self.tongue.date_and_weekday(met.on), *filter(None, [met.where])] if met else []
        return " · ".join([who, *where, *day, self._times(self.schedule.begins, self.schedule.ends)])

    @staticmethod
    def _times(begins: int, ends: int) -> str:
        return f"{clock(begins)}–{clock(ends)}"

    def top(self) -> Iterator[Piece]:
        guide, tongue, texts = self.guide, self.tongue, self.of.texts
        if guide.needs or self._materials():
            yield Heading(tongue("guide.needs"), 3)
            yield Bullets([*texts(guide.needs), *self._materials()])
        if guide.leave_with:
            yield Heading(tongue("guide.leave_with"), 3)
            yield Bullets(texts(guide.leave_with))
        if guide.remember:
            yield Paragraph(self.of.text(guide.remember), tongue("guide.remember"))
        if guide.roles:
            yield Heading(tongue("guide.roles"), 3)
            yield Bullets(texts(list(guide.roles.values())))

    def _materials(self) -> list[str]:
        """Return what the items use, each once."""
        used = [text for turn in self.schedule.turns for text in self._words(turn).texts(turn.item.materials)]
        return list(dict.fromkeys(used))

    def agenda(self) -> Iterator[Piece]:
        for turn in self.schedule.turns:
            yield from self._turn(turn)

    def _words(self, turn: Turn) -> DocumentWords:
        return DocumentWords(replace(self.of.asking, stage=turn.stage, finding=turn.finding))

    def _turn(self, turn: Turn) -> Iterator[Piece]:
        item, words = turn.item, self._words(turn)
        yield TimedHeading(words.text(item.title), clock(turn.begins), self._minutes(item.minutes), self._about(turn))
        for move in item.moves:
            yield from self._move(move, words)
        if item.leads_to:
            yield Paragraph(words.text(item.leads_to), self.tongue("guide.mark.say"))

    def _minutes(self, span: Span) -> str:
        least, most = self.tongue.number(span.from_), self.tongue.number(span.to)
        minutes = least if span.from_ == span.to else f"{least}–{most}"
        return self.tongue("guide.minutes", minutes=minutes)

    def _about(self, turn: Turn) -> str:
        """Return who leads an item, how people sit, and what is handed out."""
        item, words = turn.item, self._words(turn)
        told = [self._leads(turn)] if item.led_by else []
        told += [words.text(item.size)] if item.size else []
        handouts = self._handouts(turn)
        told += [self.tongue("guide.hand_out", papers=", ".join(handouts))] if handouts else []
        return " · ".join(told)

    def _leads(self, turn: Turn) -> str:
        return self._words(turn).text(turn.item.led_by) or self.tongue("guide.leader")

    def _handouts(self, turn: Turn) -> list[str]:
        known = [self.guide.handouts[name] for name in turn.item.handouts if name in self.guide.handouts]
        return [self._words(turn).text(handout.title) for handout in known]

    def _move(self, move: Move, words: DocumentWords) -> Iterator[Piece]:
        if not holds(move.when, self.session):
            return
        for key in _SAID:
            said = getattr(move, key)
            if said:
                yield Paragraph(self._said(move, key, words.text(said)), self.tongue(f"guide.mark.{key}"))
        if move.if_:
            answer = f" {words.text(move.then)}" if move.then else ""
            yield Paragraph(words.text(move.if_) + answer, self.tongue("guide.mark.if"))
        yield from words.pieces(move, level=3)

    def _said(self, move: Move, key: str, text: str) -> str:
        return self.tongue("quoted", text=text) if key == "say" and move.verbatim else text

    def at_a_glance(self) -> Iterator[Piece]:
        tongue = self.tongue
        columns = ("time", "item", "minutes", "led_by", "handed_out")
        yield Heading(tongue("guide.at_a_glance"))
        yield PaperTable(
            [tongue(f"guide.column.{name}") for name in columns], [self._row(one) for one in self.schedule.turns]
        )

    def _row(self, turn: Turn) -> list[str]:
        return [
            clock(turn.begins),
            self._words(turn).text(turn.item.title),
            self._minutes(turn.item.minutes),
            self._leads(turn),
            ", ".join(self._handouts(turn)),
        ]
