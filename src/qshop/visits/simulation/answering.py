"""Simulated answers that make a criterion met or missed, with the blanks, comments and evidence of real visits."""

from dataclasses import dataclass
from decimal import Decimal

from qshop.programme.answers import NOT_APPLICABLE, is_met, points_of
from qshop.programme.frozen import FrozenBand, FrozenQuestion
from qshop.programme.question import EvidenceKind, When
from qshop.visits.simulation.chance import Draws
from qshop.visits.simulation.repertoire import Repertoire

Record = dict[str, str]
_SUFFIXES: dict[EvidenceKind, str] = {"photo": "jpg", "audio": "m4a", "video": "mp4"}


@dataclass(frozen=True)
class Habits:
    """How one shopper answers one criterion: how often, in percent, what is left blank or added, and from what."""

    blank: Decimal
    na: Decimal
    comment: Decimal
    praise: Decimal
    evidence: Decimal
    repertoire: Repertoire


@dataclass(frozen=True)
class CriterionAnswers:
    """The answers of one shopper to one criterion on one visit; they are added to `record`, the row of the visit."""

    record: Record
    habits: Habits
    draws: Draws

    def add(self, questions: list[FrozenQuestion], *, met: bool) -> None:
        """Answer the questions of a criterion so that it is met, or missed in one of them."""
        scored = [q for q in questions if q.points is not None]
        failing = self._failing(scored) if scored and not met else ""
        for question in questions:
            if holds(question.when, self.record):
                self._question(question, good=met if question.points is None else question.id != failing)

    def _failing(self, scored: list[FrozenQuestion]) -> str:
        """Return the id of the question that fails: one that is sure to be asked."""
        certain = [q for q in scored if holds(q.when, self.record)] or scored[:1]
        return certain[self._number(certain[0], "failing") % len(certain)].id

    def _question(self, question: FrozenQuestion, *, good: bool) -> None:
        if good and question.na and self._happens(self.habits.na, question, "na"):
            self.record[question.id] = NOT_APPLICABLE
        elif not good or not self._happens(self.habits.blank, question, "blank"):
            self.record[question.id] = self._answer(question, good=good)
            if self.record[question.id]:
                self._remark(question, good=good)

    def _answer(self, question: FrozenQuestion, *, good: bool) -> str:
        number = self._number(question, "answer")
        given = self.habits.repertoire.answers(question, good=good)
        if given:
            return given[number % len(given)]
        match question.answer_type.nature:
            case "one" | "several":
                return _label(question, number, good=good)
            case "measure":
                return _measure(question, number, good=good)
            case "clock":
                return f"{9 + number % 8:02}:{number // 8 % 60:02}"
            case "text":
                return self._text(question, number // 3, good=good) if number % 3 == 0 else ""

    def _remark(self, question: FrozenQuestion, *, good: bool) -> None:
        """Add the comment that an answer requires, or that a shopper volunteers, and sometimes the name of evidence."""
        required = self.record[question.id] in question.comment
        willing = question.points is not None and self._happens(
            self.habits.praise if good else self.habits.comment, question, "comment"
        )
        if required or willing:
            self.record[f"{question.id}_comment"] = self._text(question, self._number(question, "text"), good=good)
        if self._happens(self.habits.evidence, question, "evidence"):
            suffix = _SUFFIXES[question.evidence or "photo"]
            self.record[f"{question.id}_evidence"] = f"{self.record['visit_id']}-{question.id}.{suffix}"

    def _text(self, question: FrozenQuestion, number: int, *, good: bool) -> str:
        texts = self.habits.repertoire.texts(question.id, good=good)
        return texts[number % len(texts)] if texts else ""

    def _number(self, question: FrozenQuestion, what: str) -> int:
        return self.draws.number(self.record["visit_id"], question.id, what)

    def _happens(self, percent: Decimal, question: FrozenQuestion, what: str) -> bool:
        return self.draws.happens(percent, self.record["visit_id"], question.id, what)


def holds(when: When | None, record: Record) -> bool:
    """Return whether the answers given so far meet a condition; where there is none, they do."""
    return when is None or when.holds(lambda question: record.get(question, "").split(" "))


def _label(question: FrozenQuestion, number: int, *, good: bool) -> str:
    labels = question.answer_type.labels(question)
    if question.points is None:
        half = labels[len(labels) // 2 :] if good else labels[: len(labels) // 2 + 1]
        likely = labels if question.kind == "context" else half
        return likely[number % len(likely)]
    fitting = [label for label in labels if is_met(question, label) == good]
    if question.answer_type.nature == "several" and good and not fitting:
        return " ".join(label for label in labels if points_of(question, label))
    return fitting[number % len(fitting)] if fitting else labels[number % len(labels)]


def _measure(question: FrozenQuestion, number: int, *, good: bool) -> str:
    """Return a number inside a band that reaches the threshold, or inside one that does not.

    It is a whole number, unless a band holds none: then it has as many decimals as the limits need.
    """
    if question.full_mark is not None:
        return _mark(question, number, good=good)
    bands = question.points if isinstance(question.points, list) else []
    most = max((-int(band.up_to.as_tuple().exponent) for band in bands if band.up_to is not None), default=0)
    decimals = next((d for d in range(most) if all(low <= high for low, high in _ranges(bands, 10**d))), most)
    ranges = [
        (low, high)
        for band, (low, high) in zip(bands, _ranges(bands, 10**decimals), strict=True)
        if (band.points >= question.met) == good and low <= high
    ]
    first, last = ranges[number % len(ranges)] if ranges else (0, 10)
    return format(Decimal(first + number // 7 % (last - first + 1)).scaleb(-decimals), "f")


def _mark(question: FrozenQuestion, number: int, *, good: bool) -> str:
    """Return a whole mark from the least that meets the threshold on, or below it; any, where all marks meet it."""
    most = question.full_mark or 0
    fitting = [str(mark) for mark in range(most + 1) if is_met(question, str(mark)) == good] or [str(most)]
    return fitting[number % len(fitting)]


def _ranges(bands: list[FrozenBand], unit: int) -> list[tuple[int, int]]:
    """Return the first and last number of each band, counted in parts of which `unit` make one."""
    low, ranges = 0, []
    for band in bands:
        high = int(band.up_to * unit) if band.up_to is not None else low + max(low, 5 * unit)
        ranges.append((low, high))
        low = high + 1
    return ranges
