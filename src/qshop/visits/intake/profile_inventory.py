"""Profiles as things that `qshop diff` compares."""

from collections.abc import Iterator, Mapping

from qshop.programme.diff.inventory import ComparedFields, InventoryEntry, inventory_entry
from qshop.visits.intake.declared_notation import Notation
from qshop.visits.intake.profile import Profile

PROFILE_FIELDS = ComparedFields(
    facts=("questionnaire", "version", "wave", "header_row", *Notation.model_fields, "labels", "columns")
)


def profile_entries(profiles: Mapping[str, Profile]) -> Iterator[InventoryEntry]:
    """Return every profile under its name."""
    for name, profile in profiles.items():
        yield inventory_entry("profile", name, profile, PROFILE_FIELDS)
