"""Every rule of every room, applied to one programme."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qshop.base.diagnostics import Diagnostic
    from qshop.io.folder import LoadedProgramme
    from qshop.wording.lexicon import Lexicon


def apply_all_rules(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return the diagnostics of all rules for a programme that could be read, in order of place."""
    from qshop.base.diagnostics import in_order

    return in_order([*rules_of_a_version(loaded), *_workshop(loaded)])


def rules_of_a_version(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return the diagnostics of the rules that a version must not break; who sat in a group is no part of one."""
    from qshop.base.diagnostics import in_order
    from qshop.programme.check import check
    from qshop.visits.intake.profile_rules import profile_rules
    from qshop.wording import wording

    programme = loaded.programme
    found = [
        *_own_layouts(loaded),
        *check(programme),
        *wording(programme, _lexicons(loaded)),
        *profile_rules(programme, loaded.profiles),
    ]
    return in_order(found)


def _workshop(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    from qshop.cli.workshop_read import workshop_files
    from qshop.workshop.workshop_rules import workshop_rules

    files, faults = workshop_files(loaded)
    return [*faults, *workshop_rules(loaded.programme, files)]


def _own_layouts(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return the faults of a programme's own layouts; few programmes have any, and what reads them is heavy."""
    if not os.path.lexists(loaded.root / "templates"):
        return []
    from qshop.cli.layout_views import layout_view
    from qshop.pages.render import layout_faults

    return layout_faults(loaded.root, layout_view)


def misplaced_visits(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return the diagnostics of stored visits whose wave the programme no longer has; no visit is read for it."""
    from qshop.io.store_files import data_folder, source_name, visit_files
    from qshop.visits.wave_folders import without_wave

    data = data_folder(loaded.root, loaded.programme)
    files = visit_files([data], data) if data.is_dir() else ()
    found = (without_wave(file.parent.name, source_name(file, loaded.root), loaded.programme) for file in files)
    return [diagnostic for diagnostic in found if diagnostic]


def faulty_releases(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return what is wrong with the register of releases of a programme without faults; visits are read only for it.

    Where the visits lie elsewhere, as in a copy made for a review, it is not judged whether what was released is there.
    """
    from qshop.io.store_files import data_folder, registers_folder

    registers = registers_folder(loaded.root, loaded.programme)
    return _judged_releases(loaded, data_folder(loaded.root, loaded.programme)) if registers.is_dir() else []


def _judged_releases(loaded: "LoadedProgramme", data: "Path") -> "list[Diagnostic]":
    """Return the faults of a register that is there; what reads it and the visits is heavy."""
    from qshop.cli.released_read import judged_releases
    from qshop.io.store import read_tables
    from qshop.visits.intake.stored import stored_visits

    tables = read_tables([data], loaded.root, data) if data.is_dir() else ()
    visits = stored_visits(tables, loaded.programme).accepted
    return judged_releases(loaded, visits or None)[1]


def all_notes(loaded: "LoadedProgramme") -> "list[Diagnostic]":
    """Return what is worth knowing and no fault: `qshop check` alone says it, and nothing ever fails because of it."""
    from qshop.base.diagnostics import in_order
    from qshop.io.packaged import tongue
    from qshop.programme.check.gates import follow_ups_elsewhere
    from qshop.programme.check.languages import borrowed
    from qshop.programme.check.quoted_words import all_quoted

    languages = loaded.programme.settings.languages
    speaking = {language: tongue(language, languages).spoken for language in languages}
    programme = loaded.programme
    return in_order(
        [*borrowed(programme, speaking, _lexicons(loaded)), *follow_ups_elsewhere(programme), *all_quoted(programme)]
    )


def _lexicons(loaded: "LoadedProgramme") -> "Mapping[str, Lexicon]":
    from qshop.io.word_lists import lexicons

    return lexicons(loaded.programme.settings.languages, loaded.word_lists)
