"""The figures of a wave in words and drawings: the score, the stages, and sites, teams and waves beside each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qshop.debrief.figure_lines import FigureLine
from qshop.debrief.wave import Journey, Network
from qshop.pages.drawing import Drawing, Table
from qshop.pages.journey_bars import BarWords, StageBar, journey_bars
from qshop.pages.page_names import PageNames
from qshop.pages.stage_grid import GridCell, GridWords, stage_grid
from qshop.pages.wave_line import LineWords, WavePoint, wave_line
from qshop.score.charts.series import Line
from qshop.score.sites.site_funnel import SiteInFunnel


@dataclass(frozen=True)
class JourneyWords:
    """The words of figures on the page of a reader."""

    names: PageNames

    def figures(self, journey: Journey) -> list[str]:
        """Return score and musts met of each kind of visits that stands apart, and which stages changed clearly."""
        names, tongue = self.names, self.names.tongue
        said = [self._score(line, journey) for line in journey.scores]
        kept = {name for line in journey.lines if not line.is_part for name in line.apart} - {"questionnaire"}
        if kept:
            said.append(tongue("page.apart", names=tongue.joined(tongue(f"apart.{name}") for name in sorted(kept))))
        if any(line.is_part for line in journey.lines):
            said.append(tongue("page.parts"))
        if any(line.trend and line.trend.difference.change for line in journey.stages):
            changed = tongue.joined(self._clear_changes(journey))
            said.append(tongue("page.clear" if changed else "page.none_clear", wave=names.before, changes=changed))
        return said

    def _clear_changes(self, journey: Journey) -> list[str]:
        """Return the stages that changed clearly, each with the word for it."""
        changed = [line for line in journey.stages if self._word(line)]
        return [f"{self._stage(line).name} {self._word(line)}" for line in changed]

    def _score(self, line: FigureLine, journey: Journey) -> str:
        """Return the score and the musts met of some visits, in one line."""
        names, tongue = self.names, self.names.tongue
        kind = "" if names.is_of_calls(line.apart) else names.kind(line.apart)
        score = tongue("page.score", score=tongue.whole_percent(line.now.score), base=self._base(line))
        told = [score, self._target(line, line.target), self._before(line), self._between(line)]
        told += self._musts_met(line, None if line.is_part else journey.must_target)
        return (f"{kind}{tongue('colon')} " if kind else "") + " · ".join(filter(None, told))

    def _musts_met(self, line: FigureLine, target: float | None) -> list[str]:
        tongue, must = self.names.tongue, line.now.must
        if not must.asked:
            return []
        key = "page.musts_mixed" if must.is_mixed else "page.musts"
        rate = tongue.whole_percent(must.percent)
        return [tongue(key, met=must.met, n=must.asked, rate=rate), self._target(line, target)]

    def _target(self, line: FigureLine, target: float | None) -> str:
        if target is None or self.names.is_withheld(line.now.visits):
            return ""
        return self.names.tongue("page.target", target=self.names.tongue.whole_percent(target))

    def _before(self, line: FigureLine) -> str:
        """Return the score in the wave before and the word for the change; where not all is alike, over what is."""
        names, tongue = self.names, self.names.tongue
        if line.trend is None or not names.before:
            return ""
        change = line.trend.difference
        before, now = tongue.whole_percent(change.before), tongue.whole_percent(change.after)
        if now != tongue.whole_percent(line.now.score):
            before = tongue("page.like", before=before, now=now)
        word = names.change(change, line.now.visits, is_compared=change.change is not None)
        return f"{names.before}{tongue('colon')} {before}" + (f", {word}" if word else "")

    def _between(self, line: FigureLine) -> str:
        tongue, now = self.names.tongue, line.now
        if now.score_low is None or now.score_high is None:
            return ""
        low, high = tongue.whole_percent(now.score_low), tongue.whole_percent(now.score_high)
        return tongue("page.between", low=low, high=high)

    def _base(self, line: FigureLine) -> str:
        """Return the base of a figure, which names visits and calls."""
        return self._contacts(line.now.visits, line.apart)

    def _contacts(self, visits: int, apart: Mapping[str, str]) -> str:
        base, tongue = self.names.view.method.base, self.names.tongue
        is_of_calls = self.names.is_of_calls(apart)
        if base.calls and (is_of_calls is None or not apart):
            return tongue("page.visits_and_calls", n=visits)
        return tongue("page.calls" if is_of_calls else "page.visits", n=visits)

    def journey(self, journey: Journey) -> Drawing | None:
        """Return the stages with target, base and the wave before; None where no stage has a figure."""
        if not journey.stages:
            return None
        tongue, before = self.names.tongue, self.names.before
        words = BarWords(
            title=tongue("sheet.journey"),
            description="",
            stage=tongue("page.stage"),
            now=tongue("page.now"),
            target=tongue("page.target_head"),
            before=before or tongue("page.before_head"),
            base=tongue("page.base_head"),
            below=tongue("page.below"),
        )
        return journey_bars([self._stage(line) for line in journey.stages], words, tongue.whole_percent)

    def _stage(self, line: FigureLine) -> StageBar:
        name = " · ".join(filter(None, [self.names.name("stage", line.key[-1]), self.names.kind(line.apart)]))
        before = line.trend.difference.before if line.trend else None
        return StageBar(name, line.now.score, self._aimed_at(line), before, self._base(line))

    def _aimed_at(self, line: FigureLine) -> float | None:
        return None if self.names.is_withheld(line.now.visits) else line.target

    def _word(self, line: FigureLine) -> str:
        """Return the word for a change that is clear; else nothing."""
        change = line.trend.difference.change if line.trend else None
        if change in (None, "no_clear_change") or self.names.is_withheld(line.now.visits):
            return ""
        return self.names.tongue(f"change.{change}")

    def _before_cell(self, line: FigureLine) -> str:
        """Return the score before, with the word for the change only where it is clear."""
        if line.trend is None:
            return "–"
        before = self.names.tongue.whole_percent(line.trend.difference.before)
        return ", ".join(filter(None, [before, self._word(line)]))

    def sites(self, network: Network) -> Drawing | None:
        """Return sites × stages, each with its base; None where there are no sites to set beside each other.

        A cell is about visits of the kind made most there; calls are no visits.
        """
        lines = [line for line in network.cells if line.now.score is not None]
        visits = [line for line in lines if not self.names.is_of_calls(line.apart)] or lines
        if not visits:
            return None
        by_place = {line.key: line for line in sorted(visits, key=lambda line: line.now.visits)}
        stages = [stage.id for stage in self.names.programme.stages if stage.id in {line.key[1] for line in visits}]
        sites = list(dict.fromkeys(line.key[0] for line in visits))
        tongue = self.names.tongue
        words = GridWords(
            title=tongue("sheet.sites"),
            description=tongue("page.grid"),
            site=tongue("page.site"),
            below=tongue("page.below"),
            blank=tongue("page.not_asked"),
        )
        cells = [[self._cell(by_place.get((site, stage))) for stage in stages] for site in sites]
        heads = [self.names.name("stage", stage) for stage in stages]
        return stage_grid([self.names.name("site", site) for site in sites], heads, cells, words, tongue.whole_percent)

    def _cell(self, line: FigureLine | None) -> GridCell:
        if line is None or line.now.score is None:
            return GridCell(None, "")
        target = self._aimed_at(line)
        is_below = target is not None and line.now.score < target
        return GridCell(line.now.score, self.names.tongue.number(line.now.visits), is_below)

    def sites_to_see(self, network: Network) -> list[str]:
        """Return which of very many sites need a look, and how they were chosen; nothing where sites are few."""
        if not network.of_sites:
            return []
        tongue = self.names.tongue
        chosen = tongue("page.chosen" if network.to_see else "page.none_chosen", n=network.of_sites)
        return [chosen, *map(self._to_see, network.to_see)]

    def _to_see(self, site: SiteInFunnel) -> str:
        tongue = self.names.tongue
        rate, usual = tongue.whole_percent(site.rate), tongue.whole_percent(site.target)
        told = tongue("page.to_see", n=site.asked, rate=rate, usual=usual)
        return f"{self.names.name('site', site.site)}{tongue('colon')} {told}"

    def teams(self, network: Network) -> Table | None:
        """Return what each team reached on the stages it runs; providers are marked."""
        if not network.teams:
            return None
        tongue, before = self.names.tongue, self.names.before
        musts, base = tongue("page.musts_head"), tongue("page.base_head")
        header = [tongue("page.team"), tongue("page.score_head"), before or tongue("page.before_head"), musts, base]
        return Table(header, [self._team(line) for line in network.teams])

    def _team(self, line: FigureLine) -> list[str]:
        tongue, code = self.names.tongue, line.key[0]
        provider = any(team.id == code and team.provider for team in self.names.programme.teams)
        told = [self.names.name("team", code), tongue("page.provider") if provider else "", self.names.kind(line.apart)]
        return [
            " · ".join(filter(None, told)),
            tongue.whole_percent(line.now.score),
            self._before_cell(line),
            self._musts(line),
            self._base(line),
        ]

    def _musts(self, line: FigureLine) -> str:
        tongue, must = self.names.tongue, line.now.must
        if not must.asked:
            return "–"
        rate = tongue.whole_percent(must.percent)
        key = "page.rate_mixed" if must.is_mixed else "page.rate"
        return tongue(key, rate=rate, count=must.met, n=must.asked)

    def waves(self, network: Network, journey: Journey) -> Drawing | None:
        """Return the score of the visits wave by wave, calls apart; None where there is only one wave."""
        series = [one for one in network.waves if not self.names.is_of_calls(one.kind)] or network.waves
        points = [point for one in series[:1] for line in one.lines for point in self._points(line, one.kind)]
        if len(points) < 2:
            return None
        tongue = self.names.tongue
        words = LineWords(
            title=tongue("sheet.waves"),
            description="",
            wave=tongue("page.wave"),
            value=tongue("page.score_head"),
            interval=tongue("page.interval_head"),
            base=tongue("page.base_head"),
            target=tongue("page.target_head"),
            broken=tongue("page.broken"),
        )
        target = journey.scores[0].target if journey.scores else None
        return wave_line(points, target, words, tongue.whole_percent)

    def _points(self, line: Line, kind: Mapping[str, str]) -> Iterator[WavePoint]:
        names = self.names
        waves = {wave.id: names.wave(wave) for wave in names.programme.settings.waves}
        for place, one in enumerate(line.measured):
            base = self._contacts(one.visits, kind)
            yield WavePoint(waves[one.wave], one.value, one.low, one.high, base, follows=place > 0)
