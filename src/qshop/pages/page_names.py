"""Names and counts as every part of a wave's page says them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.debrief.wave import Contacts, WaveDebrief
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
            if self.is_of_calls(apart):
                return self.tongue("page.calls_head")
        kinds = (kind_name(*kind, self.programme, self.tongue) for kind in apart.items() if kind[1])
        return " · ".join(kinds)

    def is_of_calls(self, apart: Mapping[str, str]) -> bool | None:
        """Return whether visits of a kind are telephone calls; None where they may be both."""
        if "channel" in apart:
            return apart["channel"] == "phone"
        asked = apart.get("questionnaire")
        versions = [version for (name, _), version in self.programme.versions.items() if name == asked]
        channels = {channel for version in versions for channel in version.channel}
        return None if not channels or ("phone" in channels and len(channels) > 1) else channels == {"phone"}

    @cached_property
    def _usual(self) -> str:
        """Return the questionnaire with which most visits were made."""
        return max(self.view.method.used, key=lambda use: use.made).questionnaire if self.view.method.used else ""

    def count(self, criterion: str, count: int, asked: int) -> str:
        """Return on how many of the visits or calls that judged a criterion: “3 of 7 visits”."""
        keys: dict[Contacts, str] = {
            "visits": "page.of_visits",
            "calls": "page.of_calls",
            "both": "page.of_both",
        }
        return self.tongue(keys[self.view.contacts.get(criterion, "visits")], count=count, n=asked)

    def contacts(self, visits: int, calls: int) -> str:
        """Return how many visits and calls there are, each named as what it is."""
        told = [self.tongue("page.visits", n=visits)] if visits or not calls else []
        return self.tongue.joined([*told, *([self.tongue("page.calls", n=calls)] if calls else [])])

    def teams(self, codes: Iterable[str]) -> str:
        """Return the names of a few teams; nothing where they are many, or are the reader."""
        own = self.view.subject if self.view.reader == "team" else ""
        found = sorted({code for code in codes if code not in ("", own)})
        return self.tongue.joined(self.name("team", code) for code in found) if len(found) <= MOST_TEAMS else ""

    def who(self, owner: str, teams: Iterable[str]) -> str:
        """Return who acts, and with which team; the reader is not told that it is the reader."""
        is_reader = self.view.reader == "owner" and owner == self.view.subject
        names = [self.name("owner", owner) if owner and not is_reader else "", self.teams(teams)]
        if all(names):
            return self.tongue("page.who_with", owner=names[0], teams=names[1])
        return names[0] or names[1]

    def change(self, change: FigureDifference | None, base: int, *, is_compared: bool) -> str:
        """Return the word for a change, where there is one to give; or that there are too few visits to tell."""
        if not is_compared or self.is_withheld(base):
            return ""
        if change is None or change.change is None:
            return self.tongue("page.too_few")
        return self.tongue(f"change.{change.change}")

    def is_withheld(self, base: int) -> bool:
        """Return whether no verdict is given on so many visits: too few, where results touch a contract."""
        return self.view.is_linked and base < self.view.least

    def sites(self, places: Iterable[tuple[str, int, int]]) -> str:
        """Return (site, count, asked) as “North gate 3 of 7, …”, in the order given; with very many, the first."""
        told = [f"{self.name('site', site)} {self.tongue('page.of', count=k, n=n)}" for site, k, n in places]
        more = len(told) - MOST_PLACES
        if more > 0:
            told = [*told[:MOST_PLACES], self.tongue("page.more_sites", n=more)]
        return ", ".join(told)
