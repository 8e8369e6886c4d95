"""The page of a wave for one reader, in words: made once, laid out as Markdown, HTML and PDF.

A text that is empty, or a list without entries, is not laid out.
"""

from dataclasses import dataclass, field

from qshop.pages.drawing import Drawing, Table


@dataclass(frozen=True)
class Urgent:
    """Something to put right at once: a critical standard that failed, where and when, and who acts."""

    text: str
    where: str
    who: str


@dataclass(frozen=True)
class WellDone:
    """Something people made, or made better: how often, how often before, and the word for the change; who they are."""

    text: str
    count: str
    before: str
    change: str
    team: str


@dataclass(frozen=True)
class Thing:
    """One thing to decide on.

    text: the failure in plain words
    count: how often, or how far off: “3 of 7 visits”, “one visitor waited four minutes”
    before, change: how often in the wave before, and the word for the change
    who: who acts, and with which team or provider
    promise: what customers are told, and whether they got it
    facts: what was measured and what was going on, a sentence each
    strip: the values measured, with their limit and median
    quotation: what a visitor wrote, released for this reader, in quotation marks
    check_first, try_, prescription: what to find out, what its people can try, what else helps
    places: where it was missed, for a reader of several sites
    """

    text: str
    stage: str
    count: str
    before: str
    change: str
    who: str
    promise: str
    facts: list[str]
    strip: Drawing | None
    quotation: str
    check_first: str
    try_: str
    prescription: str
    places: str


@dataclass(frozen=True)
class PassedUp:
    """Something that is missed everywhere, or has no standard: for whom it is to decide, and by when."""

    text: str
    count: str
    to: str
    by: str


@dataclass(frozen=True)
class DebriefPage:
    """Everything that the page of a wave says to one reader, in one language.

    title, subtitle: the site, team, function or programme, and the wave
    language: its code, for a screen reader
    base: what it is made from, as “8 visits and 2 calls”, and what was left out
    notices: what to know before reading: simulated visits, a contract, very few visits
    no_urgent, no_well_done, no_things, no_passed_up: said where there are none; empty where nothing needs to be said
    passed_up_more: how many more there are that are not told
    passed_up_first: whether what was passed on comes before all else, as on the page of management
    others: everything else that was missed: failure, stage, count, before
    journey: the stages with target and the wave before; `figures` says the score, the musts met and calls apart
    sites, teams: sites × stages, and teams and providers, on the page of several sites
    untold: how many teams are left out of `teams`, and why
    waves: the score wave by wave
    sites_to_see: with very many sites, which of them need a look, and how these were chosen
    contest: whom to tell if something is wrong or unfair, and by when
    sure: how sure all this is, in two sentences
    method: how the figures were made
    foot: what management says of the visits, in one line, where it is written
    """

    title: str
    subtitle: str
    language: str
    base: list[str]
    notices: list[str]
    urgent: list[Urgent]
    no_urgent: str
    well_done: list[WellDone]
    no_well_done: str
    things: list[Thing]
    no_things: str
    passed_up: list[PassedUp]
    no_passed_up: str
    passed_up_more: str
    passed_up_first: bool
    others: Table | None
    journey: Drawing | None
    figures: list[str]
    sites: Drawing | None
    sites_to_see: list[str]
    teams: Table | None
    untold: str
    waves: Drawing | None
    contest: list[str]
    sure: list[str]
    method: list[str]
    foot: list[str] = field(default_factory=list)
