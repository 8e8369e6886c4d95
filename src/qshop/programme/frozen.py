"""A frozen version as types: all that can change a score, points and weights as whole numbers, sealed by a hash."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    PlainSerializer,
    SerializerFunctionWrapHandler,
    Tag,
    model_serializer,
)

from qshop.programme.part import Part, one_or_many
from qshop.programme.question import Applies, BaseQuestion, OutOf, When, form_of_points
from qshop.programme.questionnaire import Scenario
from qshop.programme.scalars import (
    METADATA,
    Channel,
    Count,
    Flag,
    Format,
    Id,
    Label,
    Language,
    Number,
    Percent,
    Text,
    Whole,
    Words,
)


def plain_number(value: Decimal) -> int | str:
    """Return a number as it is written in a file: an integer if it is whole, else a text, which is never rounded."""
    return int(value) if value == int(value) else format(value.normalize(), "f")


class FrozenBand(Part):
    """Points up to a limit (inclusive); the band without a limit takes everything over the last one.

    up_to: the highest value of the band
    points: in units of the point scale
    """

    up_to: Annotated[Number, PlainSerializer(plain_number)] | None = None
    points: Whole


class FrozenOutOf(OutOf):
    """Points by the share of a full mark.

    points: what the full mark earns, in units of the point scale
    """

    points: Whole


FrozenPoints = Annotated[
    Annotated[dict[Label, Whole], Tag("labels")]
    | Annotated[list[FrozenBand], Tag("bands")]
    | Annotated[FrozenOutOf, Tag("full mark")],
    Discriminator(form_of_points),
]


class FrozenQuestion(BaseQuestion):
    """A question with its points, `met` threshold and weight as whole numbers; no points: not scored.

    points: what each answer earns, in units of the point scale
    met: the points from which the question counts as met, in the same units
    weight: its share of its criterion's weight, in proportion to the criterion's other questions
    """

    points: FrozenPoints | None = None
    met: Whole = 0
    weight: Whole = 0

    @property
    def full_mark(self) -> int | None:
        """Return the highest answer that a number may be, where it earns its share of that; None: there is none."""
        return self.points.out_of if isinstance(self.points, FrozenOutOf) else None

    @model_serializer(mode="wrap")
    def _data(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return the data of a question; a scored one has both `met` and `weight`, even where one is 0."""
        data: dict[str, Any] = dump(self)
        if self.points is None:
            return data
        others = {key: value for key, value in data.items() if key not in ("met", "weight")}
        return {**others, "met": self.met, "weight": self.weight}


class FrozenCriterion(Part):
    """A criterion as far as it can change a score, and the words in which its visits are told.

    id: the criterion's id
    text: the standard in the words of its day; left out: its id is told
    missed: how its failure read then
    priority: must or plus
    weight: its weight, its priority's included, in units of the weight scale; left out: what its questions weigh
    critical: one failure fails the whole visit
    access: judged even when there was no service
    applies: to which visits it applies
    questions: what is asked
    """

    id: Id
    text: Words | None = None
    missed: Words | None = None
    priority: Literal["must", "plus"]
    weight: Whole | None = None
    critical: Flag = False
    access: Flag = False
    applies: Applies | None = None
    questions: list[FrozenQuestion]

    @property
    def standard(self) -> dict[str, str]:
        """Return the standard in words."""
        return self.text or {"": self.id}

    @property
    def failure(self) -> dict[str, str]:
        """Return how its failure reads; the standard itself where nobody wrote that."""
        return self.missed or self.standard

    @property
    def scored_questions(self) -> list[FrozenQuestion]:
        """Return those of its questions that can earn points."""
        return [question for question in self.questions if question.points is not None]

    @property
    def full_weight(self) -> int:
        """Return the weight that its questions share."""
        return sum(question.weight for question in self.questions) if self.weight is None else self.weight


