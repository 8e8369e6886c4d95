"""Profiles as things that `qshop diff` compares."""

from collections.abc import Iterator, Mapping

from qshop.programme.diff.inventory import Sort, Thing, thing
from qshop.visits.intake.profile import Profile

SORT = Sort(facts=("questionnaire", "version", "wave", "dates", "decimal", "missing", "labels", "columns"))


def profile_things(profiles: Mapping[str, Profile]) -> Iterator[Thing]:
    """Return every profile under its name."""
    for name, profile in profiles.items():
        yield thing("profile", name, profile, SORT)
