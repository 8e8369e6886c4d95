"""The files of a programme, as types: what may stand in each, and with which defaults."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    Tag,
    model_validator,
)

from qshop.base.diagnostics import Diagnostic, Where
from qshop.programme.nodes import Located, Mapping, place, stands
from qshop.programme.scalars import (
    Channel,
    Code,
    Count,
    Day,
    Flag,
    Format,
    Id,
    Label,
    Language,
    Level,
    Month,
    Number,
    Percent,
    Points,
    Text,
    Weight,
    Words,
)

QuestionType = Literal["yes_no", "scale", "choice", "multi", "number", "duration", "time", "text"]


class Origin:
    """Where a part stands in its file. All origins are equal, so that moved or reformatted text is no change."""

    __slots__ = ("node",)

    def __init__(self, node: Mapping | None = None) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


class Part(BaseModel):
    """Anything written in a programme's files: closed to unknown keys, immutable, and aware of its place."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    _origin: Origin = PrivateAttr(default_factory=Origin)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - raw input
        part = handler(value)
        if isinstance(value, Located):
            part._origin = Origin(value.node)
        return part

    def at(self, *path: object, key: bool = False) -> Where:
        """Find the place of what stands at `path` below this part; with `key`, of the key it stands under."""
        node = self._origin.node
        return place(node, path, key=key) if node else Where("")

    def wrote(self, *path: object) -> bool:
        """Tell whether the file has something at `path` below this part, even if it was too faulty to be read."""
        node = self._origin.node
        return node is not None and stands(node, path)

    def diagnostic(
        self,
        code: str,
        message: str,
        *path: object,
        key: bool = False,
        help: str = "",  # noqa: A002
    ) -> Diagnostic:
        """Report a problem with what stands at `path` below this part; with `key`, with the key itself."""
        return Diagnostic(code, message, self.at(*path, key=key), help)


def one_or_many(value: object) -> object:
    """Let a list of one be written as its only entry."""
    return [value] if isinstance(value, str) else value


def _accepted(value: object) -> object:
    """Let codes be listed, so that the missing reasons can be asked for."""
    return {str(code): "" for code in value} if isinstance(value, list) else value


Accept = Annotated[dict[Label, str], BeforeValidator(_accepted)]


class Applies(Part):
    """To which visits something applies; a visit must meet every key, and one entry of each list suffices.

    tags: the site has one of these tags
    sites: the site is one of these
    not_sites: the site is none of these
    scenario: the visit plays one of these scenarios
    channel: the visit is made on one of these channels
    """

    tags: list[Code] = []
    sites: list[Code] = []
    not_sites: list[Code] = []
    scenario: Annotated[list[Id], BeforeValidator(one_or_many)] = []
    channel: Annotated[list[Channel], BeforeValidator(one_or_many)] = []


class When(Part):
    """A condition on earlier answers: one question's answer, or `all` / `any` of several conditions.

    question: an earlier question of the same questionnaire
    is: the answers of that question on which this one is asked; one of them suffices
    all: conditions that must all hold
    any: conditions of which one must hold
    """

    question: Id | None = None
    is_: list[Label] = Field([], alias="is")
    all: "list[When]" = []
    any: "list[When]" = []

    def leaves(self) -> Iterator["When"]:
        """Give every condition on a single question."""
        if self.question:
            yield self
        for part in [*self.all, *self.any]:
            yield from part.leaves()


class Band(Part):
    """Points for a measured value up to a limit (inclusive), or over the last one.

    up_to: the highest value of the band; left out in the last one
    over: in the last band, the limit of the band before: it takes every higher value
    points: what a value in this band earns, from 0 to 1
    """

    up_to: Number | None = None
    over: Number | None = None
    points: Points


class Scale(Part):
    """The whole levels of a scale, with words for as many of them as wanted.

    from: the lowest level
    to: the highest level
    labels: words for a level, under its number
    """

    from_: Level = Field(alias="from")
    to: Level
    labels: dict[Label, Words] = {}

    def levels(self) -> list[str]:
        """List the levels as they are typed."""
        return [str(level) for level in range(self.from_, self.to + 1)]


