"""Questions, conditions and applicability, as drafts and frozen versions both have them."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema, PydanticKnownError

from qshop.programme.answers import ANSWER_TYPES, AnswerType
from qshop.programme.counted_words import CountedWords
from qshop.programme.part import Part, one_or_many
from qshop.programme.scalars import Channel, Code, Flag, FullMark, Id, Label, Level, Number, Points, Weight, Words
from qshop.programme.sites import SiteFacts


def _known_type(name: object) -> object:
    if not isinstance(name, str) or name not in ANSWER_TYPES:
        *others, last = map(repr, ANSWER_TYPES)
        raise PydanticKnownError("literal_error", {"expected": f"{', '.join(others)} or {last}"})
    return name


class _TypeNameSchema:
    """The schema of a type's name: one of `ANSWER_TYPES`."""

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(ANSWER_TYPES), "type": "string"}


QuestionType = Annotated[str, BeforeValidator(_known_type), _TypeNameSchema()]
"""The name of an answer type; refused as a `Literal` of the names would refuse it."""


def _with_reasons(value: object) -> object:
    """Return a list of codes as codes without a reason, so that a rule can report the missing reasons."""
    return {str(code): "" for code in value} if isinstance(value, list) else value


EvidenceKind = Literal["photo", "audio", "video"]
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
Accept = Annotated[dict[Label, str], BeforeValidator(_with_reasons)]


class Applies(Part):
    """To which visits something applies; a visit must meet every key, and one entry of each list suffices.

    So `any` says that one of several alternatives suffices, as in `any: [{tags: [cloakroom]}, {sites: [HQ]}]`.

    tags: the site has one of these tags
    sites: the site is one of these
    not_sites: the site is none of these
    scenario: the visit plays one of these scenarios
    channel: the visit is made on one of these channels
    any: alternatives, each with these same keys; the visit meets one of them
    """

    tags: list[Code] = []
    sites: list[Code] = []
    not_sites: list[Code] = []
    scenario: Annotated[list[Id], BeforeValidator(one_or_many)] = []
    channel: Annotated[list[Channel], BeforeValidator(one_or_many)] = []
    any: "list[Applies]" = []

    def each(self) -> Iterator["Applies"]:
        """Yield this one, then every alternative in it."""
        yield self
        for alternative in self.any:
            yield from alternative.each()

    def meets(self, site: SiteFacts | None, scenario: str | None, channel: str | None) -> bool:
        """Return whether one visit meets every key.

        What is None is not known yet, so it rules nothing out. Blank is known: a visit that plays no scenario, or has
        no channel, does not meet a key that names some.
        """
        return (
            (site is None or self.meets_site(site))
            and (not self.scenario or scenario is None or scenario in self.scenario)
            and (not self.channel or channel is None or channel in self.channel)
            and (not self.any or any(one.meets(site, scenario, channel) for one in self.any))
        )

    def meets_site(self, site: SiteFacts) -> bool:
        """Return whether a site, as it is at some time, meets the keys about sites, whatever the visit is like."""
        return (
            (not self.tags or not set(self.tags).isdisjoint(site.tags))
            and (not self.sites or site.id in self.sites)
            and site.id not in self.not_sites
            and (not self.any or any(one.meets_site(site) for one in self.any))
        )


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
        """Yield every condition on a single question."""
        if self.question:
            yield self
        for condition in [*self.all, *self.any]:
            yield from condition.leaves()

    def holds(self, chosen: Callable[[str], Iterable[str]]) -> bool:
        """Return whether the earlier answers meet the condition.

        `chosen` returns the answers chosen for a question, by its id: one, or several where several may be ticked, and
        none where it was not asked or left blank. `na` is an answer like any other.
        """
        if self.question:
            return not set(self.is_).isdisjoint(chosen(self.question))
        return all(condition.holds(chosen) for condition in self.all) and (
            not self.any or any(condition.holds(chosen) for condition in self.any)
        )


