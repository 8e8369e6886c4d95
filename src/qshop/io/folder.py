"""Read a folder into a programme and everything that is wrong with its files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qshop.base.diagnostics import Diagnostic, Where, in_order
from qshop.base.errors import FaultyError, StopError
from qshop.base.suggest import did_you_mean
from qshop.io.word_lists import undeclared
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.criteria import CriteriaFile, StagesFile
from qshop.programme.frozen import Version, seal
from qshop.programme.gaps import GapsFile
from qshop.programme.model import Programme
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence, as_text
from qshop.programme.part import Part
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.reading import read_part
from qshop.programme.settings import Settings
from qshop.programme.sites import SitesFile
from qshop.visits.intake.profile import Profile
from qshop.wording.word_list import WordsFile

if TYPE_CHECKING:
    from qshop.visits.table import Table

SETTINGS = "qshop.yaml"
LARGEST = 16_000_000
P = TypeVar("P", bound=Part)
_VERSION_FILE = re.compile(r"v([1-9][0-9]{0,5})\.yaml")


@dataclass(frozen=True)
class Loaded:
    """A programme and the folder it stands in, every problem found while reading it, its word lists and profiles."""

    root: Path
    programme: Programme
    diagnostics: list[Diagnostic] = field(default_factory=list)
    word_lists: dict[str, WordsFile] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)


def find_project(start: Path, given: Path | None = None) -> Path:
    """Find the programme's folder: `given`, or the nearest one upward of `start` that holds a `qshop.yaml`."""
    if given is not None:
        if not (given / SETTINGS).is_file():
            raise StopError(f"{given} is no programme: it has no {SETTINGS}", "name a folder that has one")
        return given.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise StopError(
        f"no {SETTINGS} here or in any folder above", "start a programme with: qshop init DIR (or use --project DIR)"
    )


def load(root: Path) -> Loaded:
    """Read the programme in `root`. Faulty parts are left out and reported; only missing settings stop it."""
    files = _Files(root)
    settings = files.one(Settings, SETTINGS)
    if settings is None:
        raise BrokenSettingsError(in_order(files.found))
    files.first = settings.languages[0]
    stages = files.one(StagesFile, "criteria/stages.yaml")
    sites = _sites(files)
    gaps = files.one(GapsFile, "criteria/gaps.yaml", optional=True)
    criteria = [files.one(CriteriaFile, path) for path in files.listed("criteria") if path not in _NOT_CRITERIA]
    questionnaires = files.named(Questionnaire, "questionnaires", declared=True)
    profiles = files.named(Profile, "profiles")
    wording = files.named(WordsFile, "wording")
    files.found += undeclared(settings.languages, wording)
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
    )
    return Loaded(root, programme, in_order(files.found), wording, profiles)


_NOT_CRITERIA = ("criteria/stages.yaml", "criteria/gaps.yaml")


