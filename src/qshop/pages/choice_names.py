"""The names that people choose from in a workbook: each stands for one code."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.pages.workbook_words import workbook_words
from qshop.programme.scalars import text_in
from qshop.programme.settings import MANAGEMENT
from qshop.workshop.capture.alike import normal
from qshop.workshop.occasion import stages_at_hand
from qshop.workshop.session import Session

Words = Mapping[str, dict[str, str]]
"""By code: its name in each language."""


def choice_names(words: Words, language: str) -> dict[str, str]:
    """Return what is shown for each code: its name, and the code too where a name could stand for several."""
    meant = Counter(name for code, names in words.items() for name in {normal(one) for one in (code, *names.values())})
    shown = {code: text_in(names, language) or code for code, names in words.items()}
    return {code: name if meant[normal(name)] == 1 else f"{name} ({code})" for code, name in shown.items()}


@dataclass(frozen=True)
class WorkbookChoices:
    """What stands on the lists of a workbook, for a programme in one language."""

    session: Session
    tongue: Tongue

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        """Return the names of each list, by code; of the stages, only those of the group."""
        programme, groups = self.session.programme, self.session.files.groups
        owners = {**programme.settings.owner_names}
        owners.setdefault(MANAGEMENT, programme.management)
        return {
            "stages": self._chosen({one.id: one.name for one in programme.stages}, stages_at_hand(self.session)),
            "owners": self._chosen(owners),
            "yes_no": {answer: self.tongue(f"answer.{answer}") for answer in ("yes", "no")},
            "sites": self._chosen({one.id: one.name or {} for one in programme.sites}),
            "teams": self._chosen({one.id: one.name or {} for one in programme.teams}),
            "roles": workbook_words(self.tongue)["role"],
            "groups": self._chosen({one.id: one.name or {} for one in (groups.groups if groups else [])}),
        }

    def _chosen(self, words: Words, only: list[str] | None = None) -> dict[str, str]:
        names = choice_names(words, self.tongue.language)
        return {code: name for code, name in names.items() if only is None or code in only}

    def shown(self, list_: str, code: str | None) -> str:
        """Return the name of a code on a list, else the code; blank for none."""
        return self.names[list_].get(code, code) if code else ""
