"""The debrief of one visit in words: what happened, in the order of the journey."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qshop.base.i18n import Tongue
from qshop.base.rounding import whole_minutes
from qshop.debrief.judgements import JudgedCriterion
from qshop.debrief.visit import StageDebrief, VisitDebrief
from qshop.pages.timeline import Timeline, timeline
from qshop.pages.visit_words import AnswerLine, answer_line, failure_text, quoted, standard_text
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Missed:
    """A criterion that was missed.

    beside: what to know of it in a few words: where and when something urgent was seen, and who acts; that it is a plus
    answers: what shows it
    """

    text: str
    beside: str
    answers: list[AnswerLine]


@dataclass(frozen=True)
class StageLines:
    """What happened at one stage: the standards met, what the visitor wrote of them, and what was missed."""

    name: str
    met: list[str]
    praise: list[str]
    missed: list[Missed]


@dataclass(frozen=True)
class VisitPage:
    """Everything the debrief of a visit says, in one language.

    facts: how the visit was made, in a few words
    notices: what to know before reading: simulated visits, why it is in no figure
    nothing: said where nothing could be judged
    left_blank, not_applicable: standards and questions that were left open
    sure: what one visit can say, and what these visits are for
    foot: what management says of the visits, in one line, where it is written
    """

    title: str
    subtitle: str
    language: str
    facts: str
    notices: list[str]
    urgent: list[Missed]
    stages: list[StageLines]
    nothing: str
    left_blank: list[str]
    not_applicable: list[str]
    timeline: Timeline | None
    sure: list[str]
    foot: list[str] = field(default_factory=list)


def visit_page(view: VisitDebrief, programme: Programme, tongue: Tongue) -> VisitPage:
    """Return the debrief of one visit in words."""
    words = _Words(view, programme, tongue)
    return VisitPage(
        title=words.name("site", view.site),
        subtitle=f"{tongue('visit.call' if view.channel == 'phone' else 'visit.debrief')} · {words.wave()}",
        language=tongue.spoken,
        facts=" · ".join(filter(None, words.facts())),
        notices=list(words.notices()),
        urgent=[words.missed(judged, words.urgency(judged)) for judged in view.urgent],
        stages=[words.stage(stage) for stage in view.stages],
        nothing="" if view.stages or view.urgent or view.unscored == "void" else tongue("visit.none_judged"),
        left_blank=words.left_blank(),
        not_applicable=[standard_text(judged, tongue) for judged in view.not_applicable],
        timeline=timeline(view.moments, view.pause, tongue),
        sure=list(words.sure()),
    )


@dataclass(frozen=True)
class _Words:
    view: VisitDebrief
    programme: Programme
    tongue: Tongue

    def name(self, kind: str, code: str) -> str:
        return self.programme.name_of(kind, code, self.tongue.language)

    def wave(self) -> str:
        wave = self.view.wave
        return self.name("wave", wave.id) if wave.name else self.tongue.period(wave.from_, wave.to)

    def facts(self) -> Iterable[str]:
        """Yield how the visit was made, in which role, and how long it took; what is not known is blank."""
        tongue, view = self.tongue, self.view
        yield tongue(f"channel.{view.channel}") if view.channel else ""
        scenarios = {scenario.id: text_in(scenario.name, tongue.language) for scenario in view.version.scenarios}
        yield scenarios.get(view.scenario, "")
        minutes = whole_minutes(view.seconds or 0)
        yield tongue("amount.minutes", n=minutes) if minutes else ""

    def notices(self) -> Iterable[str]:
        """Yield that visits are simulated, whose stages alone are told, and why it is in no (other) figure."""
        tongue, view = self.tongue, self.view
        if self.programme.settings.simulated:
            yield tongue("debrief.simulated")
        if view.team:
            yield tongue("visit.part", name=self.name("team", view.team))
        match view.unscored:
            case "void":
                yield tongue("visit.void")
            case "too_blank":
                least = tongue.number(float(view.version.policy.min_answered))
                yield tongue("visit.too_blank", share=tongue("percent", value=least))
            case "nothing_scored":
                yield tongue("visit.nothing_scored")
        if view.status == "no_service":
            yield tongue("visit.no_service")
        if view.purpose == "trial":
            yield tongue("visit.trial")
        if view.purpose == "reshop":
            yield tongue("visit.reshop")

    def urgency(self, judged: JudgedCriterion) -> str:
        """Return where and when something critical was seen, and who acts."""
        tongue, criterion = self.tongue, self.programme.criteria.get(judged.criterion.id)
        owner = self.name("owner", criterion.owner) if criterion and criterion.owner else ""
        day = tongue.date(self.view.day) if self.view.day else ""
        who = tongue("visit.who_acts", name=owner) if owner else ""
        return " · ".join(filter(None, [self.name("stage", judged.stage), day, who]))

    def stage(self, stage: StageDebrief) -> StageLines:
        return StageLines(
            name=self.name("stage", stage.stage),
            met=[standard_text(judged, self.tongue) for judged in stage.met],
            praise=[words for judged in stage.met for words in quoted(judged, self.tongue)],
            missed=[self.missed(judged, self._beside(judged)) for judged in stage.missed],
        )

    def _beside(self, judged: JudgedCriterion) -> str:
        """Return that a criterion is only a plus, or was missed only just, where it is so."""
        plus = [self.tongue("visit.plus")] if judged.criterion.priority == "plus" else []
        return ", ".join([*plus, *([self.tongue("visit.narrow")] if judged.criterion.id in self.view.narrow else [])])

    def missed(self, judged: JudgedCriterion, beside: str) -> Missed:
        answers = [answer_line(answer, self.tongue) for answer in judged.answers]
        return Missed(failure_text(judged.criterion, self.tongue), beside, answers)

    def left_blank(self) -> list[str]:
        questions = [answer.question for judged in self.view.unclear for answer in judged.answers]
        return [text_in(question.ask, self.tongue.language) for question in questions]

    def sure(self) -> Iterable[str]:
        """Yield what was met of what was judged, what one visit can say, and what these visits are for."""
        tongue, view = self.tongue, self.view
        if view.figure:
            rates = [("visit.musts", view.figure.must), ("visit.pluses", view.figure.plus)]
            counts = [tongue(key, met=rate.met, n=rate.asked) for key, rate in rates if rate.asked]
            yield tongue("visit.counts_of", counts=tongue.joined(counts))
        if view.stages or view.urgent:
            yield tongue("visit.one_call" if view.channel == "phone" else "visit.one")
        if view.withheld:
            yield tongue("visit.unquoted")
        yield tongue("reading.purpose")
