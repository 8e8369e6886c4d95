"""The sheet about one visit in words, for a supervisor and the person who served; with it, a card to say thank you."""

from dataclasses import dataclass, field

from qshop.base.i18n import Tongue
from qshop.debrief.person import PersonDebrief
from qshop.pages.answer_words import answer_words
from qshop.pages.visit_words import failure_text, quotation, quoted, seen, standard_text
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Try:
    """The one thing to try: what was missed, what the visitor noted and wrote, and what can be done another time."""

    text: str
    noted: str
    quotations: list[str]
    try_: str


@dataclass(frozen=True)
class ThanksCard:
    """A card to hand over: a visitor's words, and whose they are, where and when. No day: it may hang on a wall."""

    quotation: str
    origin: str


@dataclass(frozen=True)
class PersonPage:
    """Everything the sheet says, in one language. Names are written on it by hand.

    when: the day and the part of the day, which stand on this sheet only
    well: what went well, in the visitor's words where they are released
    going_on: what the visitor noted of the situation, below `going_on_title`
    to_try, no_try: the one thing to try, or why there is none
    rules: what the sheet is for and what it may not be used for, who gets it, when it is destroyed
    is_kept_without_end: whether the day of its end is to be written on it by hand, since nobody declared one
    foot: what management says of the visits, in one line, where it is written
    """

    title: str
    subtitle: str
    language: str
    employer: str
    when: str
    notices: list[str]
    well: list[str]
    going_on_title: str
    going_on: list[str]
    to_try: Try | None
    no_try: str
    rules: list[str]
    is_kept_without_end: bool
    thanks: ThanksCard | None
    foot: list[str] = field(default_factory=list)


def person_page(view: PersonDebrief, programme: Programme, tongue: Tongue) -> PersonPage:
    """Return the sheet about one stage of a visit in words."""
    words = _Words(view, programme, tongue)
    return PersonPage(
        title=tongue("person.title_call" if view.is_call else "person.title"),
        subtitle=words.place,
        language=tongue.spoken,
        employer=words.employer(),
        when=words.when(),
        notices=[tongue("debrief.simulated")] if programme.settings.simulated else [],
        well=words.well(),
        going_on_title=tongue("person.going_on_call" if view.is_call else "person.going_on"),
        going_on=words.going_on(),
        to_try=words.to_try(),
        no_try=words.no_try(),
        rules=words.rules(),
        is_kept_without_end=view.destroy_by is None,
        thanks=words.thanks(),
    )


@dataclass(frozen=True)
class _Words:
    view: PersonDebrief
    programme: Programme
    tongue: Tongue

    def name(self, kind: str, code: str) -> str:
        return self.programme.name_of(kind, code, self.tongue.language)

    @property
    def place(self) -> str:
        return f"{self.name('stage', self.view.stage)} · {self.name('site', self.view.site)}"

    def employer(self) -> str:
        provider = any(team.provider for team in self.programme.teams if team.id == self.view.team)
        key = "person.employer" if provider else "person.team"
        return self.tongue(key, name=self.name("team", self.view.team))

    def when(self) -> str:
        day = self.tongue.date_and_weekday(self.view.day)
        if not self.view.part:
            return self.tongue("person.when", day=day)
        return self.tongue("person.when_and_part", day=day, part=self.tongue(f"person.part.{self.view.part}"))

    def well(self) -> list[str]:
        """Return the visitor's words; where none are released, the standards that were met."""
        words = [words for judged in self.view.well for words in quoted(judged, self.tongue)]
        return words or [standard_text(judged, self.tongue) for judged in self.view.well]

    def going_on(self) -> list[str]:
        told = self.view.circumstances
        return [f"{text_in(q.ask, self.tongue.language)} {answer_words(q, given, self.tongue)}" for q, given in told]

    def to_try(self) -> Try | None:
        judged = self.view.to_try
        if judged is None:
            return None
        today = self.programme.criteria.get(judged.criterion.id)
        noted = " · ".join(seen(answer, self.tongue) for answer in judged.answers)
        return Try(
            text=failure_text(judged.criterion, self.tongue),
            noted=self.tongue("person.noted_call" if self.view.is_call else "person.noted", said=noted),
            quotations=quoted(judged, self.tongue),
            try_=text_in(today.try_, self.tongue.language) if today and today.try_ else "",
        )

    def no_try(self) -> str:
        if self.view.to_try:
            return ""
        return self.tongue("person.all_met" if self.view.is_all_met else "person.none_yours")

    def rules(self) -> list[str]:
        """Return what the sheet is for, what it is not, who gets it, and when it is destroyed."""
        tongue, view = self.tongue, self.view
        uses = tongue.joined(tongue(f"person.use.{use}") for use in view.uses)
        rules = [
            tongue("person.uses", uses=uses),
            tongue("person.gets", team=self.name("team", view.team)),
        ]
        return [*rules, tongue("person.destroyed", day=tongue.date(view.destroy_by))] if view.destroy_by else rules

    def thanks(self) -> ThanksCard | None:
        wave = self.view.wave
        when = self.name("wave", wave.id) if wave.name else self.tongue.period(wave.from_, wave.to)
        words, who = self.view.thanks, self.tongue("thanks.caller" if self.view.is_call else "thanks.visitor")
        return ThanksCard(quotation(words, self.tongue), f"{who} · {self.place} · {when}") if words.text else None
