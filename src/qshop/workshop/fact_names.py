"""The names that guides and documents may use of a programme; what they stand for is made where it is asked for."""

from collections.abc import Mapping
from typing import Final

FACTS: Final[Mapping[str, str]] = {
    "programme": "its name",
    "director": "who says the commitment",
    "director_function": "what this person is",
    "contact": "whom anybody may ask or tell, outside the line of superiors",
    "telephone": "the number of this person",
    "commitment": "what management says, in one line",
    "group": "the name of the group",
    "stages": "its stages, joined; without a group, all of them",
    "stage": "the stage at hand, in an item that is held for each; else the only one",
    "finding": "what was missed, and how often: the one at hand, else the most important",
    "strength": "what was done best, and how often",
    "suggestion": "what can be tried against the finding",
    "wave": "the last wave with visits",
    "next_wave": "the wave that comes next",
    "first_day": "its first day",
    "last_day": "its last day",
    "site": "the site",
    "team": "the team",
    "leader": "who leads the group, by the roster",
    "date": "the day of the meeting",
    "place": "where it is",
    "start": "when it begins",
    "people": "how many people are in the group, by the roster",
    "must_from": "the share of dots from which a criterion is a must",
    "keep_months": "how many months visits are kept",
    "keep_recordings": "how many months recordings are kept",
    "minimum_base": "under how many visits a figure has no interval",
}
"""What `{name}` in a text may be, and what it says."""

CONDITIONS: Final[Mapping[str, str]] = {
    "recordings": "some question asks for a photo, sound or video",
    "staff_codes": "staff were told of the visits, so that their codes may be noted",
    "criteria": "criteria of the stages are in use",
    "findings": "something was missed in the last wave",
    "strengths": "something was done well in it",
    "suggestion": "something can be tried against the finding",
    "promises": "customers are promised something in the stages",
    "providers": "a provider runs one of the stages",
    "linked_contract": "results touch the contract of a provider of the stages",
    "group": "it is for a group",
    "roster": "the roster has people of the group",
    "commitment": "management's commitment is written down",
    "visits": "there are visits",
    "france": "staff in France are visited",
    "united_kingdom": "staff in the United Kingdom are visited",
    "turkey": "staff in Türkiye are visited",
}
"""What `when:` may name, alone or after `not_`, and when it is so."""

LISTS: Final[Mapping[str, str]] = {
    "commitment": "what management says, the exception, what it is ready to change and what not, whom to ask",
    "stages": "the stages",
    "teams": "the teams that run them",
    "providers": "those of them that are providers",
    "criteria": "the criteria in use, each a must or a plus",
    "musts": "those of them that are musts",
    "promises": "what customers are promised, and where",
    "findings": "what was missed, and how often",
    "strengths": "what was done well, and how often",
    "people": "the people of the group, with their teams",
    "owners": "who acts on criteria",
    "questions": "what shoppers are asked about the criteria",
    "steps": "the steps of the plan that are not done, by whom and until when",
}
"""What `show:` may name, and what it lists."""
