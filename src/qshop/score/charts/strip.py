"""Every measured value of a question, by site: beside the limit by which it was judged and what was promised."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from statistics import median

from qshop.base.errors import StopError
from qshop.base.plural import first_of
from qshop.base.suggest import nearest
from qshop.programme.answers import NOT_APPLICABLE, is_met
from qshop.programme.diff.comparability import differing_aspects
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.promised_limit import observes_promise
from qshop.score.charts.met_limits import Limit, limits
from qshop.score.kernel import ScoredVisits
from qshop.visits.applicable import Applicability

_MOST_NAMED = 8
Asked = tuple[FrozenStage, FrozenCriterion | None, FrozenQuestion]
"""A question with its stage and criterion; None where it hangs on the stage itself."""


@dataclass(frozen=True)
class MeasuredVisit:
    """A row of `qshop chart strip`: the answer of one visit.

    visit: the visit's code
    site: its site
    wave: its wave
    version: the version that its answer was judged by
    value: what was measured, in the question's unit; durations in seconds
    answer: `measured`, `na`, or `blank` where nothing was answered
    met: whether the value keeps to the limit of that version; empty where it was not judged
    over_promise: whether it is over what was promised; empty where nothing was
    """

    visit: str
    site: str
    wave: str
    version: str
    value: float | None
    answer: str
    met: bool | None
    over_promise: bool | None


@dataclass(frozen=True)
class StripLine:
    """The answers at a site, or (blank) at all of them.

    values: what was measured, in rising order
    median: of them; None where there are none
    missed, over_promise: how many miss their limit, or are over what was promised; None where there is no such thing
    na, blank: how many visits answered `na`, or nothing
    """

    site: str
    values: list[float]
    median: float | None
    missed: int | None
    over_promise: int | None
    na: int
    blank: int


@dataclass(frozen=True)
class Strip:
    """The answers to a measured question.

    question: as the newest version among the visits asks it; language: that version's first
    limits: by which they were judged; empty where the question is not scored
    promise: the most that customers were promised, today
    visits: each answer, by site in the order of codes, then by wave
    lines: of all sites, then of each in the order of codes
    """

    question: FrozenQuestion
    language: str
    limits: list[Limit]
    promise: Decimal | None
    visits: list[MeasuredVisit]
    lines: list[StripLine]


def strip(batches: Sequence[ScoredVisits], programme: Programme, question: str) -> Strip:
    """Return the answers to a measured question of the scored visits that it applies to.

    Raises `StopError` if no visit was asked it, if it measures nothing, or if versions measure in different units.
    """
    _check_measured(question, programme)
    asking = [(batch, asked) for batch in batches if (asked := _asked(batch.version, question))]
    _check_alike([asked[2] for _, asked in asking], question, programme.language)
    promise = promised_limit(programme, asking[0][1])
    visits = [visit for batch, asked in asking for visit in measured_visits(batch, asked, programme, promise)]
    waves = {wave.id: wave.from_ for wave in programme.settings.waves}
    visits.sort(key=lambda visit: (visit.site, waves[visit.wave], visit.visit))
    newest, (_, _, as_asked) = max(asking, key=lambda pair: pair[0].version.version)
    judged_by = limits((batch.version, asked[2]) for batch, asked in asking)
    sites = {site: list(group) for site, group in groupby(visits, key=lambda visit: visit.site)}
    lines = [_line(site, group, promise, judged=bool(judged_by)) for site, group in {"": visits, **sites}.items()]
    return Strip(as_asked, newest.version.languages[0], judged_by, promise, visits, lines)


def _check_measured(question: str, programme: Programme) -> None:
    """Raise `StopError` unless a frozen version asks for a number or a duration under this id."""
    asked = {one.id: one for version in programme.versions.values() for _, _, one in version.questions()}
    measured = [name for name, one in asked.items() if one.answer_type.nature == "measure"]
    known = f"measured are: {first_of(measured, _MOST_NAMED)}" if measured else "no question is a number or a duration"
    if question in asked and question not in measured:
        raise StopError(f"“{question}” is a {asked[question].type} question: it measures nothing", known)
    if question in programme.criteria:
        own = [one.id for one in programme.criteria[question].questions if one.id in measured]
        message = f"“{question}” is a criterion: name the question that measures"
        raise StopError(message, f"it measures: {', '.join(own)}" if own else known)
    if question not in asked:
        meant = nearest(question, measured)
        raise StopError(f"no version asks a question “{question}”", f"did you mean “{meant}”?" if meant else known)


def _asked(version: Version, question: str) -> Asked | None:
    return next((asked for asked in version.questions() if asked[2].id == question), None)


def _check_alike(asked: list[FrozenQuestion], question: str, language: str) -> None:
    """Raise `StopError` if no visit was asked, or if versions measure different things, or in different units."""
    if not asked:
        raise StopError(f"none of these visits was asked “{question}”", "qshop score --by version shows what there is")
    first, *others = asked
    if not all(measures_alike(first, other, language) for other in others):
        raise StopError(f"versions measure “{question}” in different units", "choose visits with --wave")


def measures_alike(one: FrozenQuestion, other: FrozenQuestion, language: str) -> bool:
    """Return whether two versions of a question measure the same, in the same unit."""
    return not {"type", "unit"} & set(differing_aspects(one, other, language))


def promised_limit(programme: Programme, asked: Asked) -> Decimal | None:
    """Return the most that is promised today of what a question measures."""
    criterion = programme.criteria.get(asked[1].id) if asked[1] else None
    if criterion is None or not observes_promise(criterion, asked[2].id):
        return None
    return criterion.promise.up_to if criterion.promise else None


def measured_visits(
    batch: ScoredVisits, asked: Asked, programme: Programme, promise: Decimal | None
) -> Iterator[MeasuredVisit]:
    """Yield the answer of every scored visit that a question applies to, in the order of the visits."""
    question, table = asked[2], batch.visits.table
    applies = Applicability(programme, batch.version, table).applies(*asked) & batch.is_scored
    cells = table.take(applies)
    columns = (cells.get(name).cells() for name in ("visit_id", "site", question.id))
    for visit, site, text in zip(*columns, strict=True):
        is_value = text not in ("", NOT_APPLICABLE)
        value = Decimal(text) if is_value else None
        yield MeasuredVisit(
            visit=visit,
            site=site,
            wave=batch.visits.wave,
            version=batch.version.name,
            value=None if value is None else float(value),
            answer="measured" if is_value else text or "blank",
            met=is_met(question, text) if is_value and question.points is not None else None,
            over_promise=None if value is None or promise is None else value > promise,
        )


def _line(site: str, visits: list[MeasuredVisit], promise: Decimal | None, *, judged: bool) -> StripLine:
    answers = Counter(visit.answer for visit in visits)
    values = sorted(visit.value for visit in visits if visit.value is not None)
    return StripLine(
        site=site,
        values=values,
        median=median(values) if values else None,
        missed=sum(visit.met is False for visit in visits) if judged else None,
        over_promise=None if promise is None else sum(visit.over_promise is True for visit in visits),
        na=answers["na"],
        blank=answers["blank"],
    )
