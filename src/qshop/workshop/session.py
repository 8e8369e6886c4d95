"""What a guide, a letter or a sheet is made for: the programme, its workshop files, and one group, team or site."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qshop.findings.criterion_finding import Finding
from qshop.programme.model import Programme
from qshop.programme.settings import Wave
from qshop.workshop.groups import Group
from qshop.workshop.rehearsed import Unanswered
from qshop.workshop.workshop_files import WorkshopFiles


@dataclass(frozen=True)
class Session:
    """One occasion on which people meet or are told.

    group, team, site: for whom, where it is for somebody
    guide: the name of the guide by which it is led; blank for none
    start: when it begins, as in 09:30; blank: as the group's meeting or the guide says
    as_of: “now”; None where nothing depends on it
    wave: the last wave with visits, or the one asked for; None before the first
    findings: what is weak in that wave, at the site or in the programme, the most important first
    strengths: what was done well there
    contacts: what each criterion was judged on there: visits, calls …; one that is not named, on visits
    unanswered: what was left blank in rehearsals
    """

    programme: Programme
    files: WorkshopFiles
    group: Group | None = None
    team: str = ""
    site: str = ""
    guide: str = ""
    start: str = ""
    as_of: date | None = None
    wave: Wave | None = None
    findings: Sequence[Finding] = ()
    strengths: Sequence[Finding] = ()
    contacts: Mapping[str, str] = field(default_factory=dict)
    unanswered: Sequence[Unanswered] = ()
