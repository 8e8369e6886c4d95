"""The register of what was released, as commands read it: judged against the visits that it is about."""

from typing import TYPE_CHECKING

from qshop.cli.output import print_rejects

if TYPE_CHECKING:
    from qshop.base.diagnostics import Diagnostic
    from qshop.io.folder import LoadedProgramme
    from qshop.visits.accepted import Visits
    from qshop.visits.released import Release
    from qshop.visits.source_table import SourceTable


def may_show_words(loaded: "LoadedProgramme") -> bool:
    """Return whether a page may show what visitors wrote, so that their comments must be read."""
    return loaded.programme.settings.privacy.quotes == "all" or _register(loaded) is not None


def read_releases(loaded: "LoadedProgramme", visits: "list[Visits]") -> "tuple[list[Release], int]":
    """Return what may be shown of the visits, and how many rows of the register are not accepted, which are printed."""
    releases, diagnostics, faults = judged_releases(loaded, visits)
    print_rejects(diagnostics)
    return releases, faults


def judged_releases(
    loaded: "LoadedProgramme", visits: "list[Visits] | None"
) -> "tuple[list[Release], list[Diagnostic], int]":
    """Return what is released, why rows of the register are not accepted, and how many these are.

    Without `visits`, it is not judged whether what was released is there.
    """
    from qshop.visits.released import accept_released, visit_words

    source = _register(loaded)
    if source is None:
        return [], [], 0
    if source.table is None:
        return [], [source.refusal] if source.refusal else [], 1
    ids = source.table.get("id").values
    outcome = accept_released(source.table, None if visits is None else visit_words(visits, ids))
    faults = [one for reject in source.rejects for one in reject.diagnostics]
    rejected = source.rejected + len(outcome.rejects) + outcome.more_rejects + (outcome.refusal is not None)
    return outcome.accepted, [*faults, *outcome.diagnostics], rejected


def _register(loaded: "LoadedProgramme") -> "SourceTable | None":
    from qshop.io.registers_file import read_released
    from qshop.io.store_files import registers_folder

    return read_released(registers_folder(loaded.root, loaded.programme), loaded.root)
