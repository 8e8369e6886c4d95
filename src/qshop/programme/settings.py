"""`qshop.yaml` as types: waves, scoring policy, targets and declarations."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from qshop.programme.code_forms import NO_NAME, CodePattern
from qshop.programme.part import Part
from qshop.programme.scalars import (
    Code,
    Count,
    Day,
    Flag,
    Format,
    Id,
    Label,
    Language,
    Percent,
    Place,
    Weight,
    WeightOrNone,
    Words,
)


class Wave(Part):
    """A period of visits; the date of a visit decides its wave.

    id: the wave's code, and its folder among the visits
    name: what people read; without it, the code
    from: the first day
    to: the last day
    questionnaires: the questionnaires in use; left out: all of them
    planned: how many regular visits are planned with each questionnaire, as in {onsite: 72}. Reports set what was made
        beside it
    """

    id: Code
    name: Words | None = None
    from_: Day = Field(alias="from")
    to: Day
    questionnaires: list[Id] = []
    planned: dict[Id, Count] = {}


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
    stages: the weight of each stage; with 0, it has figures of its own and does not count in the total. Left out:
        stages weigh what their criteria weigh
    opinions: whether opinions are scored like facts
    opinions_at_most: the percentage of opinions that one visit may be asked
    min_answered: the percentage of what a visit was asked, by weight, that must be answered; below it, it is not
        scored
    minimum_base: below so many visits, a figure has no interval
    sites: census: the figures speak of these sites, and so do their intervals. sample: of a larger network that these
        sites stand for. The figure of a single site is always about that site
    """

    priorities: PriorityWeights = PriorityWeights()
    plus: Literal["counted", "bonus", "apart"] = "counted"
    stages: dict[Id, WeightOrNone] = {}
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


def form_of_shares(value: object) -> str:
    """Return whether shares are all equal or given one by one."""
    return "equal" if isinstance(value, str) else "shares"


Shares = Annotated[
    Annotated[Literal["equal"], Tag("equal")] | Annotated[dict[Label, Weight], Tag("shares")],
    Discriminator(form_of_shares),
]


class Mix(Part):
    """The shares under which visits of different kinds are pooled into one figure; without shares, one figure each.

    Shares of several dimensions multiply. Those of scenarios and channels divide each questionnaire's own share.

    questionnaire: what each questionnaire counts for, as in {onsite: 4, phone: 1}, or equal. One that is not named
        stands apart
    scenario: what each scenario counts for within its questionnaire, or equal
    channel: what each channel counts for within its questionnaire, or equal
    """

    questionnaire: Shares | None = None
    scenario: Shares | None = None
    channel: Shares | None = None


class Ethics(Part):
    """What staff were told: since when they know that visits happen. Without it no staff code is accepted.

    staff_informed: the day from which staff, outside providers included, knew
    """

    staff_informed: Day | None = None


class CodeForms(Part):
    """The forms of codes, as regular expressions that a whole code must match: a name must not fit.

    staff: the form of a code of staff; left out: no space, no @, and at least one digit
    shopper: the form of a shopper's code; left out: likewise
    """

    staff: CodePattern = NO_NAME
    shopper: CodePattern = NO_NAME


class Privacy(Part):
    """How long visits are kept, how codes are told from names, and whether shoppers' words may be quoted.

    keep_months: how many months visits are kept
    codes: the forms of the codes of staff and of shoppers
    quotes: released: only the words released one by one. all: whatever shoppers wrote
    """

    keep_months: Count | None = None
    codes: CodeForms = CodeForms()
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
    mix: the shares under which different visits are pooled into one figure
    ethics: what staff were told
    privacy: how long visits are kept, and what may be quoted
    """

    format: Format
    name: Words
    languages: list[Language] = Field(min_length=1)
    data: Place = "visits"
    simulated: Flag = False
    waves: list[Wave] = []
    scoring: Policy = Policy()
    targets: Targets = Targets()
    owners: dict[Id, Words] = {}
    mix: Mix | None = None
    ethics: Ethics = Ethics()
    privacy: Privacy = Privacy()