class FrozenStage(Part):
    """A stage of the journey; `weight` only where the policy weighs stages.

    id: the stage's id
    weight: the stage's weight beside the other stages
    when: gone through only after certain answers to questions of earlier stages
    applies: to which visits it applies
    questions: what is asked at its start and never scored
    criteria: the criteria asked
    """

    id: Id
    weight: Whole | None = None
    when: When | None = None
    applies: Applies | None = None
    questions: list[FrozenQuestion] = []
    criteria: list[FrozenCriterion]

    def asked(self) -> "Iterator[tuple[FrozenCriterion | None, FrozenQuestion]]":
        """Yield its questions in the order asked, each with its criterion; None where it hangs on the stage itself."""
        yield from ((None, question) for question in self.questions)
        for criterion in self.criteria:
            yield from ((criterion, question) for question in criterion.questions)

    def is_asked_without_service(self, criterion: FrozenCriterion | None) -> bool:
        """Return whether a criterion, or what hangs on the stage itself (None), is asked where there was no service.

        That is what `access` says; what hangs on the stage is asked if any of its criteria is, which may hang on it.
        """
        return criterion.access if criterion else any(one.access for one in self.criteria)


class FrozenPolicy(Part):
    """The scoring rules in force when the version was frozen.

    plus: how plus criteria count: counted, bonus or apart
    min_answered: the percentage of what a visit was asked, by weight, that must be answered
    """

    plus: Literal["counted", "bonus", "apart"]
    min_answered: Annotated[Percent, PlainSerializer(plain_number)]


class Scales(Part):
    """One point is `points` units, a weight of one is `weights` units.

    points: units in one point
    weights: units in a weight of one
    """

    points: Whole
    weights: Whole


class Version(Part):
    """`questionnaires/<name>/v<n>.yaml`. Never edited: a change makes the next version.

    format: the version of this file's format: 1
    questionnaire: the questionnaire's name
    version: the version's number
    hash: the seal of all the rest
    languages: the languages it was frozen in
    channel: how the visits are made
    title: the heading of the form
    introduction: what the shopper reads first
    scenarios: the roles shoppers play
    policy: the scoring rules in force
    scale: what the whole numbers are counted in
    stages: what is asked, in order
    """

    format: Format
    questionnaire: Id
    version: Count
    hash: Text
    languages: list[Language]
    channel: Annotated[list[Channel], BeforeValidator(one_or_many)] = []
    title: Words
    introduction: Words | None = None
    scenarios: list[Scenario] = []
    policy: FrozenPolicy
    scale: Scales
    stages: list[FrozenStage]

    @property
    def name(self) -> str:
        """Return the version's short name, such as `onsite v2`."""
        return f"{self.questionnaire} v{self.version}"

    @property
    def has_criticals(self) -> bool:
        """Return whether any of its criteria is critical."""
        return any(criterion.critical for stage in self.stages for criterion in stage.criteria)

    def columns(self) -> list[str]:
        """Return the columns of the version's visits, in the order in which they are written."""
        staff = [f"{stage.id}_staff" for stage in self.stages]
        answers = [name for _, _, q in self.questions() for name in (q.id, f"{q.id}_comment", f"{q.id}_evidence")]
        return [*METADATA, *staff, *answers]

    def field_ids(self) -> set[str]:
        """Return the ids under which a form asks something: those of its stages and questions."""
        return {stage.id for stage in self.stages} | {question.id for _, _, question in self.questions()}

    def conditions(self, stage: FrozenStage, question: FrozenQuestion) -> list[When]:
        """Return the conditions that earlier answers must meet for a question: its stage's and its own."""
        return [part.when for part in (stage, question) if part.when]

    def limits(self, stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion) -> list[Applies]:
        """Return what limits the visits a question applies to: `applies` of its stage, its criterion and its own."""
        return [part.applies for part in (stage, criterion, question) if part and part.applies]

    def questions(self) -> list[tuple[FrozenStage, FrozenCriterion | None, FrozenQuestion]]:
        """Return every question with its stage and criterion, in the order asked; None where it hangs on the stage."""
        return [(stage, criterion, question) for stage in self.stages for criterion, question in stage.asked()]

    def scored_questions(self) -> list[tuple[FrozenStage, FrozenCriterion, FrozenQuestion]]:
        """Return the scored questions in the same way; each of them has a criterion."""
        return [(s, c, q) for s in self.stages for c in s.criteria for q in c.scored_questions]