class BrokenSettingsError(FaultyError):
    """`qshop.yaml` itself cannot be read, so nothing else can be judged."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(f"{SETTINGS} cannot be read", "mend it first", diagnostics)


@dataclass
class _Files:
    """Reads one file after another and keeps what was found on the way."""

    root: Path
    first: str = "en"
    found: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def node(self, path: str) -> Node | None:
        file = self.root / path
        if not file.is_file():
            help_ = "create it; `qshop init DIR` shows how it looks"
            self.found.append(Diagnostic("QS111", "this file is missing", Where(path), help_))
            return None
        if file.stat().st_size > LARGEST:
            self.found.append(Diagnostic("QS112", f"larger than {LARGEST:,} bytes", Where(path), "split the file"))
            return None
        try:
            data = file.read_bytes()
        except OSError as error:
            raise StopError(f"{path} cannot be read: {error.strerror}", "check the file and its rights") from None
        node, problems = read_yaml(data, path)
        self.found += problems
        return node

    def one(self, model: type[P], path: str, *, optional: bool = False) -> P | None:
        if optional and not (self.root / path).is_file():
            return None
        node = self.node(path)
        if node is not None:
            self.ids.update(_ids(node))
        part = self.part(model, node) if node is not None else None
        if part is None:
            self.unread.add(path)
        return part

    def part(self, model: type[P], node: Node) -> P | None:
        part, problems = read_part(model, node, self.first)
        self.found += problems
        return part

    def listed(self, folder: str) -> list[str]:
        """List the YAML files of a folder, reporting those that would be passed over in silence."""
        paths = sorted(path for path in (self.root / folder).glob("*") if path.is_file())
        for path in paths:
            if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
                where = Where(f"{folder}/{path.name}")
                self.found.append(Diagnostic("QS113", "only files ending in .yaml are read", where, "rename it"))
        return [f"{folder}/{path.name}" for path in paths if path.suffix == ".yaml"]

    def named(self, model: type[P], folder: str, *, declared: bool = False) -> dict[str, P]:
        """Read every file of a folder by its name; with `declared`, other files refer to them by it."""
        parts = {Path(path).stem: self.one(model, path) for path in self.listed(folder)}
        self.ids.update(parts if declared else ())
        return {name: part for name, part in parts.items() if part is not None}


def _ids(node: Node) -> Iterator[str]:
    match node:
        case Sequence():
            for item in node.items:
                yield from _ids(item)
        case Mapping():
            for key, entry in node.entries.items():
                if key == "id" and isinstance(entry.value, Scalar):
                    yield entry.value.text
                elif key == "owners" and isinstance(entry.value, Mapping):
                    yield from entry.value.entries
                else:
                    yield from _ids(entry.value)
        case Scalar():
            return


def _sites(files: _Files) -> SitesFile | None:
    if not (files.root / "sites.csv").is_file():
        return files.one(SitesFile, "sites.yaml")
    if (files.root / "sites.yaml").is_file():
        message = "sites.yaml and sites.csv both exist"
        files.found.append(Diagnostic("QS114", message, Where("sites.csv"), "keep one of the two"))
    node = _sites_from_csv(files)
    if node is None:
        files.unread.add("sites.csv")
        return None
    files.ids.update(_ids(node))
    return files.part(SitesFile, node)


_SITE_COLUMNS = ("id", "name", "region", "type", "tags")


def _sites_from_csv(files: _Files) -> Mapping | None:
    """Read `sites.csv` (id, name, region, type, tags; one team a stage in `<stage>_team`) as if it were YAML."""
    from qshop.io.csv_files import read_csv  # noqa: PLC0415 - heavy, and few programmes keep their sites so

    path = "sites.csv"
    read = read_csv(files.root / path, path)
    files.found += [reject.diagnostic for reject in read.rejects] + ([read.refusal] if read.refusal else [])
    if read.table is None:
        return None
    top = Where(path, read.table.first_line, 1)
    for name in read.table.columns:
        if name not in _SITE_COLUMNS and not name.endswith("_team"):
            help_ = did_you_mean(name, [*_SITE_COLUMNS, "<stage>_team"])
            files.found.append(Diagnostic("QS405", f"unknown column: {name[:80]}", top, help_))
    sites = tuple(_site(read.table, row) for row in range(read.table.rows))
    one = Scalar("1", top, top.line)
    entries: dict[str, Node] = {
        "format": one,
        "teams": _teams(read.table),
        "sites": Sequence(sites, top, top.line + len(sites)),
    }
    return _mapping(entries, top)


def _teams(table: "Table") -> Sequence:
    """Declare every team that a site names: a table has no other place to do so."""
    where = Where(table.source, table.first_line, 1)
    named = dict.fromkeys(
        team for name in table.columns if name.endswith("_team") for team in table.get(name).cells() if team
    )
    return Sequence(
        tuple(_mapping({"id": Scalar(team, where, where.line)}, where) for team in named), where, where.line
    )


def _site(table: "Table", row: int) -> Mapping:
    line = table.line(row)

    def where(name: str) -> Where:
        return Where(table.source, line, table.position(row, name))

    cells = {name: Scalar(text, where(name), line) for name in table.columns if (text := table.get(name).cell(row))}
    teams: dict[str, Node] = {n.removesuffix("_team"): cell for n, cell in cells.items() if n.endswith("_team")}
    entries: dict[str, Node] = {name: cells[name] for name in _SITE_COLUMNS if name in cells}
    if "tags" in cells:
        tags = (Scalar(tag, where("tags"), line) for tag in cells["tags"].text.split())
        entries["tags"] = Sequence(tuple(tags), where("tags"), line)
    if teams:
        entries["teams"] = _mapping(teams, Where(table.source, line, 1))
    return _mapping(entries, Where(table.source, line, 1))


def _mapping(values: dict[str, Node], where: Where) -> Mapping:
    entries = {key: Entry(Scalar(key, where, where.line), value) for key, value in values.items()}
    return Mapping(entries, where, where.line)


def _versions(files: _Files) -> Iterator[tuple[tuple[str, int], Version]]:
    for folder in sorted(path for path in (files.root / "questionnaires").glob("*") if path.is_dir()):
        for path in files.listed(f"questionnaires/{folder.name}"):
            version = _version(files, path, folder.name)
            if version:
                yield (version.questionnaire, version.version), version


def _version(files: _Files, path: str, questionnaire: str) -> Version | None:
    number = _VERSION_FILE.fullmatch(Path(path).name)
    if not number:
        message = "a frozen version is called v1.yaml, v2.yaml, …"
        files.found.append(Diagnostic("QS223", message, Where(path), "move the file elsewhere"))
        return None
    node = files.node(path)
    version = files.part(Version, node) if node is not None else None
    if version is None or node is None:
        return None
    if seal(as_text(node)) != version.hash:
        help_ = "restore it from git; to change a questionnaire, edit criteria/ and run: qshop build-questionnaire"
        message = "this frozen version no longer matches its hash: it was edited"
        files.found.append(version.diagnostic("QS217", message, "hash", help=help_))
    if (version.questionnaire, version.version) != (questionnaire, int(number[1])):
        message = f"the file says {version.name}, its place says {questionnaire} v{number[1]}"
        files.found.append(version.diagnostic("QS223", message, "version", help="restore the file's name"))
    return version