class Band(Part):
    """Points for a measured value up to a limit (inclusive), or over the last one.

    up_to: the highest value of the band; left out in the last one
    over: in the last band, the limit of the band before: it takes every higher value
    points: what a value in this band earns, from 0 to 1
    """

    up_to: Number | None = None
    over: Number | None = None
    points: Points


class OutOf(Part):
    """Points for a number that is a mark: it earns its share of the full mark, so 87.5 out of 100 earns 0.875.

    out_of: the full mark, such as 100; an answer is a number from 0 to it, with at most two decimals
    """

    out_of: FullMark


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
        """Return the levels as text, from the lowest."""
        return [str(level) for level in range(self.from_, self.to + 1)]


class Choice(Part):
    """One answer of a `choice` or `multi` question.

    id: what is typed as the answer
    text: what the shopper reads
    """

    id: Id
    text: Words


def form_of_points(value: object) -> str:
    """Return whether points are written by label, as bands of a measure, or as the full mark it is out of."""
    if isinstance(value, list):
        return "bands"
    return "full mark" if isinstance(value, OutOf) or (isinstance(value, dict) and OUT_OF in value) else "labels"


OUT_OF = "out_of"
"""The key under which points name a full mark; no choice has this id."""
PointsRule = Annotated[
    Annotated[dict[Label, Points], Tag("labels")]
    | Annotated[list[Band], Tag("bands")]
    | Annotated[OutOf, Tag("full mark")],
    Discriminator(form_of_points),
]

ExactPoints = dict[str, Fraction] | list[tuple[Decimal | None, Fraction]] | OutOf
"""The points of a question as fractions: by label, by upper limit (None: over the last), or by the full mark."""


class BaseQuestion(Part):
    """What a question asks and how it is answered, whether still a draft or frozen.

    id: the question's name everywhere: also the column of its answers. Never changed, never used again
    ask: the question as the shopper reads it: one thing, seen, heard or measured
    hint: a line of help under the question
    type: how it is answered: yes_no; a level of a scale; one choice, or several (multi); a number; a duration in
        seconds; a time of day; a text. Times and texts are never scored
    kind: a fact counts in the score, an opinion only if the policy says so, context never
    scale: the levels of a scale question
    choices: the answers of a choice or multi question, in order
    unit: what a number counts, shown beside the answer: one text, or its plural forms, {one: person, other: people}
    na: whether “not applicable” may be answered; it takes the question out of the score
    required: whether a blank counts as a missing answer
    comment: the answers that ask for a comment, such as [no]
    evidence: what may be handed in with the answer: a photo, a sound recording (audio) or a video
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
    unit: CountedWords | None = None
    na: Flag = False
    required: Flag = True
    comment: list[Label] = []
    evidence: EvidenceKind | None = None
    when: When | None = None
    applies: Applies | None = None

    @property
    def answer_type(self) -> AnswerType:
        """Return how the question is answered; everything branches on that, never on the name in `type`."""
        return ANSWER_TYPES[self.type]

    @property
    def full_mark(self) -> int | None:
        """Return the highest answer that a number may be, where it earns its share of that; None: there is none."""
        return None


class Question(BaseQuestion):
    """One thing a shopper reports. Its points, `met` threshold and weight are shares of its criterion.

    points: what each answer earns, from 0 to 1: {yes: 0, no: 1}, bands for a number or a duration, or {out_of: 100}
        for a number that is a mark. Left out, a yes earns 1 and scales rise evenly; choices and measures are then not
        scored
    met: the points from which the question counts as met, a share of 1; for a mark it must be said
    weight: its share of the criterion's weight, beside the criterion's other questions
    accept: the wording rules that this question breaks on purpose, each with the reason, as in {QS311: …}
    """

    points: PointsRule | None = None
    met: Points = Decimal(1)
    weight: Weight = Decimal(1)
    accept: Accept = {}

    @property
    def full_mark(self) -> int | None:
        """Return the highest answer that a number may be, where it earns its share of that; None: there is none."""
        return self.points.out_of if isinstance(self.points, OutOf) else None
