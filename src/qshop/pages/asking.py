"""For whom and in which language a paper of the workshop is made, and how things are called in it."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.findings.criterion_finding import Finding
from qshop.pages.visit_words import failure_text
from qshop.programme.scalars import text_in
from qshop.programme.settings import Wave
from qshop.workshop.communication import Commitment
from qshop.workshop.groups import Group
from qshop.workshop.session import Session


@dataclass(frozen=True)
class Asking:
    """For whom a text is made, in which language, and what is at hand: a stage or a finding, within some items."""

    session: Session
    tongue: Tongue
    stage: str = ""
    finding: Finding | None = None

    def text(self, words: dict[str, str] | None) -> str:
        """Return a text of the programme; an empty one where it says nothing."""
        return text_in(words, self.tongue.language) if words else ""

    def name(self, kind: str, code: str) -> str:
        """Return the name of a stage, site, team, wave or owner, else its code."""
        return self.session.programme.name_of(kind, code, self.tongue.language)

    @property
    def commitment(self) -> Commitment | None:
        """Return what management says, where it is written."""
        told = self.session.files.communication
        return told.commitment if told else None


def group_name(group: Group, asking: Asking) -> str:
    """Return the name of a group, else its code as one says it: “group B”."""
    return asking.text(group.name) or asking.tongue("workshop.group", code=group.id)


def weak(finding: Finding, asking: Asking) -> str:
    """Return what was missed, and on how many visits or calls: “Badge not asked back, 3 of 7 visits”."""
    return _counted(finding, failure_text(finding.criterion, asking.tongue), finding.missed, asking)


def strong(finding: Finding, asking: Asking) -> str:
    """Return what was done well, and on how many visits or calls."""
    return _counted(finding, asking.text(finding.criterion.standard), finding.met, asking)


def _counted(finding: Finding, text: str, count: int, asking: Asking) -> str:
    contacts = asking.session.contacts.get(finding.criterion.id, "visits")
    counted = asking.tongue(f"page.made_of.{contacts}", count=count, n=finding.asked)
    return asking.tongue("workshop.counted", text=text.rstrip("."), count=counted)


def wave_name(wave: Wave, asking: Asking) -> str:
    """Return a wave's name, else its days."""
    return asking.text(wave.name) or asking.tongue.period(wave.from_, wave.to)
