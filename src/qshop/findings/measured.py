"""What was measured of a criterion on some visits, and what was going on then."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from qshop.findings.criterion_finding import Circumstance, Measured
from qshop.findings.judged_visits import AskedVisits, Reading
from qshop.programme.criteria import Promise
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.score.charts.met_limits import limits
from qshop.score.charts.strip import measures_alike, promised_limit
from qshop.score.outcomes import MET, NOT_MET

_Answered = tuple[AskedVisits, FrozenQuestion, dict[int, Reading]]


def measured(asked: Sequence[AskedVisits], programme: Programme) -> list[Measured]:
    """Return what the questions of a criterion measured, in the order asked; `asked` has the newest version last.

    What an older version measured in another unit is left out.
    """
    return [_measured(answered, programme) for answered in _answered(asked, programme.language)]


def _answered(asked: Sequence[AskedVisits], language: str) -> list[list[_Answered]]:
    """Return by question what was answered to its versions that measure alike, the newest last."""
    found: dict[str, list[_Answered]] = {}
    for of_version in reversed(asked):
        for question in of_version.scored.criterion.questions:
            readings = of_version.readings(question)
            so_far = found.get(question.id, [])
            if readings and (not so_far or measures_alike(question, so_far[0][1], language)):
                found[question.id] = [*so_far, (of_version, question, readings)]
    return [answered[::-1] for answered in found.values()]


def _measured(answered: Sequence[_Answered], programme: Programme) -> Measured:
    of_newest, question, _ = answered[-1]
    readings = [reading for *_, found in answered for reading in found.values()]
    values = sorted(reading.value for reading in readings)
    missed = sorted((r.beyond.by, r.value) for r in readings if r.beyond is not None)
    return Measured(
        question=question,
        values=values,
        median=median(values),
        limits=limits((of_version.version, asked) for of_version, asked, _ in answered),
        promise=promised_limit(programme, (of_newest.scored.stage, of_newest.scored.criterion, question)),
        missed=[value for _, value in missed],
        narrow=sum(reading.beyond is not None and reading.beyond.is_narrow for reading in readings),
    )


def narrow(asked: Sequence[AskedVisits]) -> int:
    """Return how many visits missed a criterion by one measured value alone, and only just."""
    return sum(reading.is_narrow for _, reading in _readings(asked))


def broken(asked: Sequence[AskedVisits], promise: Promise | None, last: date) -> tuple[int, int]:
    """Return how many visits did not get what is promised, of those made since it is; and how many met the standard.

    These are the visits over the promised limit, or, where none is measured, those that missed the criterion; never one
    that left it undetermined. A visit without a day counts as made on the `last` day of its wave.
    """
    if promise is None:
        return 0, 0
    since = read_day(f"{promise.since}-01") if promise.since else None
    over = [(one, row) for one, row, reading in _rows_read(asked) if reading.over_promise]
    is_measured = any(reading.over_promise is not None for _, reading in _readings(asked))
    told = [
        one.judged.counted[one.scored.criterion.id][row]
        for one, row in (over if is_measured else _missed(asked))
        if since is None or (read_day(one.judged.days[row]) or last) >= since
    ]
    though_met = told.count(MET)
    return though_met + told.count(NOT_MET), though_met


def _missed(asked: Sequence[AskedVisits]) -> Iterator[tuple[AskedVisits, int]]:
    for one in asked:
        for row in one.rows[one.outcomes == NOT_MET].tolist():
            yield one, row


def _rows_read(asked: Sequence[AskedVisits]) -> Iterator[tuple[AskedVisits, int, Reading]]:
    for one in asked:
        for question in one.scored.criterion.questions:
            for row, reading in one.readings(question).items():
                yield one, row, reading


def _readings(asked: Sequence[AskedVisits]) -> Iterator[tuple[int, Reading]]:
    return ((row, reading) for _, row, reading in _rows_read(asked))


def circumstances(asked: Sequence[AskedVisits]) -> list[Circumstance]:
    """Return what context questions answered, where any visit missed the criterion; the newest version is the last.

    Answers stand in the order of their values, so that they lead to no visit.
    """
    found: dict[str, Circumstance] = {}
    for one in asked if any(True for _ in _missed(asked)) else ():
        for question, column in one.judged.circumstances(one.scored.stage, one.scored.criterion):
            missed, met = (column.take(one.rows[one.outcomes == outcome]).cells() for outcome in (NOT_MET, MET))
            before = found.get(question.id, Circumstance(question, [], []))
            found[question.id] = Circumstance(question, [*before.missed, *missed], [*before.met, *met])
    return [one for one in map(_sorted, found.values()) if one.missed or one.met]


def _sorted(one: Circumstance) -> Circumstance:
    """Return the answers in the order of their values, without blanks."""
    missed, met = (_in_order(one.question, answers) for answers in (one.missed, one.met))
    return Circumstance(one.question, missed, met)


def _in_order(question: FrozenQuestion, answers: list[str]) -> list[str]:
    return sorted(filter(None, answers), key=Decimal if question.answer_type.nature == "measure" else str)
