"""Believable visits with known effects: to rehearse a debrief, and to test whether the effects are seen in figures.

Every draw is a hash of the seed and of what is drawn, never the next number of a stream. So the same seed gives
the same bytes on any machine, and a change in one place of a plan changes nothing elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from qshop.programme.frozen import FrozenCriterion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies
from qshop.programme.settings import Wave
from qshop.programme.sites import Site
from qshop.programme.spells import on
from qshop.visits.simulation.answering import CriterionAnswers, Habits, Record, holds
from qshop.visits.simulation.chance import Draws
from qshop.visits.simulation.plan import Effect, Plan, Simulation
from qshop.visits.simulation.repertoire import Repertoire

LEAST, MOST = Decimal(2), Decimal(98)
"""The limits in percent of a chance that effects have shifted."""


@dataclass(frozen=True)
class Truth:
    """The chance in percent, by plan, that a criterion is met at a site in a wave, without effects of shoppers."""

    wave: str
    site: str
    team: str
    criterion: str
    chance: Decimal
    effects: list[str]


@dataclass(frozen=True)
class SimulatedVisits:
    """The visits of one plan under the columns of its version, and the truth behind them."""

    wave: str
    version: Version
    columns: list[str]
    rows: list[tuple[str, ...]]
    truth: list[Truth]


def simulate(simulation: Simulation, programme: Programme) -> Iterator[SimulatedVisits]:
    """Yield the visits of every plan; versions and waves must exist (see `faults_of_plan`)."""
    for number, plan in enumerate(simulation.plans, 1):
        version = programme.versions[plan.questionnaire, plan.version]
        wave = next(wave for wave in programme.settings.waves if wave.id == plan.wave)
        fieldwork = _Fieldwork(simulation, programme, version, wave, plan, number)
        records = [record for site in fieldwork.sites() for record in fieldwork.visits(site)]
        columns = version.columns()
        rows = sorted(tuple(record.get(name, "") for name in columns) for record in records)
        yield SimulatedVisits(wave.id, version, columns, rows, list(fieldwork.truth()))


@dataclass(frozen=True)
class _Fieldwork:
    """The visits of one plan; `number` is its place among the plans, from 1."""

    simulation: Simulation
    programme: Programme
    version: Version
    wave: Wave
    plan: Plan
    number: int

    @property
    def draws(self) -> Draws:
        return Draws(self.simulation.seed)

    def sites(self) -> list[Site]:
        return [
            site
            for site in self.programme.sites
            if (not self.plan.sites or site.id in self.plan.sites) and site.id not in self.plan.not_sites
        ]

    def visits(self, site: Site) -> Iterator[Record]:
        for turn in range(self.plan.per_site):
            yield self._visit(site, turn)

    def _visit(self, site: Site, turn: int) -> Record:
        visit_id = f"{self.wave.id}-{site.id}-{self.number}{turn + 1:02}"
        record = self._metadata(site, turn, visit_id)
        rates = self.simulation.rates
        if self.draws.happens(rates.void, visit_id, "void"):
            return record | {"status": "void"}
        if self.draws.happens(rates.no_service, visit_id, "no service"):
            record["status"] = "no_service"
        if not self.wave.rehearsal and self.draws.happens(rates.reshop, visit_id, "reshop"):
            record["purpose"] = "reshop"
        for stage in self.version.stages:
            if _meets(stage.applies, site, record) and holds(stage.when, record):
                self._go_through(stage, record, site)
        return record

    def _metadata(self, site: Site, turn: int, visit_id: str) -> Record:
        days = [self.wave.from_ + timedelta(n) for n in range((self.wave.to - self.wave.from_).days + 1)]
        day = self.draws.choice([d for d in days if d.weekday() < 5] or days, visit_id, "day")
        start = 9 * 60 + self.draws.number(visit_id, "time") % (6 * 60)
        stay = 25 + self.draws.number(visit_id, "stay") % 45
        scenarios = self.plan.scenarios or [scenario.id for scenario in self.version.scenarios]
        site_number = list(self.programme.site).index(site.id)
        shopper = (site_number * 5 + turn * 3 + self.number * 7) % max(self.simulation.shoppers, 1) + 1
        record = {
            "visit_id": visit_id,
            "questionnaire": self.version.questionnaire,
            "version": str(self.version.version),
            "site": site.id,
            "date": day.isoformat(),
            "time_in": _clock(start),
            "time_out": _clock(start + stay),
            "channel": self.version.channel[0] if self.version.channel else "",
            "scenario": scenarios[turn % len(scenarios)] if scenarios else "",
            "purpose": "trial" if self.wave.rehearsal else "regular",
            "status": "completed",
            "attempts": "1",
            "shopper": f"{'W' if self.wave.rehearsal else 'S'}{shopper:02}",
        }
        return record if self.wave.rehearsal else record | self._staff(site, day, visit_id)

    def _staff(self, site: Site, day: date, visit_id: str) -> Record:
        stages = {stage.id for stage in self.version.stages}
        teams = {stage: self.programme.team_of(site.id, stage, on(day)) for stage in self.simulation.staff}
        return {
            f"{stage}_staff": f"{(team or site.id).replace(' ', '_')}-{1 + self.draws.number(visit_id, stage) % size}"
            for (stage, size), team in zip(self.simulation.staff.items(), teams.values(), strict=True)
            if stage in stages and size and self.programme.informed(team, day)
        }

    def _go_through(self, stage: FrozenStage, record: Record, site: Site) -> None:
        """Answer what a stage that applies asks: first what hangs on the stage itself, in no way good or bad."""
        served = record["status"] == "completed"
        if served or stage.is_asked_without_service(None):
            questions = [q for q in stage.questions if _meets(q.applies, site, record)]
            CriterionAnswers(record, self._habits([], record), self.draws).add(questions, met=True)
        for criterion in stage.criteria:
            if (served or criterion.access) and _meets(criterion.applies, site, record):
                self._answer(record, site, stage, criterion)

    def _answer(self, record: Record, site: Site, stage: FrozenStage, criterion: FrozenCriterion) -> None:
        visit_id, day = record["visit_id"], date.fromisoformat(record["date"])
        effects = self._effects(site, stage.id, criterion.id, day, record["shopper"])
        chance = self._chance_of_meeting(criterion, effects)
        met = self.draws.happens(chance, visit_id, criterion.id, "met") and record["status"] == "completed"
        questions = [q for q in criterion.questions if _meets(q.applies, site, record)]
        CriterionAnswers(record, self._habits(effects, record), self.draws).add(questions, met=met)

    def _effects(self, site: Site, stage: str, criterion: str, day: date, shopper: str) -> list[Effect]:
        """Return the effects on a criterion at a site on a day; without a shopper, only those on all shoppers."""
        team = self.programme.team_of(site.id, stage, on(day))
        facts = {"waves": self.wave.id, "sites": site.id, "teams": team, "stages": stage, "criteria": criterion}
        facts |= {"shoppers": shopper}
        return [
            effect
            for effect in self.simulation.effects
            if all(fact in getattr(effect, key) for key, fact in facts.items() if getattr(effect, key))
        ]

    def _chance_of_meeting(self, criterion: FrozenCriterion, effects: list[Effect]) -> Decimal:
        """Return the chance in percent that a criterion is met."""
        fixed = [effect.chance for effect in effects if effect.chance is not None]
        if fixed:
            return fixed[-1]
        base: Decimal = getattr(self.simulation.service, criterion.priority)
        return min(MOST, max(LEAST, base + sum((effect.shift or Decimal(0) for effect in effects), Decimal(0))))

    def _habits(self, effects: list[Effect], record: Record) -> Habits:
        rates = self.simulation.rates
        language = self.draws.choice(list(self.version.languages), record["shopper"], "language")
        blank = max([rates.blank, *(effect.blank for effect in effects if effect.blank is not None)])
        repertoire = Repertoire(self.simulation, effects, language)
        return Habits(blank, rates.na, rates.comment, rates.praise, rates.evidence, repertoire)

    def truth(self) -> Iterator[Truth]:
        for site in self.sites():
            for stage in self.version.stages:
                for criterion in stage.criteria:
                    effects = self._effects(site, stage.id, criterion.id, self.wave.from_, "")
                    team = self.programme.team_of(site.id, stage.id, on(self.wave.from_))
                    chance = self._chance_of_meeting(criterion, effects)
                    yield Truth(self.wave.id, site.id, team, criterion.id, chance, [effect.name for effect in effects])


def _meets(applies: Applies | None, site: Site, record: Record) -> bool:
    if applies is None:
        return True
    [facts] = site.facts.during(on(date.fromisoformat(record["date"])))
    return applies.meets(facts, record["scenario"], record["channel"])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
