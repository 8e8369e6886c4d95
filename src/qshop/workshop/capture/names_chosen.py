"""What people chose from a list, or typed beside it: names stand in the workbook, codes are stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qshop.base.suggest import did_you_mean
from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal


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
