"""The files of criteria, sites and questionnaires, as types: what may stand in each, and with which defaults."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from qshop.programme.part import Part, one_or_many
from qshop.programme.question import Accept, Applies, Question, When
from qshop.programme.scalars import Channel, Code, Day, Flag, Format, Id, Label, Month, Text, Weight, Words


class Validation(Part):
    """Who validated a criterion, and when.

    by: the group or function that validated it, not a person's name
    on: the day, as YYYY-MM-DD
    """

    by: Text
    on: Day


class Promise(Part):
    """What customers were told, where and since when.

    says: what customers were told
    where: where they were told: a web site, a poster, a letter
    since: since which month, as YYYY-MM
    """

    says: Words
    where: Words
    since: Month | None = None


class Criterion(Part):
    """A standard of one stage that the working groups agreed on, and the questions that observe it.

    id: the criterion's name everywhere. Never changed, never used again
    text: the standard, as the working groups agreed it
    priority: must: indispensable. plus: what makes the difference
    nature: tangible: what can be seen or touched. intangible: what people do and say
    critical: one failure fails the whole visit, whatever its score: for safety and law
    access: judged even when there was no service (closed, nobody answered, turned away)
    weight: multiplies the weight of its priority
    status: only validated criteria are asked; retired ones stay, so that their id is never used again
    validated: by whom and when; needed once the status is validated
    owner: who acts on it: one of the owners in qshop.yaml
    standard: the procedure that describes it, or none; left out where nobody knows
    promise: what customers were told about it; left out where nothing was promised
    gaps: the gaps or, better, the two or three prescriptions of criteria/gaps.yaml to suggest when it is missed
    applies: to which visits it applies
    questions: what shoppers report about it, in the order asked
    accept: the wording rules that this criterion breaks on purpose, each with the reason, as in {QS315: …}
    """

    id: Id
    text: Words
    priority: Literal["must", "plus"]
    nature: Literal["tangible", "intangible"] | None = None
    critical: Flag = False
    access: Flag = False
    weight: Weight = Decimal(1)
    status: Literal["proposed", "validated", "retired"] = "proposed"
    validated: Validation | None = None
    owner: Id | None = None
    standard: Id | None = None
    promise: Promise | None = None
    gaps: list[Id] = []
    applies: Applies | None = None
    questions: list[Question] = []
    accept: Accept = {}


class CriteriaFile(Part):
    """`criteria/<stage>.yaml`: the criteria of one stage, in the order in which they are met on a visit.

    format: the version of this file's format: 1
    stage: the stage of criteria/stages.yaml that these criteria belong to
    criteria: the stage's criteria, in order
    """

    format: Format
    stage: Id
    criteria: list[Criterion]


class Stage(Part):
    """One step of the journey; `remember` tells a shopper what to keep in mind there.

    id: the stage's name everywhere, and of its file. Never changed, never used again
    name: what people read
    remember: what the shopper keeps in mind during the stage, before anything is written down
    when: gone through only after certain answers to questions of earlier stages
    applies: to which visits the stage applies
    """

    id: Id
    name: Words
    remember: Words | None = None
    when: When | None = None
    applies: Applies | None = None


class StagesFile(Part):
    """`criteria/stages.yaml`: the journey, in order.

    format: the version of this file's format: 1
    stages: the stages, in the order in which they are met
    """

    format: Format
    stages: list[Stage]


class Prescription(Part):
    """One remedy for a gap.

    id: what a criterion names under gaps
    text: what to do
    """

    id: Id
    text: Words


class Gap(Part):
    """One of the four places where service falls short, and what closes it.

    id: the gap's name, such as g3
    name: what people read
    prescriptions: the remedies of this gap
    """

    id: Id
    name: Words
    prescriptions: list[Prescription] = []


class GapsFile(Part):
    """`criteria/gaps.yaml`: the gaps and their prescriptions.

    format: the version of this file's format: 1
    gaps: the gaps, in order
    """

    format: Format
    gaps: list[Gap]


class TeamSpell(Part):
    """A team that runs a stage at a site from a day on.

    team: one of the teams above
    from: the first day on which it runs the stage; left out: from the beginning
    """

    team: Code
    from_: Day | None = Field(None, alias="from")


def _spells(value: object) -> object:
    return [{"team": value}] if isinstance(value, str) else value


class Site(Part):
    """A place that is visited; `teams` says who runs which stage there, and from when.

    id: the site's code, exactly as in the visits: 007 is not 7
    name: what people read; without it, the code
    region: the region that figures of the site are also counted in
    type: the type that figures of the site are also counted in
    tags: what the site has, so that criteria can apply to some sites only
    teams: who runs a stage here: a team, or a list of teams and the day from which each of them did
    """

    id: Code
    name: Words | None = None
    region: Code | None = None
    type: Code | None = None
    tags: list[Code] = []
    teams: dict[Id, Annotated[list[TeamSpell], BeforeValidator(_spells)]] = {}


class Team(Part):
    """People who run a stage; `provider` when they are an outside company.

    id: the team's code
    name: what people read; without it, the code
    provider: whether it belongs to an outside company
    """

    id: Code
    name: Words | None = None
    provider: Flag = False


class SitesFile(Part):
    """`sites.yaml`: the sites and the teams that work there.

    format: the version of this file's format: 1
    teams: the teams that run stages at the sites
    sites: the sites that are visited
    """

    format: Format
    teams: list[Team] = []
    sites: list[Site]


class Scenario(Part):
    """A role a shopper plays: who they are, what they want, and what to do.

    id: what stands in a visit's scenario column
    name: what people read
    brief: what the shopper is told to do: realistic, safe and honest
    never: what the shopper never does in this role, one thing an entry
    safety: how the shopper stays safe, and what ends the visit at once, one thing an entry
    """

    id: Id
    name: Words
    brief: Words | None = None
    never: list[Words] = []
    safety: list[Words] = []


class Questionnaire(Part):
    """`questionnaires/<name>.yaml`: which stages or criteria, channels and scenarios make one questionnaire.

    format: the version of this file's format: 1
    title: the heading of the form
    channel: how the visits are made; a visit need not name the channel if there is only one
    introduction: what the shopper reads first
    scenarios: the roles shoppers play; a visit need not name the scenario if there is only one
    stages: the stages it asks about; without stages and criteria, all of them
    criteria: single criteria it asks about, beside those of the stages
    not_criteria: criteria it leaves out
    rescore_as: version to version, as in {1: 2}: score the visits of the first by the rules of the second; legal
        only if both ask the same in the same words
    accept: the wording rules that it breaks on purpose, each with the reason, as in {QS320: …}
    """

    format: Format
    title: Words
    channel: Annotated[list[Channel], BeforeValidator(one_or_many)] = []
    introduction: Words | None = None
    scenarios: list[Scenario] = []
    stages: list[Id] = []
    criteria: list[Id] = []
    not_criteria: list[Id] = []
    rescore_as: dict[Label, Label] = {}
    accept: Accept = {}
