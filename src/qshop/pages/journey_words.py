"""The figures of a wave in words and drawings: the score, the stages, and sites, teams and waves beside each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qshop.debrief.figure_lines import FigureLine
from qshop.debrief.wave import Journey, Network
from qshop.pages.debrief_page import WellDone
from qshop.pages.drawing import Drawing, Table
from qshop.pages.journey_bars import BarWords, StageBar, journey_bars
from qshop.pages.kind_names import kind_name
from qshop.pages.page_names import PageNames
from qshop.pages.stage_grid import GridCell, GridWords, stage_grid
from qshop.pages.wave_line import LineWords, WavePoint, wave_line
from qshop.score.charts.series import Line, Series
from qshop.score.sites.site_funnel import SiteInFunnel

_WIDE = 50
"""The width of an interval, in points, that says no more than that a score could be anything."""


@dataclass(frozen=True)
class JourneyWords:
    """The words of figures on the page of a reader."""

    names: PageNames

    def figures(self, journey: Journey) -> list[str]:
        """Return score and musts met of each kind of visits that stands apart, and which stages changed clearly."""
        names, tongue = self.names, self.names.tongue
        said = [told for line in journey.scores if (told := " ".join(self._told(line, journey)))]
        kept = {name for line in journey.lines if not line.is_part for name in line.apart} - {"questionnaire"}
        if kept:
            said.append(tongue("page.apart", names=tongue.joined(tongue(f"apart.{name}") for name in sorted(kept))))
        if any(line.is_part for line in journey.lines):
            said.append(tongue("page.parts"))
        if any(line.trend and line.trend.difference.change for line in journey.stages) and len(journey.stages) > 1:
            changed = tongue.joined(self._clear_changes(journey))
            said.append(tongue("page.clear" if changed else "page.none_clear", wave=names.before, changes=changed))
        return said

    def gains(self, journey: Journey) -> Iterator[WellDone]:
        """Return the stages that are clearly better."""
        for line in journey.stages:
            if self._change(line) == "better":
                bar, score = self._stage(line), self.names.tongue.whole_percent(line.now.score)
                before = f"{self.names.before}{self.names.tongue('colon')} {self._percent_before(line)}"
                count = self.names.tongue("page.score", score=score, base=bar.base)
                yield WellDone(bar.name, count, before, self._word(line), team="")

    def _clear_changes(self, journey: Journey) -> list[str]:
        """Return the stages that changed clearly, each with the word for it."""
        changed = [line for line in journey.stages if self._change(line)]
        return [f"{self._stage(line).name} {self._word(line)}" for line in changed]

    def _told(self, line: FigureLine, journey: Journey) -> Iterator[str]:
        """Yield the score and the musts met of some visits, a sentence each; of a few, what each of them scored."""
        kind, colon = self.names.kind(line.apart), self.names.tongue("colon")
        is_named = kind and self.names.contact(line.apart) in ("visits", "both", "contacts")
        told = self._few(line) if self.names.are_few(line.now.visits) else self._figure(line, journey)
        for number, sentence in enumerate(told):
            yield f"{kind}{colon} {sentence}" if is_named and not number else sentence

    def _few(self, line: FigureLine) -> Iterator[str]:
        tongue, must = self.names.tongue, line.now.must
        if line.values:
            values = tongue.joined(map(tongue.whole_percent, line.values))
            yield tongue("page.values_of", base=self._base(line), values=values)
        if must.asked and not must.is_mixed:
            yield tongue("page.musts_of_few", met=must.met, n=must.asked)

    def _figure(self, line: FigureLine, journey: Journey) -> Iterator[str]:
        if len({stage.key for stage in journey.stages}) != 1:
            yield self._score(line)
        yield from filter(None, [self._between(line), self._before(line)])
        if line.now.must.asked:
            yield self._musts_met(
                line, None if line.is_part else journey.must_target, is_first=line is journey.scores[0]
            )

    def _score(self, line: FigureLine) -> str:
        tongue = self.names.tongue
        score, target = (tongue.whole_percent(one) for one in (line.now.score, line.target))
        key = "page.scored" if line.target is None else "page.scored_target"
        return tongue(key, score=score, base=self._base(line), target=target)

    def _musts_met(self, line: FigureLine, target: float | None, *, is_first: bool) -> str:
        """Return how many musts were met; what musts are is said once."""
        tongue, must = self.names.tongue, line.now.must
        key = "page.musts" if target is None else "page.musts_target"
        rate, aim = tongue.whole_percent(must.percent), tongue.whole_percent(target)
        return tongue(
            key,
            musts=tongue("page.musts_are" if is_first else "page.musts_are_known"),
            rate=rate,
            n=must.asked,
            target=aim,
        )

    def _before(self, line: FigureLine) -> str:
        """Return the score in the wave before and the word for the change; where not all is alike, over what is."""
        names, tongue = self.names, self.names.tongue
        if line.trend is None or not names.before:
            return ""
        change = line.trend.difference
        word = names.change(change, line.now.visits, is_compared=change.change is not None)
        return f"{names.before}{tongue('colon')} {self._like_before(line)}" + (f", {word}." if word else ".")

    def _between(self, line: FigureLine) -> str:
        tongue, now = self.names.tongue, line.now
        if now.score_low is None or now.score_high is None:
            return ""
        if now.score_high - now.score_low > _WIDE:
            return tongue("page.between_wide")
        low, high = tongue.whole_percent(now.score_low), tongue.whole_percent(now.score_high)
        return tongue("page.between", low=low, high=high)

    def _base(self, line: FigureLine) -> str:
        """Return the base of a figure, which names visits and calls."""
        return self.names.contacts(self.names.contact(line.apart), line.now.visits)

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
        like = "" if self._is_alike(line) else self._like_before(line)
        return StageBar(name, line.now.score, self._aimed_at(line), before, self._base(line), like)

    def _aimed_at(self, line: FigureLine) -> float | None:
        """Return the target; none where visits are too few to say that it is missed."""
        return None if self.names.are_few(line.now.visits) else line.target

    def _change(self, line: FigureLine) -> str:
        """Return what changed clearly; else nothing."""
        change = line.trend.difference.change if line.trend else None
        return "" if change in (None, "no_clear_change") or self.names.are_few(line.now.visits) else change

    def _word(self, line: FigureLine) -> str:
        """Return the word for a change that is clear; else nothing."""
        change = self._change(line)
        return self.names.tongue(f"change.{change}") if change else ""

    def _percent_before(self, line: FigureLine) -> str:
        return self.names.tongue.whole_percent(line.trend.difference.before if line.trend else None)

    def _before_cell(self, line: FigureLine) -> str:
        """Return the score before, with the word for the change only where it is clear."""
        return ", ".join(filter(None, [self._like_before(line), self._word(line)]))

    def _like_before(self, line: FigureLine) -> str:
        """Return the score before; with the one now over what is alike, where that is not the one that stands there."""
        before = self._percent_before(line)
        if line.trend is None or self._is_alike(line):
            return before
        now = self.names.tongue.whole_percent(line.trend.difference.after)
        return self.names.tongue("page.like", before=before, now=now)

    def _is_alike(self, line: FigureLine) -> bool:
        """Return whether the score compared with the wave before is, to a point, the one that stands there."""
        return line.trend is None or abs(line.trend.difference.after - (line.now.score or 0)) < 1

    def sites(self, network: Network) -> Drawing | None:
        """Return sites × stages, each with its base; None where there are no sites to set beside each other.

        A cell is about visits of the kind made most there; calls are no visits.
        """
        lines = [line for line in network.cells if line.now.score is not None]
        visits = [line for line in lines if self.names.contact(line.apart) != "calls"] or lines
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
        """Return the score of the kind of visits made most, wave by wave; None where there is only one wave."""
        if not network.waves:
            return None
        series = max(network.waves, key=_visits_last)
        points = [point for line in series.lines for point in self._points(line, series.kind)]
        if len(points) < 2:
            return None
        tongue, kind = self.names.tongue, self._kind_followed(series.kind)
        words = LineWords(
            title=tongue("sheet.waves"),
            description="",
            wave=tongue("page.wave"),
            value=" · ".join(filter(None, [tongue("page.score_head"), kind])),
            interval=tongue("page.interval_head"),
            base=tongue("page.base_head"),
            target=tongue("page.target_head"),
            broken=tongue("page.broken"),
        )
        target = next((one.target for one in journey.scores if one.apart == series.kind), None)
        return wave_line(points, target, words, tongue.whole_percent)

    def _kind_followed(self, kind: Mapping[str, str]) -> str:
        """Return the name of the kind of visits that a line of waves follows; nothing where all are pooled."""
        found = (kind_name(*one, self.names.programme, self.names.tongue) for one in kind.items() if one[1])
        return " · ".join(found)

    def _points(self, line: Line, kind: Mapping[str, str]) -> Iterator[WavePoint]:
        names = self.names
        waves = {wave.id: names.wave(wave) for wave in names.programme.settings.waves}
        for place, one in enumerate(line.measured):
            base = names.contacts(names.contact(kind), one.visits)
            yield WavePoint(waves[one.wave], one.value, one.low, one.high, base, follows=place > 0)


def _visits_last(series: Series) -> int:
    """Return how many visits of its last wave a line of waves has."""
    return series.lines[-1].points[-1].visits
