"""The lists from which people choose in a workbook: names stand there, codes are stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal
from qshop.workshop.groups import GroupsFile


@dataclass
class NameList:
    """The codes of one kind, by everything that people may write for each: its code, and its name in any language."""

    noun: str
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shown: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, noun: str, names: Mapping[str, Iterable[str]]) -> "NameList":
        """Return the list of codes, each with its names; the first of them is shown to whoever chose none of it."""
        made = cls(noun)
        for code, words in names.items():
            written = [code, *words]
            for name in written:
                made.codes[normal(name)].add(code)
                made.codes[normal(f"{name} ({code})")].add(code)
            made.shown.append(written[1] if len(written) > 1 else code)
        return made

    def read(self, text: str) -> str | Problem:
        """Return the code that a cell stands for; blank for a blank one."""
        if not text:
            return ""
        codes = self.codes.get(normal(text), set())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            message = f"“{text[:60]}” is the name of more than one {self.noun}"
            return Problem("QS664", message, f"write the code: {', '.join(sorted(codes))}")
        message = f"there is no {self.noun} “{text[:60]}”"
        return Problem("QS664", message, did_you_mean(text, self.shown) or "choose one from the list")


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
        self.yes_or_no = NameList.of("answer", {"yes": words.yes, "no": words.no})
        self.people = {
            "team": _of("team", programme.teams),
            "owner": self.owners,
            "manager": self.yes_or_no,
            "group": self.groups,
            "role": NameList.of("role", words.roles),
            "present": self.yes_or_no,
            "named": self.yes_or_no,
            "walks": _of("site", programme.sites),
        }
