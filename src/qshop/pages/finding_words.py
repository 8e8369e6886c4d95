"""What was found of a criterion, in words: done well, to decide on, passed on, or only listed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import groupby

from qshop.base.language_tags import with_wider
from qshop.debrief.released_words import ReleasedWords
from qshop.findings.criterion_finding import Circumstance, CriticalFailure, Finding, Measured
from qshop.findings.prescriptions import first_prescription
from qshop.pages.amounts import amount
from qshop.pages.answer_words import answer_words
from qshop.pages.debrief_page import PassedUp, Thing, Urgent, WellDone
from qshop.pages.drawing import Drawing, Table
from qshop.pages.page_names import PageNames
from qshop.pages.value_strip import StripMark, StripWords, value_strip
from qshop.pages.visit_words import failure_text, quotation
from qshop.programme.frozen import FrozenQuestion

_FEW_VALUES = 4
_MOST_CIRCUMSTANCES, _MOST_ANSWERS = 2, 2


@dataclass(frozen=True)
class FindingWords:
    """The words of findings on the page of a reader."""

    names: PageNames

    def urgent(self, failures: Iterable[CriticalFailure]) -> list[Urgent]:
        """Return what to put right now: each criterion once, with every place and day."""
        groups = groupby(failures, key=lambda failure: failure.criterion.id)
        return [self._urgent(list(group)) for _, group in groups]

    def _urgent(self, failures: list[CriticalFailure]) -> Urgent:
        names, tongue = self.names, self.names.tongue
        where = []
        for site, own in groupby(failures, key=lambda failure: failure.site):
            days = tongue.joined(dict.fromkeys(tongue.day_and_month(one.day) for one in own if one.day))
            is_named = names.view.reader != "site"
            name = names.name("site", site)
            where.append(f"{name} ({days})" if is_named and days else days or name)
        owner = names.programme.criteria.get(failures[0].criterion.id)
        who = names.who((owner.owner if owner else None) or "", (one.team for one in failures))
        alone = tongue("page.you")
        text = failure_text(failures[0].criterion, tongue)
        return Urgent(text, ", ".join(where), "" if who == alone else who)

    def well_done(self, finding: Finding) -> WellDone:
        """Return what people made, and whether it is better than in the wave before."""
        names = self.names
        change = names.change(finding.change, finding.asked, is_compared=finding.before is not None)
        return WellDone(
            text=names.text(finding.criterion.standard),
            count=names.count(finding.criterion.id, finding.met, finding.asked),
            before=self._before(finding, is_missed=False),
            change=change if self._is_step(finding) else "",
            team=names.teams(place.team for place in finding.places),
        )

    @staticmethod
    def _is_step(finding: Finding) -> bool:
        """Return whether a change is to be named: it is clear, or all that there is to say."""
        is_better = finding.change is not None and finding.change.change == "better"
        return is_better or not finding.is_usual

    def thing(self, finding: Finding) -> Thing:
        """Return one thing to decide on."""
        names, today = self.names, self.names.programme.criteria.get(finding.criterion.id)
        remedy = first_prescription(finding.criterion.id, names.programme)
        return Thing(
            text=failure_text(finding.criterion, self.names.tongue),
            stage=names.name("stage", finding.stage),
            count=self._how_far(finding) or names.count(finding.criterion.id, finding.missed, finding.asked),
            before=self._before(finding, is_missed=True),
            change=names.change(finding.change, finding.asked, is_compared=finding.before is not None),
            who=names.who(finding.owner, (place.team for place in finding.places if place.missed)),
            promise=self._promise(finding),
            facts=[*(self._measured(one) for one in finding.measured if one.missed), *self._circumstances(finding)],
            strip=self._strip(finding),
            quotation=self._quotation(finding),
            check_first=names.text(today.check_first) if today and today.check_first else "",
            try_=names.text(today.try_) if today and today.try_ else "",
            prescription=names.text(remedy.text) if remedy else "",
            places=self._places(finding),
        )

    def _quotation(self, finding: Finding) -> str:
        """Return one remark, in the language of the page if there is any; nothing where none is released."""
        tongue, found = self.names.tongue, self.names.view.quoted.get(finding.criterion.id, [])
        own = [one for one in found if one.language in with_wider(tongue.language)] or found
        return quotation(ReleasedWords(own[0].text, own[0].language), tongue) if own else ""

    def passed_up(self, finding: Finding) -> PassedUp:
        """Return what no single place can put right; it names no owner to the owner who reads it."""
        names, tongue, by = self.names, self.names.tongue, self.names.view.answer_by
        is_reader = names.view.reader == "owner" and finding.above == names.view.subject
        return PassedUp(
            text=names.text(finding.criterion.standard)
            if finding.is_promised_tighter
            else failure_text(finding.criterion, self.names.tongue),
            count=self._why_passed_up(finding),
            to="" if is_reader or not finding.above else names.name("owner", finding.above),
            by=tongue("page.answer_by", day=tongue.date(by)) if by else "",
        )

    def _why_passed_up(self, finding: Finding) -> str:
        names, tongue, id_, asked = self.names, self.names.tongue, finding.criterion.id, finding.asked
        if finding.promise and finding.is_promised_tighter:
            says, where = tongue("quoted", text=names.text(finding.promise.says)), names.text(finding.promise.where)
            not_kept = names.count(id_, finding.broken, asked)
            return tongue("page.promised_tighter", says=says, where=where, count=not_kept)
        key = "page.without_standard" if finding.without_standard else "page.everywhere"
        return tongue(key, count=names.count(id_, finding.missed, asked))

    def others(self, findings: list[Finding]) -> Table | None:
        """Return all else that was missed as a table; None where nothing was."""
        names, tongue = self.names, self.names.tongue
        if not findings:
            return None
        header = [tongue("page.missed"), tongue("page.stage"), tongue("page.how_often")]
        header += [names.before] if names.before else []
        return Table(header, [self._row(finding)[: len(header)] for finding in findings])

    def _row(self, finding: Finding) -> list[str]:
        names, tongue = self.names, self.names.tongue
        met, asked = finding.before or (0, 0)
        before = tongue("page.of", count=asked - met, n=asked) if finding.before else "–"
        text = failure_text(finding.criterion, tongue)
        return [text, names.name("stage", finding.stage), self._short_count(finding), before]

    def _short_count(self, finding: Finding) -> str:
        """Return how many missed it; what was no visit to the place is named."""
        if self.names.view.contacts.get(finding.criterion.id, "visits") == "visits":
            return self.names.tongue("page.of", count=finding.missed, n=finding.asked)
        return self.names.count(finding.criterion.id, finding.missed, finding.asked)

    def _before(self, finding: Finding, *, is_missed: bool) -> str:
        names, tongue = self.names, self.names.tongue
        if finding.before is None or not names.before:
            return ""
        met, asked = finding.before
        count = tongue("page.of", count=asked - met if is_missed else met, n=asked)
        return f"{names.before}{tongue('colon')} {count}"

    def _how_far(self, finding: Finding) -> str:
        """Return how far off, where most of a handful of misses are narrow: how often is not what matters then."""
        if not finding.narrow or 2 * finding.narrow < finding.missed:
            return ""
        measured = max(finding.measured, key=lambda one: one.narrow)
        far = [self._amount(measured, value) for value in measured.missed[measured.narrow :]]
        if len(far) > _FEW_VALUES:
            return ""
        limit = self._limit(measured)
        told = [self.names.tongue("page.far", n=len(far), values=", ".join(far))] if far else []
        key = "page.narrow_too" if far else "page.narrow"
        told.append(self.names.tongue(key, n=measured.narrow))
        return f"{self.names.tongue('semicolon')} ".join(told) + (f" ({limit})" if limit else "")

    def _limit(self, measured: Measured) -> str:
        """Return the greatest value that is good enough; empty where limits are not as simple as that."""
        for high in self._high(measured):
            return self.names.tongue("page.limit", limit=self._amount(measured, float(high)))
        return ""

    def _high(self, measured: Measured) -> list[Decimal]:
        """Return the greatest value that is good enough, alone; nothing where limits are not as simple as that."""
        match [*{limit.ranges for limit in measured.limits}]:
            case [((_, Decimal() as high),)]:
                return [high]
        return []

    def _amount(self, measured: Measured, value: float) -> str:
        return amount(measured.question, value, self.names.tongue)

    def _measured(self, measured: Measured) -> str:
        """Return what was measured: every value where they are few, else the range and the middle."""
        tongue, values = self.names.tongue, [self._amount(measured, value) for value in measured.values]
        limit = self._limit(measured)
        told = f" ({limit})" if limit else ""
        if len(values) < max(self.names.view.least, 2):
            return tongue("page.values", values=", ".join(values), limit=told)
        median = self._amount(measured, measured.median)
        return tongue("page.range", median=median, low=values[0], high=values[-1], limit=told)

    def _strip(self, finding: Finding) -> Drawing | None:
        """Return the drawing of what was measured, where most was missed; None where values are few."""
        drawn = [one for one in finding.measured if one.missed and len(one.values) >= self.names.view.least]
        if not drawn:
            return None
        tongue, measured = self.names.tongue, max(drawn, key=lambda one: len(one.missed))
        limit = self._limit(measured)
        words = StripWords(
            title=self.names.text(measured.question.ask),
            description="",
            value=tongue("page.value"),
            count=tongue("page.how_often"),
            median=tongue("page.median_head"),
            met=tongue("page.met"),
            missed=tongue("page.missed_head"),
        )
        marks = [StripMark(float(one), limit) for one in self._high(measured)]
        shown = partial(self._amount, measured)
        return value_strip(measured.values, measured.missed, measured.median, marks, words, shown)

    def _circumstances(self, finding: Finding) -> list[str]:
        """Return what was going on, as far as it was another thing where the standard was missed; two lines at most."""
        told = (self._circumstance(one) for one in finding.circumstances if one.missed)
        return [one for one in told if one][:_MOST_CIRCUMSTANCES]

    def _circumstance(self, one: Circumstance) -> str:
        tongue, asked = self.names.tongue, self.names.text(one.question.ask)
        missed, met = self._answers(one, one.missed, _MOST_ANSWERS), self._answers(one, one.met, 1)
        if not one.met:
            return tongue("page.circumstance", question=asked, missed=missed)
        if missed == met:
            return ""
        return tongue("page.circumstances", question=asked, missed=missed, met=met)

    def _answers(self, one: Circumstance, values: list[str], most: int) -> str:
        """Return answers in short: few measures as they are, many as a range; of others, those given most often."""
        if one.question.answer_type.nature == "measure":
            return self._measures(one.question, sorted(values, key=Decimal))
        question, tongue = one.question, self.names.tongue
        often = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        of = tongue.number(len(values))
        told = [f"{answer_words(question, value, tongue)} ({tongue('page.of', count=k, n=of)})" for value, k in often]
        return ", ".join(told)

    def _measures(self, question: FrozenQuestion, ordered: list[str]) -> str:
        told = [self._measure(question, one) for one in ordered]
        if len(set(told)) == 1:
            return told[0]
        if len(told) <= _FEW_VALUES:
            return self.names.tongue.joined(told)
        middle = told[(len(told) - 1) // 2]
        return self.names.tongue("page.typically", middle=middle, low=told[0], high=told[-1])

    def _measure(self, question: FrozenQuestion, value: str) -> str:
        """Return a value; a number without its unit, which the question beside it says."""
        number = Decimal(value)
        if question.answer_type.in_seconds:
            return amount(question, number, self.names.tongue)
        return self.names.tongue.number(float(number), max(0, -int(number.as_tuple().exponent)))

    def _promise(self, finding: Finding) -> str:
        names, tongue, promise = self.names, self.names.tongue, finding.promise
        if promise is None:
            return ""
        says = tongue("quoted", text=names.text(promise.says))
        told = tongue("page.promise", says=says, where=names.text(promise.where))
        if not finding.broken:
            return told
        times = names.count(finding.criterion.id, finding.broken, finding.asked)
        return f"{told} {tongue('page.not_kept', times=times)}"

    def _places(self, finding: Finding) -> str:
        if self.names.view.reader == "site":
            return ""
        missed, asked = Counter[str](), Counter[str]()
        for place in finding.places:
            missed[place.site] += place.missed
            asked[place.site] += place.asked
        return self.names.sites((site, missed[site], asked[site]) for site in sorted(missed) if missed[site])
