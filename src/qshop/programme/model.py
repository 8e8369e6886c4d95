"""The whole programme as read from its files, with the look-ups that every room needs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from qshop.programme.criteria import CriteriaFile, Criterion, Stage
from qshop.programme.frozen import Version
from qshop.programme.gaps import Gap, Prescription
from qshop.programme.question import Applies, Question
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.scalars import read_day, text_in
from qshop.programme.settings import MANAGEMENT, Settings, Wave
from qshop.programme.sites import Site, SiteFacts, Team
from qshop.programme.spells import EVER, History, Period, on

_FILES_OF = {
    "stage": r"criteria/stages\.yaml",
    "gap or prescription": r"criteria/gaps\.yaml",
    "site": r"sites\.(yaml|csv)",
    "team": r"sites\.(yaml|csv)",
    "questionnaire": r"questionnaires/[^/]+",
    "criterion": r"criteria/(?!stages|gaps)[^/]+",
    "question": r"criteria/(?!stages|gaps)[^/]+",
}


@dataclass(frozen=True)
class Programme:
    """A programme as read from its folder.

    declared: every id given in the files, also those of parts that are too faulty to be read
    unread: the files that could not be read
    management: what management is called where it is not declared among the owners
    """

    settings: Settings
    stages: list[Stage] = field(default_factory=list)
    criteria_files: list[CriteriaFile] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)
    versions: dict[tuple[str, int], Version] = field(default_factory=dict)
    declared: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    management: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Return the programme's first language."""
        return self.settings.languages[0]

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """Return every criterion by its id, in journey order; those of unknown stages come last."""
        return {criterion.id: criterion for file in self._in_journey_order for criterion in file.criteria}

    @cached_property
    def stage_questions(self) -> dict[str, list[Question]]:
        """Return by stage the questions that hang on it and on none of its criteria, in journey order."""
        questions: dict[str, list[Question]] = {}
        for file in self._in_journey_order:
            questions.setdefault(file.stage, []).extend(file.questions)
        return questions

    @cached_property
    def placed_questions(self) -> list[tuple[str, Criterion | None, Question]]:
        """Return every question with the id of its stage and its criterion (None: it hangs on the stage), in order."""
        placed: list[tuple[str, Criterion | None, Question]] = []
        for stage, questions in self.stage_questions.items():
            criteria = [criterion for criterion in self.criteria.values() if self.stage_of[criterion.id] == stage]
            placed += [(stage, None, question) for question in questions]
            placed += [(stage, criterion, question) for criterion in criteria for question in criterion.questions]
        return placed

    @property
    def questions(self) -> list[Question]:
        """Return every question, in journey order."""
        return [question for _, _, question in self.placed_questions]

    @cached_property
    def _in_journey_order(self) -> list[CriteriaFile]:
        order = {stage.id: index for index, stage in enumerate(self.stages)}
        return sorted(self.criteria_files, key=lambda file: order.get(file.stage, len(order)))

    def all_applies(self) -> list[Applies]:
        """Return every `applies` there is, of stages, criteria and questions, and every alternative in them."""
        parts: list[Stage | Criterion | Question] = [*self.stages, *self.criteria.values(), *self.questions]
        return [applies for part in parts if part.applies for applies in part.applies.each()]

    @cached_property
    def stage_of(self) -> dict[str, str]:
        """Return the stage id of each criterion, by the criterion's id."""
        return {criterion.id: file.stage for file in self.criteria_files for criterion in file.criteria}

    @cached_property
    def site(self) -> dict[str, Site]:
        """Return every site by its code."""
        return {site.id: site for site in self.sites}

    @cached_property
    def site_facts(self) -> list[SiteFacts]:
        """Return every site as it ever was: several entries for one whose tags change."""
        return [facts for history in self._facts.values() for facts in history.values]

    @cached_property
    def _facts(self) -> dict[str, History[SiteFacts]]:
        return {site.id: site.facts for site in self.sites}

    @cached_property
    def _teams(self) -> dict[tuple[str, str], History[str]]:
        return {(site.id, stage): site.teams_of(stage) for site in self.sites for stage in site.teams}

    @property
    def sites_change(self) -> bool:
        """Return whether any site's tags ever change."""
        return len(self.site_facts) > len(self.sites)

    def has_unread(self, kind: str) -> bool:
        """Return whether a file that declares ids of this kind was not read: no reference to one can be judged then."""
        return any(re.fullmatch(_FILES_OF[kind], path) for path in self.unread) if kind in _FILES_OF else False

    @cached_property
    def faulty_ids(self) -> frozenset[str]:
        """Return the ids of what is too faulty to be read: a reference to one of them is no mistake."""
        return self.declared - frozenset(self._read_ids())

    def _read_ids(self) -> Iterator[str]:
        yield from (stage.id for stage in self.stages)
        yield from (site.id for site in self.sites)
        yield from (team.id for team in self.teams)
        yield from (wave.id for wave in self.settings.waves)
        yield from (id_ for gap in self.gaps for id_ in (gap.id, *(p.id for p in gap.prescriptions)))
        yield from (criterion.id for file in self.criteria_files for criterion in file.criteria)
        for question in self.questions:
            yield from (question.id, *(choice.id for choice in question.choices))
        for name, questionnaire in self.questionnaires.items():
            yield from (name, *(scenario.id for scenario in questionnaire.scenarios))
        yield from self.settings.owners

    @cached_property
    def prescriptions(self) -> dict[str, tuple[Gap, Prescription]]:
        """Return every prescription by its id, with the gap it closes."""
        return {p.id: (gap, p) for gap in self.gaps for p in gap.prescriptions}

    def wave_of(self, day: date, questionnaire: str) -> Wave | None:
        """Return the wave of a visit on `day` with `questionnaire`, or None."""
        for wave in self.settings.waves:
            if wave.from_ <= day <= wave.to and (not wave.questionnaires or questionnaire in wave.questionnaires):
                return wave
        return None

    def latest(self, questionnaire: str) -> Version | None:
        """Return the newest frozen version of a questionnaire, or None."""
        versions = [version for (name, _), version in self.versions.items() if name == questionnaire]
        return max(versions, key=lambda version: version.version, default=None)

    def period_of(self, day: str, wave: str) -> Period:
        """Return when a visit may have been made, by the cells of its day and wave: any time where neither is known."""
        known = read_day(day)
        if known:
            return on(known)
        periods = (Period(one.from_, one.to) for one in self.settings.waves if one.id == wave)
        return next(periods, EVER)

    def facts_of(self, site: str) -> History[SiteFacts]:
        """Return what a site was like over all time; raise `KeyError` for a site that does not exist."""
        return self._facts[site]

    def teams_in(self, site: str, stage: str, period: Period) -> list[str]:
        """Return the teams that ran `stage` at `site` in a period, in order; blank stands for a time without one."""
        teams = self._teams.get((site, stage))
        return teams.during(period) if teams else [""]

    def team_of(self, site: str, stage: str, period: Period) -> str:
        """Return the code of the team that ran `stage` at `site` all through a period, or nothing."""
        teams = self.teams_in(site, stage, period)
        return teams[0] if len(teams) == 1 else ""

    def informed_since(self, team: str) -> date | None:
        """Return the day from which the people of a team (blank: none is known) knew of the visits, or None."""
        return self._informed_since.get(team) or self.settings.ethics.staff_informed

    def informed(self, team: str, day: date) -> bool:
        """Return whether the people of a team knew of the visits on a day: its own `informed` wins."""
        since = self.informed_since(team)
        return since is not None and since <= day

    def owner_above(self, owner: str) -> str:
        """Return the owner to whom goes what `owner` cannot put right; blank for management, which is above all."""
        return self.settings.owner_above(owner)

    @cached_property
    def _informed_since(self) -> dict[str, date | None]:
        return {team.id: team.informed for team in self.teams}

    def name_of(self, kind: str, code: str, language: str) -> str:
        """Return the name of a stage, site, team, wave or owner in `language`, else its code."""
        return self._names(kind, language).get(code, code)

    def _names(self, kind: str, language: str) -> dict[str, str]:
        match kind:
            case "stage":
                return {s.id: text_in(s.name, language) for s in self.stages}
            case "site":
                return {s.id: text_in(s.name, language) for s in self.sites if s.name}
            case "team":
                return {t.id: text_in(t.name, language) for t in self.teams if t.name}
            case "wave":
                return {w.id: text_in(w.name, language) for w in self.settings.waves if w.name}
            case "owner":
                named = {MANAGEMENT: self.management} if self.management else {}
                return {id_: text_in(words, language) for id_, words in (named | self.settings.owner_names).items()}
            case _:
                return {}
