"""Every rule of every room, applied to one programme."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qshop.base.diagnostics import Diagnostic
    from qshop.io.folder import LoadedProgramme


def apply_all_rules(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return the diagnostics of all rules for a programme that could be read, in order of place."""
    from qshop.base.diagnostics import in_order
    from qshop.io.word_lists import lexicons
    from qshop.programme.check import check
    from qshop.visits.intake.profile_rules import references
    from qshop.wording import wording

    programme = loaded.programme
    words = lexicons(programme.settings.languages, loaded.word_lists)
    return in_order([*check(programme), *wording(programme, words), *references(programme, loaded.profiles)])
