"""The plan of a simulation: how many visits, how good the service is, and which effects are planted."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.answers import answer_problem, is_met
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.part import Part, one_or_many
from qshop.programme.scalars import Code, Count, Format, Id, Label, Language, Percent, Shift, Text

Codes = Annotated[list[Code], BeforeValidator(one_or_many)]
Ids = Annotated[list[Id], BeforeValidator(one_or_many)]
Sayings = dict[Language, list[Text]]


class Plan(Part):
    """Some visits of one wave with one version: `per_site` to each site, scenario after scenario.

    wave: the wave the visits are made in
    questionnaire: the questionnaire they answer
    version: its frozen version
    per_site: how many visits a site gets
    sites: only these sites
    not_sites: all sites but these
    scenarios: the scenarios to play in turn; left out: all of them
    """

    wave: Code
    questionnaire: Id
    version: Count
    per_site: Count
    sites: Codes = []
    not_sites: Codes = []
    scenarios: Ids = []


class Service(Part):
    """How likely things go well where nothing is planted, in percent.

    must: the chance that a must is met
    plus: the chance that a plus is met
    """

    must: Percent
    plus: Percent


class Rates(Part):
    """How often visits and answers are out of the ordinary, in percent.

    blank: answers left blank
    na: answers “not applicable”, where allowed
    comment: missed criteria with a comment
    evidence: answers with the name of a piece of evidence
    no_service: visits that found no service
    void: visits that do not count
    reshop: visits made again
    praise: criteria met with a comment
    """

    blank: Percent
    na: Percent
    comment: Percent
    evidence: Percent
    no_service: Percent
    void: Percent
    reshop: Percent
    praise: Percent = Decimal(0)


class Likely(Part):
    """The answers to a question, of which one is drawn; where one is given twice, it is drawn twice as often.

    good: where the criterion is met
    bad: where it is missed
    """

    good: list[Label] = []
    bad: list[Label] = []


class Remarks(Part):
    """What shoppers write about a question, by language.

    good: where the answer is good
    bad: where the criterion is missed in it
    """

    good: Sayings = {}
    bad: Sayings = {}


class Effect(Part):
    """One planted effect: what it applies to (every key given must fit), and what it does there.

    `shift` moves the chance of meeting a criterion by so many percentage points; `chance` sets it. `blank`
    is the share of answers left blank. `answers` are what is answered or measured there. `comments` are
    what shoppers write, by language, when such a criterion is missed.

    name: what is planted, in words
    waves: only in these waves
    sites: only at these sites
    teams: only where these teams run the stage
    stages: only in these stages
    criteria: only for these criteria
    shoppers: only by these shoppers
    shift: percentage points added to the chance of meeting a criterion, or taken from it
    chance: the chance of meeting a criterion
    blank: the share of answers left blank
    answers: for a question, what is answered there
    comments: what shoppers write, by language
    """

    name: Text
    waves: Codes = []
    sites: Codes = []
    teams: Codes = []
    stages: Ids = []
    criteria: Ids = []
    shoppers: Codes = []
    shift: Shift | None = None
    chance: Percent | None = None
    blank: Percent | None = None
    answers: dict[Id, Likely] = {}
    comments: Sayings = {}


class Simulation(Part):
    """A simulation's plan. The same plan and seed give the same visits on any machine.

    format: the version of this file's format: 1
    seed: any whole number; the same one draws the same visits
    plans: which visits to make
    service: how good the service is
    rates: how often visits and answers are out of the ordinary
    shoppers: how many shoppers there are
    staff: for a stage, how many people work in it at each site
    answers: for a question, what is answered; left out: anything that fits
    remarks: for a question, what shoppers write about it
    comments: what shoppers write, by language, where nothing is said for the question
    effects: what is planted
    """

    format: Format
    seed: Count
    plans: list[Plan] = Field(min_length=1)
    service: Service
    rates: Rates
    shoppers: Count
    staff: dict[Id, Count] = {}
    answers: dict[Id, Likely] = {}
    remarks: dict[Id, Remarks] = {}
    comments: Sayings = {}
    effects: list[Effect] = []


def faults_of_plan(simulation: Simulation, programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a plan or an effect names a wave, version, site, team, stage, criterion or answer that does not exist."""
    waves = [wave.id for wave in programme.settings.waves]
    frozen = {f"{name} v{number}" for name, number in programme.versions}
    for plan in simulation.plans:
        yield from _unknown(plan, "wave", plan.wave, waves, "wave")
        yield from _unknown(plan, "frozen version", f"{plan.questionnaire} v{plan.version}", frozen, "version")
        for key in ("sites", "not_sites"):
            for index, site in enumerate(getattr(plan, key)):
                yield from _unknown(plan, "site", site, programme.site, key, index)
    ids_of = {
        "waves": waves,
        "sites": list(programme.site),
        "teams": [team.id for team in programme.teams],
        "stages": [stage.id for stage in programme.stages],
        "criteria": list(programme.criteria),
    }
    for effect in simulation.effects:
        for key, ids in ids_of.items():
            for index, name in enumerate(getattr(effect, key)):
                yield from _unknown(
                    effect, key.removesuffix("s").replace("criteria", "criterion"), name, ids, key, index
                )
    yield from _faults_of_answers(simulation, programme)


def _faults_of_answers(simulation: Simulation, programme: Programme) -> Iterator[Diagnostic]:
    """QS210: what is answered or written belongs to no question that is asked, or is no such answer to it."""
    asked = {q.id: q for version in programme.versions.values() for _, _, q in version.questions()}
    parts: list[Simulation | Effect] = [simulation, *simulation.effects]
    for part in parts:
        for name in part.answers:
            yield from _unknown(part, "question", name, asked, "answers", name)
        for name, likely in part.answers.items():
            if name in asked:
                yield from _unlikely(likely, asked[name])
    for name in simulation.remarks:
        yield from _unknown(simulation, "question", name, asked, "remarks", name)


def _unlikely(likely: Likely, question: FrozenQuestion) -> Iterator[Diagnostic]:
    for key, good in (("good", True), ("bad", False)):
        for index, answer in enumerate(getattr(likely, key)):
            problem = answer_problem(question, answer)
            if not problem and question.points is not None and is_met(question, answer) != good:
                problem = f"“{answer}” is no {key} answer"
            if problem:
                yield likely.diagnostic("QS210", f"{question.id}: {problem}", key, index)


def _unknown(part: Part, kind: str, name: str, known: Iterable[str], *path: object) -> Iterator[Diagnostic]:
    choices = sorted(known)
    if name not in choices:
        yield part.diagnostic("QS210", f"there is no {kind} “{name}”", *path, help=did_you_mean(name, choices))
