"""A note on what shoppers wrote: whether all of it may be read, or only what a person released."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme


def all_quoted(programme: Programme) -> Iterator[Diagnostic]:
    """QS304, a note: every comment may be quoted, also one that names a colleague or tells a single person apart."""
    privacy = programme.settings.privacy
    if privacy.quotes == "all":
        message = "note: whatever shoppers write may be read by everybody, also what tells who it was"
        help_ = "quotes: released shows only what a person chose: qshop debrief --quotes lists remarks to choose from"
        yield privacy.diagnostic("QS304", message, "quotes", help=help_)
