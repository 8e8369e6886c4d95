"""The lists from which people choose in a workbook, for a programme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.workshop.capture.agreed import Lists
from qshop.workshop.capture.names_chosen import NameList
from qshop.workshop.groups import GroupsFile


@dataclass(frozen=True)
class SaidWords:
    """How people say yes and no, and what roles are called, in every language, that of the programme first."""

    yes: Sequence[str]
    no: Sequence[str]
    roles: Mapping[str, Sequence[str]]


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> dict[str, str] | None: ...


def _of(noun: str, parts: Iterable[_Named]) -> NameList:
    return NameList.of(noun, {part.id: list((part.name or {}).values()) for part in parts})


class NameLists:
    """Every list of a programme, by the columns in which it is chosen from."""

    def __init__(self, programme: Programme, groups: GroupsFile, words: SaidWords) -> None:
        owners = {MANAGEMENT: programme.management} | programme.settings.owner_names
        self.groups = _of("group", groups.groups)
        self.stages = _of("stage", programme.stages)
        self.owners = NameList.of("owner", {code: list(names.values()) for code, names in owners.items()})
        yes_or_no = NameList.of("answer", {"yes": words.yes, "no": words.no})
        self.agreed = Lists(self.stages, self.owners, yes_or_no)
        self.people = {
            "team": _of("team", programme.teams),
            "owner": self.owners,
            "manager": yes_or_no,
            "group": self.groups,
            "role": NameList.of("role", words.roles),
            "present": yes_or_no,
            "named": yes_or_no,
            "walks": _of("site", programme.sites),
        }
