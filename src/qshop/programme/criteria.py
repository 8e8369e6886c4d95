"""The files of `criteria/` as types: the stages of the journey, and the criteria of each."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from qshop.programme.part import Part
from qshop.programme.question import Accept, Applies, Question, When
from qshop.programme.scalars import Code, Count, Day, Flag, Format, Id, Month, Number, Text, Weight, Words


class Validation(Part):
    """Who validated a criterion, and when.

    by: the group or function that validated it, not a person's name
    on: the day, as YYYY-MM-DD
    """

    by: Text
    on: Day


class Proposal(Part):
    """Which working group proposed a criterion, when, and how sure it was.

    group: the group's code
    on: the day of the meeting, as YYYY-MM-DD
    present: how many people were there
    must: how many of them put a dot on it as a must
    plus: how many of them put a dot on it as a plus
    visible: what a visitor would see, hear or time, as the group said it: what questions are made of
    remark: what else the group wants to be known
    """

    group: Code
    on: Day
    present: Count | None = None
    must: Count | None = None
    plus: Count | None = None
    visible: Words | None = None
    remark: Words | None = None


class Declined(Part):
    """Who turned a proposal down, when, and why, in words that its group is told.

    by: the group or function that decided, not a person's name
    on: the day, as YYYY-MM-DD
    why: the reason, as it is told to those who proposed it
    instead: the criterion that it became a part of
    """

    by: Text
    on: Day
    why: Words
    instead: Id | None = None


class Promise(Part):
    """What customers were told, where and since when.

    says: what customers were told
    where: where they were told: a web site, a poster, a letter
    since: since which month, as YYYY-MM
    up_to: its limit, in the unit of the question that observes it: 120 for two minutes
    previewed: whether those who deliver it saw it before customers did; left out where nobody knows
    charter: whether it stands in a charter that customers are shown
    """

    says: Words
    where: Words
    since: Month | None = None
    up_to: Number | None = None
    previewed: Flag | None = None
    charter: Flag | None = None


class Criterion(Part):
    """A standard of one stage that the working groups agreed on, and the questions that observe it.

    id: the criterion's name everywhere. Never changed, never used again
    text: the standard, as the working groups agreed it
    missed: how its failure reads, in about five words: “Lobby exit blocked”; left out, the standard itself is read
    priority: must: indispensable. plus: what makes the difference
    nature: tangible: what can be seen or touched. intangible: what people do and say
    critical: one failure fails the whole visit, whatever its score: for safety and law
    access: judged even when there was no service (closed, nobody answered, turned away)
    weight: multiplies the weight of its priority
    status: only validated criteria are asked; declined and retired ones stay, so that their id is never used again
    proposed: by which working group and when
    validated: by whom and when; needed once the status is validated
    declined: by whom, when and why; needed once the status is declined
    owner: who acts on it: one of the owners in qshop.yaml
    standard: the procedure that describes it, or none; left out where nobody knows
    promise: what customers were told about it; left out where nothing was promised
    check_first: what to find out before anything is done about it
    try: what its own people can try, at once and by themselves
    gaps: the gaps or, better, the two or three prescriptions of criteria/gaps.yaml to suggest when it is missed
    applies: to which visits it applies
    questions: what shoppers report about it, in the order asked
    accept: the wording rules that this criterion breaks on purpose, each with the reason, as in {QS315: …}
    """

    id: Id
    text: Words
    missed: Words | None = None
    priority: Literal["must", "plus"]
    nature: Literal["tangible", "intangible"] | None = None
    critical: Flag = False
    access: Flag = False
    weight: Weight = Decimal(1)
    status: Literal["proposed", "validated", "declined", "retired"] = "proposed"
    proposed: Proposal | None = None
    validated: Validation | None = None
    declined: Declined | None = None
    owner: Id | None = None
    standard: Id | None = None
    promise: Promise | None = None
    check_first: Words | None = None
    try_: Words | None = Field(None, alias="try")
    gaps: list[Id] = []
    applies: Applies | None = None
    questions: list[Question] = []
    accept: Accept = {}

    @property
    def is_live(self) -> bool:
        """Return whether the criterion is in use, or may come to be."""
        return self.status in ("proposed", "validated")


class CriteriaFile(Part):
    """`criteria/<stage>.yaml`: the criteria of one stage, in the order in which they are met on a visit.

    format: the version of this file's format: 1
    stage: the stage of criteria/stages.yaml that these criteria belong to
    questions: asked at the start of the stage and never scored (`kind: context`): what later questions can hang on
    criteria: the stage's criteria, in order
    """

    format: Format
    stage: Id
    questions: list[Question] = []
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
