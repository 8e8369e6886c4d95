"""The debrief of one visit in words: a single sheet to talk about."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from qshop.base.i18n import Tongue
from qshop.debrief.judgements import Answer, JudgedCriterion
from qshop.debrief.visit import VisitDebrief
from qshop.pages.advice import Advice, advice_for
from qshop.pages.answer_words import answer_words, standard_words
from qshop.pages.timeline import Timeline, timeline
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in

MOST_PRESCRIPTIONS = 2


@dataclass(frozen=True)
class AnswerLine:
    """What was answered to one question, what would have met the standard, and what came with the answer."""

    ask: str
    answer: str
    standard: str
    remarks: list[str]


@dataclass(frozen=True)
class CriterionLine:
    """A criterion that was met, missed or left open, and the answers that show why."""

    text: str
    stage: str
    priority: str
    critical: bool
    answers: list[AnswerLine]


@dataclass(frozen=True)
class VisitPage:
    """Everything the debrief of a visit prints, in one language."""

    title: str
    subtitle: str
    simulated: bool
    facts: list[tuple[str, str]]
    score: str
    counts: list[str]
    failed: str
    notes: list[str]
    judged: bool
    met: list[tuple[str, list[CriterionLine]]]
    none_met: str
    missed: list[CriterionLine]
    none_missed: str
    unclear: list[CriterionLine]
    not_applicable: list[CriterionLine]
    work: list[tuple[list[str], Advice]]
    withheld: bool
    timeline: Timeline | None


def visit_page(view: VisitDebrief, programme: Programme, tongue: Tongue) -> VisitPage:
    """Return the debrief of one visit in words."""
    words = _Words(view, programme, tongue)
    return VisitPage(
        title=words.name("site", view.facts["site"]),
        subtitle=words.wave(),
        simulated=programme.settings.simulated,
        facts=[(label, value) for label, value in words.facts() if value],
        score=tongue("debrief.score_line", score=tongue.percent(view.figure.score)) if view.figure else "",
        counts=words.counts(),
        failed=words.failed(),
        notes=list(words.notes()),
        judged=view.unscored != "void",
        met=[(stage, list(lines)) for stage, lines in groupby(words.lines(view.met), lambda line: line.stage)],
        none_met=words.none("visit.none_met"),
        missed=words.lines(view.missed),
        none_missed=words.none("visit.none_missed"),
        unclear=words.lines(view.unclear),
        not_applicable=words.lines(view.not_applicable),
        work=[(list(map(words.failure, some)), advice) for advice, some in groupby(view.work, words.advice)],
        withheld=view.withheld,
        timeline=timeline(view, tongue),
    )


@dataclass(frozen=True)
class _Words:
    view: VisitDebrief
    programme: Programme
    tongue: Tongue

    def name(self, kind: str, code: str) -> str:
        return self.programme.name_of(kind, code, self.tongue.language)

    def failure(self, judged: JudgedCriterion) -> str:
        return text_in(judged.criterion.failure, self.tongue.language)

    def wave(self) -> str:
        wave = self.view.wave
        return self.name("wave", wave.id) if wave.name else self.tongue.period(wave.from_, wave.to)

    def facts(self) -> Iterable[tuple[str, str]]:
        """Yield (label, value) of when, how and with which form the visit was made; what is not known is blank."""
        tongue, view = self.tongue, self.view
        facts, version = view.facts, view.version
        yield tongue("field.visit_id"), facts["visit_id"]
        day, hours = tongue.date(view.day) if view.day else "", _joined("–", facts["time_in"], facts["time_out"])
        yield tongue("field.date"), _joined(", ", day, hours)
        yield tongue("field.channel"), tongue(f"channel.{facts['channel']}") if facts["channel"] else ""
        scenarios = {scenario.id: text_in(scenario.name, tongue.language) for scenario in version.scenarios}
        yield tongue("field.scenario"), scenarios.get(facts["scenario"], "")
        yield tongue("visit.questionnaire"), f"{text_in(version.title, tongue.language)} ({version.name})"
        staff = [f"{self.name('stage', stage)} {tongue.joined(codes)}" for stage, codes in view.staff]
        yield tongue("visit.staff"), " · ".join(staff)

    def counts(self) -> list[str]:
        """Return how many criteria were met, of how many that could be judged."""
        tongue, figure = self.tongue, self.view.figure
        if figure is None:
            return []
        rates = [("debrief.musts", figure.must), ("visit.pluses", figure.plus)]
        return [tongue(key, met=r.met, n=r.asked, rate=tongue.percent(r.percent)) for key, r in rates if r.asked]

    def failed(self) -> str:
        critical = [missed for missed in self.view.missed if missed.criterion.critical]
        names = self.tongue.joined(self.tongue("quoted", text=self.failure(missed)) for missed in critical)
        return self.tongue("visit.failed", names=names) if critical else ""

    def none(self, key: str) -> str:
        """Return the sentence that nothing was met, or missed; where nothing could be judged, it says that."""
        return self.tongue(key if self.view.met or self.view.missed else "visit.none_judged")

    def notes(self) -> Iterable[str]:
        """Yield why there is no score, or why the visit is in no other figure."""
        tongue, view = self.tongue, self.view
        match view.unscored:
            case "void":
                yield tongue("visit.void")
            case "too_blank":
                yield tongue("visit.too_blank", share=tongue.percent(float(view.version.policy.min_answered)))
            case "nothing_scored":
                yield tongue("visit.nothing_scored")
        if view.facts["status"] == "no_service":
            yield tongue("visit.no_service")
        if view.facts["purpose"] == "trial":
            yield tongue("visit.trial")
        if view.facts["purpose"] == "reshop":
            yield tongue("visit.reshop")

    def lines(self, judged: Iterable[JudgedCriterion]) -> list[CriterionLine]:
        return [
            CriterionLine(
                text=self.failure(one)
                if one.state == "missed"
                else text_in(one.criterion.standard, self.tongue.language),
                stage=self.name("stage", one.stage),
                priority=self.tongue("visit.must" if one.criterion.priority == "must" else "visit.plus"),
                critical=one.criterion.critical,
                answers=[self._answer_line(answer) for answer in one.answers],
            )
            for one in judged
        ]

    def _answer_line(self, answer: Answer) -> AnswerLine:
        remarks = [self.tongue("quoted", text=answer.comment)] if answer.comment else []
        remarks += [self._evidence(answer.question)] if answer.evidence else []
        return AnswerLine(
            ask=text_in(answer.question.ask, self.tongue.language),
            answer=answer_words(answer.question, answer.given, self.tongue) if answer.given else "",
            standard=standard_words(answer.question, self.tongue),
            remarks=remarks,
        )

    def _evidence(self, question: FrozenQuestion) -> str:
        """Return what kind of evidence there is; its file and where it lies are named on no page."""
        kind = self.tongue(f"form.{question.evidence}") if question.evidence else self.tongue.number(1)
        return self.tongue("visit.evidence", name=kind)

    def advice(self, judged: JudgedCriterion) -> Advice:
        return advice_for(judged.criterion.id, self.programme, self.tongue).shortened(MOST_PRESCRIPTIONS)


def _joined(between: str, *texts: str) -> str:
    return between.join(filter(None, texts))
