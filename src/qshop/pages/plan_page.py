"""The plan in words: who hears what, by whom and until when; what is late stands first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking, wave_name
from qshop.pages.paper_page import Heading, PaperPage, PaperTable, Paragraph, Piece
from qshop.workshop.communication import Step
from qshop.workshop.plan_order import plan_order
from qshop.workshop.session import Session

_COLUMNS: Final = ("plan.column.due", "plan.column.who", "plan.column.about", "plan.column.by")
_WIDTHS: Final = [17, 26, 38, 19]
_FEW = 3
"""Teams left out are named instead where those that are not are so many times as many."""
_WHAT: Final = {
    "consulted": "plan.what.consulted",
    "informed": "plan.what.informed",
    "trained": "plan.what.trained",
    "shown": "plan.what.shown",
}


def plan_papers(session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return the plan, by the stem of its file."""
    return {"plan": plan_page(session, tongue)}


def plan_page(session: Session, tongue: Tongue) -> PaperPage:
    """Return the plan on the day that is now; where no day is known, nothing in it is late."""
    words = _Plan(Asking(session, tongue))
    name, day = words.asking.text(session.programme.settings.name), session.as_of
    return PaperPage(
        title=tongue("plan.title"),
        subtitle=tongue("plan.as_of", name=name, day=tongue.date(day)) if day else name,
        language=tongue.spoken,
        pieces=list(words.pieces()),
    )


@dataclass(frozen=True)
class _Plan:
    asking: Asking

    def pieces(self) -> Iterator[Piece]:
        session, tongue = self.asking.session, self.asking.tongue
        told = session.files.communication
        order = plan_order(told.steps if told else [], session.as_of)
        yield from self._part(tongue("plan.late", n=len(order.late)), order.late, self._late)
        yield from self._part(tongue("plan.ahead"), order.ahead, lambda step: tongue.date(step.due))
        yield from self._part(tongue("plan.done"), order.done, self._done)
        if not (order.late or order.ahead or order.done):
            yield Paragraph(tongue("plan.empty"))

    def _part(self, title: str, steps: Sequence[Step], when: Callable[[Step], str]) -> Iterator[Piece]:
        if steps:
            yield Heading(title)
            yield PaperTable(
                [self.asking.tongue(key) for key in _COLUMNS], [self._row(one, when(one)) for one in steps], _WIDTHS
            )

    def _row(self, step: Step, when: str) -> list[str]:
        asking = self.asking
        return [when, self._who(step), asking.text(step.about), asking.name("owner", step.by)]

    def _late(self, step: Step) -> str:
        tongue, now = self.asking.tongue, self.asking.session.as_of
        days = (now - step.due).days if now else 0
        return tongue("plan.days_late", due=tongue.date(step.due), n=days)

    def _done(self, step: Step) -> str:
        tongue, done = self.asking.tongue, step.done or step.due
        day = tongue.date(done)
        return tongue("plan.done_late", done=day, due=tongue.date(step.due)) if done > step.due else day

    def _who(self, step: Step) -> str:
        """Return what is done and whom it reaches: “Trained: Halo Reception and Keystone Parking”."""
        reached = [self._teams(step)]
        reached += [self.asking.tongue("plan.starters")] if step.starters else []
        reached += [self._wave(step.wave)] if step.wave else []
        return self.asking.tongue(_WHAT[step.what], who=" · ".join(filter(None, reached)))

    def _teams(self, step: Step) -> str:
        teams, tongue = self._named_teams(step), self.asking.tongue
        if not step.representatives:
            return teams
        return tongue("plan.representatives_of", teams=teams) if step.teams else tongue("plan.own_representatives")

    def _named_teams(self, step: Step) -> str:
        """Return the teams by name; of nearly all of them, those that are left out."""
        tongue = self.asking.tongue
        others = [team.id for team in self.asking.session.programme.teams if team.id not in step.teams]
        if not step.teams or len(step.teams) < _FEW * len(others):
            return self._names(step.teams)
        return tongue("plan.all_but", teams=self._names(others)) if others else tongue("plan.all_teams")

    def _names(self, teams: Sequence[str]) -> str:
        return self.asking.tongue.joined(self.asking.name("team", team) for team in teams)

    def _wave(self, code: str) -> str:
        waves = {wave.id: wave for wave in self.asking.session.programme.settings.waves}
        return wave_name(waves[code], self.asking) if code in waves else code
