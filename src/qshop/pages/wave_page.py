"""The debrief of a wave in words, for the programme or a site: codes become names, figures become text."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.debrief.overall import ProgrammeDebrief
from qshop.debrief.site import SiteDebrief
from qshop.debrief.wave import CriterionCount, FigureLine, WaveDebrief
from qshop.pages.advice import advice_for
from qshop.pages.kind_names import kind_name
from qshop.pages.method_words import sentences
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.programme.settings import Wave
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.figures import Rate, least_base
from qshop.score.visits_made import Base


@dataclass(frozen=True)
class Row:
    """A line of a table of figures, every cell a text."""

    name: str
    base: str
    score: str
    interval: str
    target: str
    before: str
    musts: str


@dataclass(frozen=True)
class Finding:
    """A criterion and how often it was met, or how its failure reads and how often it was missed."""

    text: str
    stage: str
    count: str
    critical: bool


@dataclass(frozen=True)
class Work:
    """Something to work on: who acts, what customers were promised, which gap may be open, and what closes it."""

    text: str
    count: str
    owner: str
    promise: str
    remedies: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Headline:
    """The score of all visits, or of one kind of visits, and what stands beside it."""

    kind: str
    score: str
    beside_score: list[str]
    musts: list[str]


@dataclass(frozen=True)
class WavePage:
    """Everything a debrief prints, in one language."""

    title: str
    subtitle: str
    simulated: bool
    base: list[str]
    headlines: list[Headline]
    failed: str
    strengths: list[Finding]
    no_strengths: str
    missed: list[Finding]
    none_missed: str
    more_missed: str
    stages: list[Row]
    sites: list[Row]
    has_targets: bool
    before: str
    work: list[Work]
    minimum_base: int
    apart: str
    has_parts: bool
    has_shares: bool
    method: list[str]


def programme_page(view: ProgrammeDebrief, programme: Programme, tongue: Tongue) -> WavePage:
    """Return the programme's debrief in words."""
    title = text_in(programme.settings.name, tongue.language)
    return page(title, view.debrief, view.sites, programme, tongue)


def site_page(view: SiteDebrief, programme: Programme, tongue: Tongue) -> WavePage:
    """Return a site's debrief in words."""
    return page(programme.name_of("site", view.site, tongue.language), view.debrief, [], programme, tongue)


def page(title: str, view: WaveDebrief, sites: list[FigureLine], programme: Programme, tongue: Tongue) -> WavePage:
    """Return the debrief of a wave in words; `sites` are the rows of its table of sites."""
    words = _Words(programme, tongue)
    return WavePage(
        title=title,
        subtitle=words.name("wave", view.wave.id),
        simulated=programme.settings.simulated,
        base=words.base(view),
        headlines=[words.headline(line, view) for line in view.scores],
        failed=tongue("debrief.failed", n=view.failed) if view.failed else "",
        strengths=[words.finding(count, count.criterion.standard, count.met) for count in view.strengths],
        no_strengths=tongue("debrief.no_strengths" if view.judged else "debrief.none_judged"),
        missed=[words.finding(count, count.criterion.failure, count.missed) for count in view.missed],
        none_missed=tongue("debrief.none_missed" if "must" in view.judged else "debrief.no_musts"),
        more_missed=tongue("debrief.more_missed", n=view.more_missed) if view.more_missed else "",
        stages=[words.row("stage", line) for line in view.stages],
        sites=[words.row("site", line) for line in sites],
        has_targets=any(line.target is not None for line in (*view.stages, *sites)),
        before=words.wave(view.before) if view.before else "",
        work=[words.work(criterion) for criterion in view.work],
        minimum_base=least_base(programme),
        apart=tongue.joined(tongue(f"apart.{name}") for name in view.apart) if view.apart else "",
        has_parts=view.has_parts,
        has_shares=programme.settings.mix is not None,
        method=sentences(view.method, programme, tongue),
    )


