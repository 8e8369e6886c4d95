"""`questionnaires/<name>.yaml` as types: what one questionnaire asks, and the roles shoppers play."""

from typing import Annotated

from pydantic import BeforeValidator

from qshop.programme.part import Part, one_or_many
from qshop.programme.question import Accept
from qshop.programme.scalars import Channel, Format, Id, Label, Words


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
