"""How contacts are named and counted: visits, telephone calls, visits to a web site, and what is asked in writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qshop.score.kernel import ScoredVisits
from qshop.score.outcomes import is_decided

Contact = Literal["visits", "calls", "web", "written"]
Contacts = Literal["visits", "calls", "web", "written", "both", "contacts"]
"""What a count is of; of several kinds, visits and calls (`both`), or any (`contacts`)."""

_KINDS: tuple[Contact, ...] = ("visits", "calls", "web", "written")
_OF_CHANNEL: dict[str, Contact] = {
    "phone": "calls",
    "web": "web",
    "letter": "written",
    "email": "written",
    "chat": "written",
}


@dataclass(frozen=True)
class Made:
    """How many contacts of each kind there are, and how many of these have a score; kinds without any are left out."""

    made: dict[Contact, int]
    scored: dict[Contact, int]

    @property
    def usual(self) -> tuple[Contact, int]:
        """Return the kind with most scored contacts, and how many these are."""
        return max(self.scored.items(), key=lambda pair: pair[1], default=("visits", 0))

    @property
    def named(self) -> Contacts:
        """Return what any of them is called."""
        return named(self.made)


def contact_of(channel: str) -> Contact:
    """Return what a contact by a channel is called."""
    return _OF_CHANNEL.get(channel, "visits")


def named(kinds: Iterable[Contact]) -> Contacts:
    """Return what contacts of some kinds are called together; a visit to a web site is a visit as well."""
    found = set(kinds)
    if len(found) == 1:
        return found.pop()
    if found <= {"visits", "web"}:
        return "visits"
    return "contacts" if "written" in found else "both"


def made_of(batches: Iterable[ScoredVisits]) -> Made:
    """Return how many contacts there are of each kind."""
    made, scored = dict.fromkeys(_KINDS, 0), dict.fromkeys(_KINDS, 0)
    for batch in batches:
        channels = batch.visits.table.get("channel")
        is_completed = batch.is_scored & batch.visits.table.get("status").is_in(["completed"])
        for channel in set(channels.values):
            chosen = channels.is_in([channel])
            made[contact_of(channel)] += int(chosen.sum())
            scored[contact_of(channel)] += int((chosen & is_completed).sum())
    return Made(*({kind: count for kind, count in counts.items() if count} for counts in (made, scored)))


def judged_on(batches: Iterable[ScoredVisits]) -> dict[str, Contacts]:
    """Return by criterion what the contacts that judged it are called."""
    found: dict[str, set[Contact]] = {}
    for batch in batches:
        channels = batch.visits.table.get("channel")
        for one in batch.criteria:
            decided = channels.take(is_decided(batch.counted(one))).compact().values
            found.setdefault(one.criterion.id, set()).update(map(contact_of, decided))
    return {criterion: named(kinds) for criterion, kinds in found.items() if kinds}