@dataclass(frozen=True)
class _Words:
    programme: Programme
    tongue: Tongue

    def name(self, kind: str, code: str) -> str:
        return self.programme.name_of(kind, code, self.tongue.language)

    def wave(self, wave: Wave) -> str:
        return self.name("wave", wave.id) if wave.name else self.tongue.period(wave.from_, wave.to)

    def kind(self, apart: dict[str, str]) -> str:
        """Return what kind of visits a figure is about, where different visits are kept apart; else nothing."""
        return " · ".join(kind_name(*kind, self.programme, self.tongue) for kind in apart.items())

    def headline(self, line: FigureLine, view: WaveDebrief) -> Headline:
        score = self.tongue("debrief.score_line", score=self.tongue.percent(line.now.score))
        return Headline(self.kind(line.apart), score, self._beside_score(line, view), self._musts(line, view))

    def _beside_score(self, line: FigureLine, view: WaveDebrief) -> list[str]:
        """Return the interval of the score, its target, and the score of the wave before, as far as there are any."""
        tongue, now = self.tongue, line.now
        phrases = []
        if now.score_low is not None:
            phrases.append(tongue("debrief.between", interval=tongue.interval(now.score_low, now.score_high)))
        if line.target is not None:
            phrases.append(tongue("debrief.target_line", target=tongue.percent(line.target)))
        if view.before and line.trend:
            phrases.append(f"{self.wave(view.before)}{tongue('colon')} {self._before(line)}")
        return phrases

    def _before(self, line: FigureLine) -> str:
        """Return the score in the wave before and the word for the change.

        Beside it stands the score now, where not all that was asked or visited can be compared.
        """
        if line.trend is None:
            return self.tongue.percent(None)
        tongue, change = self.tongue, line.trend.difference
        before, now = tongue.percent(change.before), tongue.percent(change.after)
        if line.trend.questions is not None:
            before = tongue("debrief.like", before=before, now=now, n=line.trend.questions)
        elif now != tongue.percent(line.now.score):
            before = tongue("debrief.like_visits", before=before, now=now)
        return " · ".join(filter(None, (before, self._word(change))))

    def _word(self, change: FigureDifference) -> str:
        if change.change is None:
            return ""
        word = self.tongue(f"change.{change.change}")
        return self.tongue("change.one_of", word=word, n=change.family) if change.is_one_of_many else word

    def _musts(self, line: FigureLine, view: WaveDebrief) -> list[str]:
        """Return how many musts were met, and the target; empty where none was asked."""
        tongue, must = self.tongue, line.now.must
        if not must.asked:
            return []
        sentence = "debrief.musts_mixed" if must.is_mixed else "debrief.musts"
        phrases = [tongue(sentence, met=must.met, n=must.asked, rate=tongue.percent(must.percent))]
        if view.must_target is not None and not line.is_part:
            phrases.append(tongue("debrief.target_line", target=tongue.percent(view.must_target)))
        return phrases

    def base(self, view: WaveDebrief) -> list[str]:
        """Return when the visits took place, how many there are, and why some are not in the figures."""
        tongue, method = self.tongue, view.method
        lines, base = [], method.base
        if method.first and method.last:
            period = tongue.period(method.first, method.last)
            lines.append(tongue("debrief.base", n=base.scored, period=period))
        lines += self._left_out(base)
        if len(view.scenarios) > 1:
            names = tongue.joined(kind_name("scenario", code, self.programme, tongue) for code in view.scenarios)
            lines.append(tongue("debrief.scenarios", names=names))
        return lines

    def _left_out(self, base: Base) -> list[str]:
        counts = {
            "debrief.no_service": base.no_service,
            "debrief.void": base.void,
            "debrief.too_blank": base.too_blank,
        }
        return [self.tongue(sentence, n=count) for sentence, count in counts.items() if count]

    def row(self, key: str, line: FigureLine) -> Row:
        tongue, now = self.tongue, line.now
        return Row(
            name=" · ".join(filter(None, (self.name(key, line.code), self.kind(line.apart)))),
            base=tongue.number(now.visits),
            score=tongue.percent(now.score),
            interval=tongue.interval(now.score_low, now.score_high),
            target=tongue.percent(line.target),
            before=self._before(line),
            musts=self._musts_met(now.must),
        )

    def _musts_met(self, must: Rate) -> str:
        if not must.asked:
            return "–"
        if must.is_mixed:
            return self.tongue("debrief.rate_of", rate=self.tongue.percent(must.percent), n=must.asked)
        return self.tongue("debrief.of", count=must.met, n=must.asked)

    def finding(self, count: CriterionCount, words: dict[str, str], visits: int) -> Finding:
        return Finding(
            text=text_in(words, self.tongue.language),
            stage=self.name("stage", count.stage),
            count=self.tongue("debrief.of_visits", count=visits, n=count.asked),
            critical=count.critical,
        )

    def work(self, count: CriterionCount) -> Work:
        advice = advice_for(count.criterion.id, self.programme, self.tongue)
        return Work(
            text=text_in(count.criterion.failure, self.tongue.language),
            count=self.tongue("debrief.of_visits", count=count.missed, n=count.asked),
            owner=advice.owner,
            promise=advice.promise,
            remedies=advice.remedies,
        )