class Choice(Part):
    """One answer of a `choice` or `multi` question.

    id: what is typed as the answer
    text: what the shopper reads
    """

    id: Id
    text: Words


def _points_kind(value: object) -> str:
    return "bands" if isinstance(value, list) else "labels"


PointsRule = Annotated[
    Annotated[dict[Label, Points], Tag("labels")] | Annotated[list[Band], Tag("bands")],
    Discriminator(_points_kind),
]


class Asked(Part):
    """What a question asks and how it is answered, whether still a draft or frozen.

    id: the question's name everywhere: also the column of its answers. Never changed, never used again
    ask: the question as the shopper reads it: one thing, seen, heard or measured
    hint: a line of help under the question
    type: how it is answered: yes_no; a level of a scale; one choice, or several (multi); a number; a duration in
        seconds; a time of day; a text. Times and texts are never scored
    kind: a fact counts in the score, an opinion only if the policy says so, context never
    scale: the levels of a scale question
    choices: the answers of a choice or multi question, in order
    unit: what a number counts, shown beside the answer
    na: whether “not applicable” may be answered; it takes the question out of the score
    required: whether a blank counts as a missing answer
    comment: the answers that ask for a comment, such as [no]
    evidence: what may be handed in with the answer: a photo or a recording
    when: asked only after certain answers to earlier questions
    applies: to which visits the question applies
    """

    id: Id
    ask: Words
    hint: Words | None = None
    type: QuestionType
    kind: Literal["fact", "opinion", "context"] = "fact"
    scale: Scale | None = None
    choices: list[Choice] = []
    unit: Words | None = None
    na: Flag = False
    required: Flag = True
    comment: list[Label] = []
    evidence: Literal["photo", "audio"] | None = None
    when: When | None = None
    applies: Applies | None = None


class Question(Asked):
    """One thing a shopper reports. Its points, `met` threshold and weight are shares of its criterion.

    points: what each answer earns, from 0 to 1: {yes: 0, no: 1}, or bands for a number or a duration. Left out, a
        yes earns 1 and scales rise evenly; choices and measures are then not scored
    met: the points from which the question counts as met
    weight: its share of the criterion's weight, beside the criterion's other questions
    accept: the wording rules that this question breaks on purpose, each with the reason, as in {QS311: …}
    """

    points: PointsRule | None = None
    met: Points = Decimal(1)
    weight: Weight = Decimal(1)
    accept: Accept = {}


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


class Wave(Part):
    """A period of visits; the date of a visit decides its wave.

    id: the wave's code, and its folder among the visits
    name: what people read; without it, the code
    from: the first day
    to: the last day
    questionnaires: the questionnaires in use; left out: all of them
    """

    id: Code
    name: Words | None = None
    from_: Day = Field(alias="from")
    to: Day
    questionnaires: list[Id] = []


class PriorityWeights(Part):
    """What one criterion of each priority weighs.

    must: the weight of a must
    plus: the weight of a plus
    """

    must: Weight = Decimal(2)
    plus: Weight = Decimal(1)


class Policy(Part):
    """How answers become scores; frozen with each questionnaire version as far as it can change a score.

    priorities: what one criterion of each priority weighs
    plus: counted: like any criterion. bonus: adds to what is earned, up to 100. apart: not in the score, only in
        its own rate
    stages: the weight of each stage; left out: stages weigh what their criteria weigh
    opinions: whether opinions are scored like facts
    opinions_at_most: the percentage of opinions that one visit may be asked
    min_answered: the percentage of a visit's possible points that must be answered; below it, the visit is not
        scored
    minimum_base: below so many visits, a figure has no interval
    sites: census: the figures speak of these sites. sample: of a larger network that these sites stand for.
        A declaration so far: intervals take visits as independent either way
    """

    priorities: PriorityWeights = PriorityWeights()
    plus: Literal["counted", "bonus", "apart"] = "counted"
    stages: dict[Id, Weight] = {}
    opinions: Literal["ignored", "scored"] = "ignored"
    opinions_at_most: Percent = Decimal(20)
    min_answered: Percent = Decimal(95)
    minimum_base: Count = 5
    sites: Literal["census", "sample"] = "census"


