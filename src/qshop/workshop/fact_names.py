"""The names that guides and documents may use of a programme; what they stand for is made where it is asked for."""

from typing import Final

FACTS: Final = (
    "programme",
    "director",
    "director_function",
    "contact",
    "telephone",
    "commitment",
    "group",
    "stages",
    "stage",
    "finding",
    "strength",
    "suggestion",
    "wave",
    "next_wave",
    "first_day",
    "last_day",
    "site",
    "team",
    "leader",
    "date",
    "place",
    "start",
    "people",
    "must_from",
    "keep_months",
    "keep_recordings",
    "minimum_base",
)
"""What `{name}` in a text may be. `stage` and `finding` are those at hand within an item that has `each`."""

CONDITIONS: Final = (
    "recordings",
    "staff_codes",
    "criteria",
    "findings",
    "strengths",
    "suggestion",
    "promises",
    "providers",
    "linked_contract",
    "group",
    "roster",
    "commitment",
    "visits",
    "france",
    "united_kingdom",
    "turkey",
)
"""What `when:` may name, alone or after `not_`."""

LISTS: Final = (
    "commitment",
    "stages",
    "teams",
    "providers",
    "criteria",
    "musts",
    "promises",
    "findings",
    "strengths",
    "people",
    "owners",
    "questions",
    "steps",
)
"""What `show:` may name."""
