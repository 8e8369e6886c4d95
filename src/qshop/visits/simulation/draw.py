"""Write believable visits with a known truth: to rehearse a debrief, and to test everything against what is so.

Every draw is a hash of the seed and of what is drawn, never the next number of a stream. So the same seed gives
the same bytes on any machine, and a change in one place of a plan changes nothing elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

from qshop.programme.frozen import FrozenCriterion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies
from qshop.programme.settings import Wave
from qshop.programme.sites import Site
from qshop.visits.simulation.answering import Filling, Manner, Record, holds
from qshop.visits.simulation.plan import Effect, Plan, Simulation

T = TypeVar("T")
LEAST, MOST = Decimal(2), Decimal(98)


@dataclass(frozen=True)
class Draws:
    """Chance, as a function: the same words always draw the same number."""

    seed: int

    def number(self, *about: object) -> int:
        """Draw a whole number below 10⁹."""
        digest = blake2b("|".join([str(self.seed), *map(str, about)]).encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % 1_000_000_000

    def happens(self, percent: Decimal, *about: object) -> bool:
        """Let something happen in `percent` of a hundred cases."""
        return self.number(*about) < percent * 10_000_000

    def one(self, choices: list[T], *about: object) -> T:
        """Draw one of several."""
        return choices[self.number(*about) % len(choices)]


@dataclass(frozen=True)
class Truth:
    """How likely a criterion truly was to be met at a site in a wave, before any shopper's own effect."""

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
    """Carry out every plan; versions and waves must exist (see `faults_of_plan`)."""
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
    """One plan being carried out."""

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
        if self.draws.happens(rates.reshop, visit_id, "reshop"):
            record["purpose"] = "reshop"
        for stage, criterion in self._asked(site, record):
            self._criterion(record, site, stage, criterion)
        return record

    def _metadata(self, site: Site, turn: int, visit_id: str) -> Record:
        days = [self.wave.from_ + timedelta(n) for n in range((self.wave.to - self.wave.from_).days + 1)]
        day = self.draws.one([d for d in days if d.weekday() < 5] or days, visit_id, "day")
        start = 9 * 60 + self.draws.number(visit_id, "time") % (6 * 60)
        stay = 25 + self.draws.number(visit_id, "stay") % 45
        known = self.plan.scenarios or [scenario.id for scenario in self.version.scenarios]
        place = [one.id for one in self.programme.sites].index(site.id)
        shopper = (place * 5 + turn * 3 + self.number * 7) % max(self.simulation.shoppers, 1) + 1
        record = {
            "visit_id": visit_id,
            "questionnaire": self.version.questionnaire,
            "version": str(self.version.version),
            "site": site.id,
            "date": day.isoformat(),
            "time_in": _clock(start),
            "time_out": _clock(start + stay),
            "channel": self.version.channel[0] if self.version.channel else "",
            "scenario": known[turn % len(known)] if known else "",
            "purpose": "regular",
            "status": "completed",
            "attempts": "1",
            "shopper": f"S{shopper:02}",
        }
        return record | self._staff(site, day, visit_id)

    def _staff(self, site: Site, day: date, visit_id: str) -> Record:
        informed = self.programme.settings.ethics.staff_informed
        if informed is None or day < informed:
            return {}
        stages = {stage.id for stage in self.version.stages}
        teams = {stage: self.programme.team_of(site.id, stage, day) or site.id for stage in self.simulation.staff}
        return {
            f"{stage}_staff": f"{teams[stage]}-{1 + self.draws.number(visit_id, stage) % size}"
            for stage, size in self.simulation.staff.items()
            if stage in stages and size
        }

    def _asked(self, site: Site, record: Record) -> Iterator[tuple[FrozenStage, FrozenCriterion]]:
        for stage in self.version.stages:
            for criterion in stage.criteria:
                served = record["status"] == "completed" or criterion.access
                gone_through = holds(stage.when, record)
                if served and gone_through and all(_meets(part.applies, site, record) for part in (stage, criterion)):
                    yield stage, criterion

    def _criterion(self, record: Record, site: Site, stage: FrozenStage, criterion: FrozenCriterion) -> None:
        visit_id, day = record["visit_id"], date.fromisoformat(record["date"])
        effects = self._effects(site, stage.id, criterion.id, day, record["shopper"])
        chance = self._chance(criterion, effects)
        met = self.draws.happens(chance, visit_id, criterion.id, "met") and record["status"] == "completed"
        questions = [q for q in criterion.questions if _meets(q.applies, site, record)]
        Filling(record, self._manner(effects, record), self.draws).criterion(questions, met=met)

    def _effects(self, site: Site, stage: str, criterion: str, day: date, shopper: str) -> list[Effect]:
        team = self.programme.team_of(site.id, stage, day)
        facts = {"waves": self.wave.id, "sites": site.id, "teams": team, "stages": stage, "criteria": criterion}
        facts |= {"shoppers": shopper}
        return [
            effect
            for effect in self.simulation.effects
            if all(fact in getattr(effect, key) for key, fact in facts.items() if getattr(effect, key))
        ]

    def _chance(self, criterion: FrozenCriterion, effects: list[Effect]) -> Decimal:
        fixed = [effect.chance for effect in effects if effect.chance is not None]
        if fixed:
            return fixed[-1]
        base: Decimal = getattr(self.simulation.service, criterion.priority)
        return min(MOST, max(LEAST, base + sum((effect.shift or Decimal(0) for effect in effects), Decimal(0))))

    def _manner(self, effects: list[Effect], record: Record) -> Manner:
        rates = self.simulation.rates
        language = self.draws.one(list(self.version.languages), record["shopper"], "language")
        said = [text for effect in effects for text in effect.comments.get(language, [])]
        blank = max([rates.blank, *(effect.blank for effect in effects if effect.blank is not None)])
        return Manner(
            blank, rates.na, rates.comment, rates.evidence, said or self.simulation.comments.get(language, [])
        )

    def truth(self) -> Iterator[Truth]:
        for site in self.sites():
            for stage in self.version.stages:
                for criterion in stage.criteria:
                    effects = self._effects(site, stage.id, criterion.id, self.wave.from_, "")
                    team = self.programme.team_of(site.id, stage.id, self.wave.from_)
                    chance = self._chance(criterion, effects)
                    yield Truth(self.wave.id, site.id, team, criterion.id, chance, [effect.name for effect in effects])


def _meets(applies: Applies | None, site: Site, record: Record) -> bool:
    return applies is None or applies.meets(site, record["scenario"], record["channel"])


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
