"""Sentences, numbers and dates in the language of a reader."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from qshop.base.language_tags import locale_of
from qshop.base.rounding import tenths, wholes

Sentence = str | dict[str, str]


@dataclass(frozen=True)
class Tongue:
    """One language at work.

    language: that of the programme's texts
    sentences: what qshop says itself, by key: each one text, or one text for each plural form (`one`, `other`)
    spoken: the language of the sentences, of which numbers, dates, lists and quotation marks are too; it is another
        one than `language` where that has no sentences yet
    """

    language: str
    sentences: dict[str, Sentence]
    spoken: str

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence with its values filled in; `n` chooses the plural form. A missing key is a bug."""
        sentence = self.sentences[key]
        if isinstance(sentence, dict):
            form = self._locale.plural_form(values["n"])  # type: ignore[arg-type]
            sentence = sentence.get(form, sentence["other"])
        texts = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return sentence.format(**texts)

    @cached_property
    def _locale(self) -> Locale:
        return locale_of(self.spoken)

    def joined(self, names: Iterable[str], *, alternatives: bool = False) -> str:
        """Return names joined as the language joins them: “a, b and c”, or, as alternatives, “a, b or c”."""
        return str(format_list(list(names), "or" if alternatives else "standard", self._locale))

    def one_of(self, names: Iterable[str]) -> str:
        """Return names joined as alternatives, each in the quotation marks of the language: “a”, “b” or “c”."""
        return self.joined([self("quoted", text=name) for name in names], alternatives=True)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number as the language writes it."""
        return str(format_decimal(value, "#,##0" + ("." + "0" * decimals if decimals else ""), locale=self._locale))

    def percent(self, value: float | None) -> str:
        """Return a percentage with one decimal; rounding never invents 0 or 100. A dash where there is none."""
        return "–" if value is None else self("percent", value=self.number(tenths(value), 1))

    def whole_percent(self, value: float | None) -> str:
        """Return a percentage without decimals; rounding never invents 0 or 100. A dash where there is none."""
        return "–" if value is None else self("percent", value=self.number(wholes(value)))

    def interval(self, low: float | None, high: float | None) -> str:
        """Return an interval of percentages, rounded as in `percent`; a dash where there is none."""
        if low is None or high is None:
            return "–"
        return self("interval", low=self.number(tenths(low), 1), high=self.number(tenths(high), 1))

    def date(self, day: dt.date) -> str:
        """Return a day in full, such as “3 March 2026”."""
        return f"{self.day_and_month(day)} {day.year}"

    def date_and_weekday(self, day: dt.date) -> str:
        """Return a day in full with its weekday, such as “Tuesday 3 March 2026”."""
        weekday = format_date(day, "EEEE", locale=self._locale)
        return self("date_and_weekday", weekday=weekday, date=self.date(day))

    def period(self, first: dt.date, last: dt.date) -> str:
        """Return a period of days; a month or a year that both days share stands once."""
        if first == last:
            return self.date(first)
        start = self.date(first)
        if first.year == last.year:
            start = self("day", n=first.day) if first.month == last.month else self.day_and_month(first)
        return self("period", first=start, last=self.date(last))

    def day_and_month(self, day: dt.date) -> str:
        """Return a day without its year, such as “3 March”."""
        return f"{self('day', n=day.day)} {format_date(day, 'MMMM', locale=self._locale)}"
