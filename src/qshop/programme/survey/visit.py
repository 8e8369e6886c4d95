"""What one visit meets: for each questionnaire and scenario, the questions at the best-equipped site."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qshop.programme.answers import labels
from qshop.programme.compile import chosen_criteria
from qshop.programme.model import Applies, Question, Questionnaire, Scenario, Site
from qshop.programme.survey.finding import Survey

WRITTEN = {"letter", "email", "chat", "web"}


@dataclass(frozen=True)
class Visit:
    """One way of visiting: a scenario of a questionnaire on a channel, at a site; and what may be asked there."""

    questionnaire: Questionnaire
    scenario: Scenario | None
    site: Site
    questions: tuple[Question, ...]

    @property
    def said(self) -> str:
        """Say which visit this is."""
        return (f"scenario “{self.scenario.id}”, " if self.scenario else "") + f"site {self.site.id}"

    def path(self) -> list[Question]:
        """List the questions of the longest way through the conditions."""
        below: dict[str, list[Question]] = defaultdict(list)
        asked = {question.id for question in self.questions}
        path = []
        for question in self.questions:
            when = question.when
            if when and when.question in asked:
                below[when.question].append(question)
            elif not when:
                path.append(question)
        for question in path:
            ways: list[list[Question]] = [_after(below[question.id], label) for label in labels(question)]
            longest: list[Question] = max(ways, key=len, default=[])
            path += longest
        return path


def _after(followers: Iterable[Question], label: str) -> list[Question]:
    return [question for question in followers if question.when and label in question.when.is_]


def visits(survey: Survey) -> Iterator[Visit]:
    """Give every way of visiting; sites with the same equipment are one way."""
    for questionnaire in survey.programme.questionnaires.values():
        criteria = [criterion for _, chosen in chosen_criteria(survey.programme, questionnaire) for criterion in chosen]
        stages = {stage.id: stage.applies for stage in survey.programme.stages}
        asked = [
            (question, [stages.get(survey.programme.stage_of[c.id]), c.applies, question.applies])
            for c in criteria
            for question in c.questions
        ]
        scenarios: list[Scenario | None] = [*questionnaire.scenarios] or [None]
        channels: list[str] = [*questionnaire.channel] or [""]
        for scenario in scenarios:
            for site in _kinds(survey.programme.sites, (applies for _, all_ in asked for applies in all_ if applies)):
                for channel in channels:
                    met = (q for q, all_ in asked if all(_meets(a, site, scenario, channel) for a in all_ if a))
                    yield Visit(questionnaire, scenario, site, tuple(met))


def _kinds(sites: Iterable[Site], all_applies: Iterable[Applies]) -> Iterator[Site]:
    named = {code for applies in all_applies for code in (*applies.sites, *applies.not_sites)}
    seen = set()
    for site in sites:
        kind = (frozenset(site.tags), site.id if site.id in named else "")
        if kind not in seen:
            seen.add(kind)
            yield site


def _meets(applies: Applies, site: Site, scenario: Scenario | None, channel: str) -> bool:
    return (
        (not applies.tags or bool(set(applies.tags) & set(site.tags)))
        and (not applies.sites or site.id in applies.sites)
        and site.id not in applies.not_sites
        and (not applies.scenario or (scenario is not None and scenario.id in applies.scenario))
        and (not applies.channel or not channel or channel in applies.channel)
    )
