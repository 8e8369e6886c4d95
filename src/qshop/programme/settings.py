"""`qshop.yaml` as types: waves, scoring policy, targets and declarations."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

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
    rehearsal: whether working groups try the form out in it: all its visits are trials, and no figure or page
        counts or names it
    """

    id: Code
    name: Words | None = None
    from_: Day = Field(alias="from")
    to: Day
    questionnaires: list[Id] = []
    planned: dict[Id, Count] = {}
    rehearsal: Flag = False


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


Use = Literal["improvement", "training", "recognition"]


class Ethics(Part):
    """What staff were told: since when they know that visits happen, and what for.

    Without a day, no staff code is accepted.

    staff_informed: the day from which staff, outside providers included, knew; a team may have a day of its own
    uses: all that results may be used for, as staff were told: what is not named here is ruled out
    """

    staff_informed: Day | None = None
    uses: list[Use] = []


class CodeForms(Part):
    """The forms of codes, as regular expressions that a whole code must match: a name must not fit.

    staff: the form of a code of staff; left out: no space, no @, and at least one digit
    shopper: the form of a shopper's code; left out: likewise
    """

    staff: CodePattern = NO_NAME
    shopper: CodePattern = NO_NAME


class KeepMonths(Part):
    """How many months personal data and recordings are kept; a single number is that of personal data.

    personal: what may lead to a person: visits, codes of staff, sheets about one visit
    recordings: photos, sound and video; left out: as long as personal data
    """

    personal: Count | None = None
    recordings: Count | None = None


def _months_of_personal(value: object) -> object:
    """Return a single number as that of personal data; any other value as it is."""
    return {"personal": value} if isinstance(value, str) else value


class Privacy(Part):
    """How long visits are kept, how codes are told from names, and whether shoppers' words may be quoted.

    keep_months: how many months visits are kept: a number, or one for personal data and one for recordings
    codes: the forms of the codes of staff and of shoppers
    quotes: released: only the words released one by one. all: whatever shoppers wrote, whoever may be known by it
    """

    keep_months: Annotated[KeepMonths, BeforeValidator(_months_of_personal)] = KeepMonths()
    codes: CodeForms = CodeForms()
    quotes: Literal["released", "all"] = "released"


MANAGEMENT = "management"
"""The owner above all others; it need not be declared."""


class Owner(Part):
    """Who acts on criteria, and who is above: a function, not the name of a person.

    name: what people read
    above: the owner to whom goes what this one cannot put right; left out: management
    """

    name: Words
    above: Id | None = None


def form_of_owner(value: object) -> str:
    """Return whether an owner is only named, in one language or in several, or says more."""
    says_more = isinstance(value, Owner) or (isinstance(value, dict) and not {"name", "above"}.isdisjoint(value))
    return "owner" if says_more else "words"


OwnerOrWords = Annotated[
    Annotated[Words, Tag("words")] | Annotated[Owner, Tag("owner")],
    Discriminator(form_of_owner),
]


class Settings(Part):
    """`qshop.yaml`: the programme's name, languages, waves, scoring policy and declarations.

    format: the version of this file's format: 1
    name: the programme's name
    languages: every language the programme is written in; a text without a language is in the first
    data: the folder of the accepted visits; outside this folder, it is outside git as well
    registers: the folder of the registers, such as released.csv; outside this folder, it is outside git as well
    simulated: whether the visits are simulated, which every page then says
    waves: the periods of visits; they never overlap
    scoring: how answers become scores
    targets: what the programme aims at
    owners: who acts on criteria: functions, not names of people; each a name, or a name and the owner above
    holidays: days on which nobody works, besides Saturdays and Sundays
    mix: the shares under which different visits are pooled into one figure
    ethics: what staff were told
    privacy: how long visits are kept, and what may be quoted
    """

    format: Format
    name: Words
    languages: list[Language] = Field(min_length=1)
    data: Place = "visits"
    registers: Place = "registers"
    simulated: Flag = False
    waves: list[Wave] = []
    scoring: Policy = Policy()
    targets: Targets = Targets()
    owners: dict[Id, OwnerOrWords] = {}
    holidays: list[Day] = []
    mix: Mix | None = None
    ethics: Ethics = Ethics()
    privacy: Privacy = Privacy()

    @property
    def measured_waves(self) -> list[Wave]:
        """Return the waves that figures are made of: all but rehearsals."""
        return [wave for wave in self.waves if not wave.rehearsal]

    @property
    def owner_names(self) -> dict[str, dict[str, str]]:
        """Return the words of every declared owner, by its id."""
        return {id_: owner.name if isinstance(owner, Owner) else owner for id_, owner in self.owners.items()}

    def owner_above(self, owner: str) -> str:
        """Return the owner to whom goes what `owner` cannot put right; blank for management, which is above all."""
        declared = self.owners.get(owner)
        above = declared.above if isinstance(declared, Owner) else None
        return "" if owner == MANAGEMENT else above or MANAGEMENT
