"""The page of a wave in words, for the programme, a site, a team or an owner: codes become names, figures text."""

from dataclasses import dataclass
from math import ceil

from qshop.base.i18n import Tongue
from qshop.debrief.contacts import Contact
from qshop.debrief.wave import WaveDebrief
from qshop.pages.debrief_page import DebriefPage
from qshop.pages.finding_words import FindingWords
from qshop.pages.journey_words import JourneyWords
from qshop.pages.method_words import sentences
from qshop.pages.page_names import PageNames
from qshop.programme.model import Programme
from qshop.stats.sample_size import margin_of

_MANY = 15
"""From how many visits on chance is told in points, and not by what one visit more changes."""
_OF = {"site": "site", "team": "team", "owner": "owner"}


def wave_page(view: WaveDebrief, programme: Programme, tongue: Tongue) -> DebriefPage:
    """Return the page of a reader in words."""
    names = PageNames(view, programme, tongue)
    words, of_findings, of_figures = _Words(names), FindingWords(names), JourneyWords(names)
    told, journey, network = view.told, view.journey, view.network
    return DebriefPage(
        title=words.title(),
        subtitle=names.wave(view.wave),
        language=tongue.spoken,
        base=words.base(),
        notices=words.notices(),
        urgent=of_findings.urgent(told.urgent),
        no_urgent=words.no_urgent(),
        well_done=[
            *(of_figures.gains(journey) if journey else ()),
            *(of_findings.well_done(one) for one in told.well_done),
        ],
        no_well_done=tongue("page.no_well_done" if view.contacts else "page.none_judged"),
        things=[of_findings.thing(one) for one in told.things],
        no_things=words.no_things(),
        passed_up=[of_findings.passed_up(one) for one in told.passed_up],
        no_passed_up="",
        passed_up_more=tongue("page.more_up", n=told.more_up) if told.more_up else "",
        passed_up_first=words.is_above,
        others=of_findings.others(told.others),
        journey=of_figures.journey(journey) if journey else None,
        figures=of_figures.figures(journey) if journey else [],
        sites=of_figures.sites(network) if network else None,
        sites_to_see=of_figures.sites_to_see(network) if network else [],
        teams=of_figures.teams(network) if network else None,
        untold=tongue("page.untold", n=network.untold) if network and network.untold else "",
        waves=of_figures.waves(network, journey) if network and journey else None,
        contest=[tongue("page.contest", day=tongue.date(view.contest_by))],
        sure=words.sure(),
        method=sentences(view.method, programme, tongue),
    )


@dataclass(frozen=True)
class _Words:
    names: PageNames

    def title(self) -> str:
        """Return whose page it is."""
        view, programme = self.names.view, self.names.programme
        if view.reader in _OF:
            return self.names.name(_OF[view.reader], view.subject)
        return self.names.text(programme.settings.name)

    def base(self) -> list[str]:
        """Return how many visits and calls there are, when, and what became of some of them."""
        tongue, method = self.names.tongue, self.names.view.method
        base = method.base
        contacts = self.names.made(self.names.view.made.made)
        if method.first and method.last:
            contacts = f"{contacts}, {tongue.period(method.first, method.last)}"
        counts = {"page.no_service": base.no_service, "page.void": base.void, "page.too_blank": base.too_blank}
        return [f"{contacts}.", *(tongue(key, n=count) for key, count in counts.items() if count)]

    def notices(self) -> list[str]:
        """Return what to know before reading."""
        names, tongue, view = self.names, self.names.tongue, self.names.view
        kind, number = view.made.usual
        return [
            *([tongue("page.simulated")] if names.programme.settings.simulated else []),
            *([tongue("page.linked", n=view.least)] if view.is_linked else []),
            *([tongue("page.few", contacts=names.contacts(kind, number), n=number)] if 0 < number < view.least else []),
        ]

    def no_urgent(self) -> str:
        """Return that every critical standard was kept; nothing where none was judged."""
        journey = self.names.view.journey
        judged = journey and any(line.now.critical_asked for line in journey.scores)
        return self.names.tongue("page.no_urgent") if judged else ""

    def no_things(self) -> str:
        """Return that nothing is to be decided, and why."""
        view = self.names.view
        if not view.contacts:
            return ""
        told = view.told
        if self.is_above:
            return ""
        slips = any(one.missed for one in told.well_done)
        is_clean = not (told.urgent or told.passed_up or told.others or slips)
        return self.names.tongue("page.none_missed" if is_clean else "page.no_things")

    @property
    def is_above(self) -> bool:
        """Return whether what was passed on is what this reader decides on before all else."""
        view = self.names.view
        return view.reader == "owner" and any(one.above == view.subject for one in view.told.passed_up)

    def sure(self) -> list[str]:
        """Return how sure all this is: what so many visits can tell, and what they cannot."""
        tongue, (kind, number) = self.names.tongue, self.names.view.made.usual
        return [*([self._sure(kind, number)] if number else []), tongue("page.sure_why")]

    def _sure(self, kind: Contact, number: int) -> str:
        tongue, contacts = self.names.tongue, self.names.contacts(kind, number)
        if number == 1:
            return tongue(f"page.sure_one.{kind}")
        if self.names.are_few(number):
            return tongue("page.sure_few", contacts=contacts)
        so = tongue("page.sure_changed" if self.names.view.before else "page.sure_small")
        if number < _MANY:
            return tongue("page.sure_some", contacts=contacts, points=100 // number, so=so)
        return tongue("page.sure_many", contacts=contacts, points=ceil(100 * margin_of(number)), so=so)