class Targets(Part):
    """What the programme aims at, in percent.

    score: the score aimed at
    must_rate: the share of musts met aimed at
    stages: the score aimed at in a stage
    """

    score: Percent | None = None
    must_rate: Percent | None = None
    stages: dict[Id, Percent] = {}


class Ethics(Part):
    """What staff were told: since when they know that visits happen. Without it no staff code is accepted.

    staff_informed: the day from which staff, outside providers included, knew
    """

    staff_informed: Day | None = None


class Privacy(Part):
    """How long visits are kept, and whether shoppers' words may be quoted.

    keep_months: how many months visits are kept
    quotes: released: only the words released one by one. all: whatever shoppers wrote
    """

    keep_months: Count | None = None
    quotes: Literal["released", "all"] = "released"


class Settings(Part):
    """`qshop.yaml`: the programme's name, languages, waves, scoring policy and declarations.

    format: the version of this file's format: 1
    name: the programme's name
    languages: every language the programme is written in; a text without a language is in the first
    data: the folder of the accepted visits; outside this folder, it is outside git as well
    simulated: whether the visits are simulated, which every page then says
    waves: the periods of visits; they never overlap
    scoring: how answers become scores
    targets: what the programme aims at
    owners: who acts on criteria: functions, not names of people
    mix: as_visited: figures pool questionnaires, scenarios and channels as they were visited. Left out: one figure
        each
    ethics: what staff were told
    privacy: how long visits are kept, and what may be quoted
    """

    format: Format
    name: Words
    languages: list[Language] = Field(min_length=1)
    data: Text = "visits"
    simulated: Flag = False
    waves: list[Wave] = []
    scoring: Policy = Policy()
    targets: Targets = Targets()
    owners: dict[Id, Words] = {}
    mix: Literal["as_visited"] | None = None
    ethics: Ethics = Ethics()
    privacy: Privacy = Privacy()


class Below(Part):
    """Numbers that stand for “not answered”: those below a limit.

    below: the limit
    """

    below: Number


class Correction(Part):
    """One value of one visit that the field got wrong, put right openly.

    visit: the visit's id
    from: the value as it stands in the file
    to: the right value
    why: how this is known
    """

    visit: Code
    from_: str = Field(alias="from")
    to: str
    why: Text


def _source(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class FieldSource(Part):
    """Where one field comes from: a `column`, several joined, or one minus another; then mapped and corrected.

    `map` lists every value that may stand in the file (others are rejects); `missing` the values that
    mean “not answered”; `correct` single values of single visits.

    column: the file's column
    join: several sources, put one after another
    between: what stands between joined parts
    minus: columns: the first one minus the others
    map: the file's value to qshop's; a value that is not listed is a reject
    missing: values that mean “not answered”; {below: 0} for every number below 0
    correct: single values put right
    """

    column: Text | None = None
    join: "list[Annotated[FieldSource, BeforeValidator(_source)]]" = []
    between: str = ""
    minus: list[Text] = []
    map: dict[str, str] = {}
    missing: list[str | Below] = []
    correct: list[Correction] = []


class Profile(Part):
    """`profiles/<name>.yaml`: how a foreign export maps onto one version of a questionnaire.

    `labels` gives, for a question type, what the file's values mean wherever a column has no `map` of its own.

    format: the version of this file's format: 1
    questionnaire: the questionnaire the export answers
    version: its frozen version
    wave: the wave of visits that carry no date
    dates: how the file writes dates
    decimal: how the file writes decimals
    missing: values that mean “not answered” in any column
    labels: for a question type, the file's value to qshop's, as in {yes_no: {"1": yes, "0": no}}
    columns: for each column of a visit (visit_id, site, date, question ids, …), where it comes from
    """

    format: Format
    questionnaire: Id
    version: Count
    wave: Code | None = None
    dates: Literal["YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY"] = "YYYY-MM-DD"
    decimal: Literal["point", "comma"] = "point"
    missing: list[str] = []
    labels: dict[QuestionType, dict[str, str]] = {}
    columns: dict[str, Annotated[FieldSource, BeforeValidator(_source)]]
