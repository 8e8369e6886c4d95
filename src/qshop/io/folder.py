"""Read the folder of a programme."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qshop.base.diagnostics import Diagnostic, Where, in_order
from qshop.base.errors import FaultyError, StopError
from qshop.io.packaged import tongue
from qshop.io.part_files import PartFiles
from qshop.io.programme_folder import folder_names
from qshop.programme.criteria import CriteriaFile, StagesFile
from qshop.programme.frozen import Version
from qshop.programme.frozen_file import frozen_file_diagnostics
from qshop.programme.gaps import GapsFile
from qshop.programme.model import Programme
from qshop.programme.nodes import as_data
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.settings import Settings
from qshop.programme.sites import SitesFile
from qshop.visits.intake.profile import Profile
from qshop.wording.word_list import WordsFile, undeclared_word_lists

SETTINGS = "qshop.yaml"
_SITE_TABLE = "sites.csv"
_VERSION_FILE = re.compile(r"v([1-9][0-9]{0,5})\.yaml")


@dataclass(frozen=True)
class LoadedProgramme:
    """A programme with its folder, its word lists and profiles, and the diagnostics of reading it."""

    root: Path
    programme: Programme
    diagnostics: list[Diagnostic] = field(default_factory=list)
    word_lists: dict[str, WordsFile] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)


def find_project(start: Path, given: Path | None = None) -> Path:
    """Return the programme's folder: `given`, or the nearest one upward of `start` that holds a `qshop.yaml`.

    Raises `StopError` if there is none.
    """
    if given is not None:
        if not os.path.lexists(given / SETTINGS):
            raise StopError(f"{given} is no programme: it has no {SETTINGS}", "name a folder that has one")
        return given.resolve()
    for folder in (start, *start.parents):
        if os.path.lexists(folder / SETTINGS):
            return folder
    raise StopError(
        f"no {SETTINGS} here or in any folder above", "start a programme with: qshop init DIR (or use --project DIR)"
    )


def load(root: Path) -> LoadedProgramme:
    """Return the programme in `root`. Faulty parts are left out and reported.

    Raises `BrokenSettingsError` if `qshop.yaml` cannot be read.
    """
    files = PartFiles(root)
    settings = files.read(Settings, SETTINGS)
    if settings is None:
        raise BrokenSettingsError(in_order(files.diagnostics))
    languages = settings.languages
    files.first_language = languages[0]
    stages = files.read(StagesFile, "criteria/stages.yaml")
    sites = _sites(files)
    gaps = files.read(GapsFile, "criteria/gaps.yaml", optional=True)
    criteria = [files.read(CriteriaFile, path) for path in files.yaml_paths("criteria") if path not in _NOT_CRITERIA]
    questionnaires = files.read_folder(Questionnaire, "questionnaires", names_are_ids=True)
    profiles = files.read_folder(Profile, "profiles")
    wording = files.read_folder(WordsFile, "wording")
    files.diagnostics += undeclared_word_lists(languages, wording)
    programme = Programme(
        settings=settings,
        stages=stages.stages if stages else [],
        criteria_files=[file for file in criteria if file],
        gaps=gaps.gaps if gaps else [],
        sites=sites.sites if sites else [],
        teams=sites.teams if sites else [],
        questionnaires=questionnaires,
        versions=dict(_versions(files)),
        declared=frozenset(files.ids),
        unread=frozenset(files.unread),
        management={language: tongue(language, languages)("owner.management") for language in languages},
    )
    return LoadedProgramme(root, programme, in_order(files.diagnostics), wording, profiles)


_NOT_CRITERIA = ("criteria/stages.yaml", "criteria/gaps.yaml")


class BrokenSettingsError(FaultyError):
    """`qshop.yaml` itself cannot be read, so nothing else can be judged."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(f"{SETTINGS} cannot be read", "mend it first", diagnostics)


def _sites(files: PartFiles) -> SitesFile | None:
    if not os.path.lexists(files.root / _SITE_TABLE):
        return files.read(SitesFile, "sites.yaml")
    from qshop.io.site_table import read_site_table  # noqa: PLC0415 - heavy, and few programmes keep their sites so

    if os.path.lexists(files.root / "sites.yaml"):
        message = f"sites.yaml and {_SITE_TABLE} both exist"
        files.diagnostics.append(Diagnostic("QS114", message, Where(_SITE_TABLE), "keep one of the two"))
    is_readable = files.is_readable(_SITE_TABLE)
    node, diagnostics = read_site_table(files.root / _SITE_TABLE, _SITE_TABLE) if is_readable else (None, [])
    files.diagnostics += diagnostics
    return files.part_with_ids(SitesFile, _SITE_TABLE, node)


def _versions(files: PartFiles) -> Iterator[tuple[tuple[str, int], Version]]:
    for folder in folder_names(files.root, "questionnaires"):
        for path in files.yaml_paths(f"questionnaires/{folder}"):
            version = _version(files, path, folder)
            if version:
                yield (version.questionnaire, version.version), version


def _version(files: PartFiles, path: str, questionnaire: str) -> Version | None:
    match = _VERSION_FILE.fullmatch(Path(path).name)
    if not match:
        message = "a frozen version is called v1.yaml, v2.yaml, …"
        files.diagnostics.append(Diagnostic("QS223", message, Where(path), "move the file elsewhere"))
        return None
    node = files.read_node(path)
    version = files.part_of(Version, node) if node is not None else None
    if version is None or node is None:
        return None
    files.diagnostics += frozen_file_diagnostics(version, as_data(node), f"{questionnaire} v{match[1]}")
    return version
