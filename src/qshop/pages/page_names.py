"""Names and counts as every part of a wave's page says them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.debrief.contacts import Contact, Contacts, contact_of, named
from qshop.debrief.wave import WaveDebrief
from qshop.pages.kind_names import kind_name
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.programme.settings import Wave
from qshop.score.comparison.figure_difference import FigureDifference

MOST_TEAMS, MOST_PLACES = 3, 12


@dataclass(frozen=True)
class PageNames:
    """The names of a programme in one language, for the page of a reader."""

    view: WaveDebrief
    programme: Programme
    tongue: Tongue

    def name(self, kind: str, code: str) -> str:
        """Return the name of a stage, site, team or owner."""
        return self.programme.name_of(kind, code, self.tongue.language)

    def text(self, words: dict[str, str]) -> str:
        """Return a text of the programme."""
        return text_in(words, self.tongue.language)

    def wave(self, wave: Wave) -> str:
        """Return a wave's name, else its days."""
        return self.name("wave", wave.id) if wave.name else self.tongue.period(wave.from_, wave.to)

    @property
    def before(self) -> str:
        """Return the name of the wave before; empty where there is none to compare with."""
        return self.wave(self.view.before) if self.view.before else ""

    def kind(self, apart: Mapping[str, str]) -> str:
        """Return what kind of visits a figure is about, where different visits are kept apart; else nothing.

        Those with the questionnaire that was used most need no name beside the others; calls are named as calls.
        """
        if apart.keys() == {"questionnaire"}:
            if apart["questionnaire"] == self._usual:
                return ""
            contact = self.contact(apart)
            if contact in ("calls", "web"):
                return self.tongue(f"page.kind.{contact}")
        kinds = (kind_name(*kind, self.programme, self.tongue) for kind in apart.items() if kind[1])
        return " · ".join(kinds)

    def contact(self, apart: Mapping[str, str]) -> Contacts:
        """Return what visits of a kind are called; where the kind does not say it, what those of the page are."""
        if apart.get("channel"):
            return contact_of(apart["channel"])
        asked = apart.get("questionnaire")
        versions = [version for (name, _), version in self.programme.versions.items() if name == asked]
        channels = {channel for version in versions for channel in version.channel}
        return named(map(contact_of, channels)) if channels else self.view.made.named

    @cached_property
    def _usual(self) -> str:
        """Return the questionnaire with which most visits were made."""
        return max(self.view.method.used, key=lambda use: use.made).questionnaire if self.view.method.used else ""

    def count(self, criterion: str, count: int, asked: int) -> str:
        """Return on how many of the visits or calls that judged a criterion: “3 of 7 visits”."""
        contacts = self.view.contacts.get(criterion, "visits")
        return self.tongue(f"page.made_of.{contacts}", count=count, n=asked)

    def contacts(self, contacts: Contacts, number: int) -> str:
        """Return a number of visits or calls, named as what they are: “8 visits”."""
        return self.tongue(f"page.made.{contacts}", n=number)

    def made(self, counts: Mapping[Contact, int]) -> str:
        """Return how many visits and calls there are: “8 visits, 2 calls and 2 web visits”."""
        return self.tongue.joined(self.contacts(*pair) for pair in counts.items()) or self.contacts("visits", 0)

    def teams(self, codes: Iterable[str]) -> str:
        """Return the names of a few teams; nothing where they are many, or are the reader."""
        own = self.view.subject if self.view.reader == "team" else ""
        found = sorted({code for code in codes if code not in ("", own)})
        return self.tongue.joined(self.name("team", code) for code in found) if len(found) <= MOST_TEAMS else ""

    def who(self, owner: str, teams: Iterable[str]) -> str:
        """Return who acts, and with which team; the reader is told that it is the reader."""
        view, tongue = self.view, self.tongue
        is_reader = view.reader == "team" or (view.reader == "owner" and owner == view.subject)
        others = [self.teams(teams), *([self.name("owner", owner)] if owner and view.reader == "team" else [])]
        with_ = tongue.joined(filter(None, others))
        if is_reader:
            return tongue("page.you_with", teams=with_) if with_ else tongue("page.you")
        who = self.name("owner", owner) if owner else ""
        return tongue("page.who_with", owner=who, teams=with_) if who and with_ else who or with_

    def change(self, change: FigureDifference | None, base: int, *, is_compared: bool) -> str:
        """Return the word for a change, where there is one to give; or that there are too few visits to tell."""
        if not is_compared or self.is_withheld(base):
            return ""
        if change is None or change.change is None:
            return self.tongue("page.too_few")
        word = self.tongue(f"change.{change.change}")
        return self.tongue("page.one_of", word=word, n=change.family) if change.is_one_of_many else word

    def is_withheld(self, base: int) -> bool:
        """Return whether nothing is said of a change on so few visits, because results touch a contract."""
        return self.view.is_linked and self.are_few(base)

    def are_few(self, base: int) -> bool:
        """Return whether so many visits are too few for a verdict: each of them stands for itself."""
        return base < self.view.least

    def sites(self, places: Iterable[tuple[str, int, int]]) -> str:
        """Return (site, count, asked) as “North gate 3 of 7, …”, in the order given; with very many, the first."""
        told = [f"{self.name('site', site)} {self.tongue('page.of', count=k, n=n)}" for site, k, n in places]
        more = len(told) - MOST_PLACES
        if more > 0:
            told = [*told[:MOST_PLACES], self.tongue("page.more_sites", n=more)]
        return ", ".join(told)
