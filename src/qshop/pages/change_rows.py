"""What a change of the programme means, as rows for programs.

`row` is `change`, or the answer that a row belongs to: `figures_today` or `if_frozen`; `effect` is then its kind.
"""

from collections.abc import Iterator
from dataclasses import asdict

from qshop.pages.change_report import Report
from qshop.programme.diff.changes import Change
from qshop.score.what_if.before_after import Comparison, FigureChange, TargetCrossing, VisitChange
from qshop.score.what_if.figures_today import FiguresToday
from qshop.score.what_if.if_frozen import IfFrozen
from qshop.score.what_if.scored_state import PROGRAMME

Record = dict[str, object]
_ALWAYS = (PROGRAMME, "site", "stage")
"""The scopes of which every figure has a row; of the others, those that change."""


def rows(report: Report) -> list[Record]:
    """Return one row a change, then those of each answer that has something to say."""
    today = _labelled("figures_today", _today(report.today)) if report.today else ()
    if_frozen = _labelled("if_frozen", _if_frozen(report.if_frozen)) if report.if_frozen else ()
    return [*map(_change, report.changes), *today, *if_frozen]


def _labelled(answer: str, records: Iterator[Record]) -> Iterator[Record]:
    yield from ({"row": answer, **record} for record in records)


def _change(change: Change) -> Record:
    record = asdict(change)
    where = record.pop("where")
    return {"row": "change", **record, **where}


def _today(answer: FiguresToday) -> Iterator[Record]:
    before, after = answer.counts
    yield {"effect": "basis", "visits_before": before, "visits_after": after}
    yield from _comparison(answer.comparison)
    yield from map(_visit, answer.visits)


def _if_frozen(answer: IfFrozen) -> Iterator[Record]:
    for basis in answer.bases:
        yield {"effect": "basis", **asdict(basis)}
    yield from _comparison(answer.comparison)
    yield from map(_visit, answer.comparison.visits)
    for series in answer.breaks:
        why = [{"question": question, "why": reason} for question, reason in series.why]
        names = {"questionnaire": series.questionnaire, "stage": series.stage, "criterion": series.criterion}
        yield {"effect": "series", **names, "why": why}


def _comparison(comparison: Comparison) -> Iterator[Record]:
    for line in comparison.figures:
        if line.changed or line.scope in _ALWAYS:
            yield {"effect": "figure", **_cell(line), **_both_sides(line)}
    for scope in comparison.reordered:
        yield {"effect": "order", "scope": scope}
    for crossing in comparison.crossings:
        targets = {"target_before": crossing.targets[0], "target": crossing.targets[1]}
        values = {"before": crossing.before, "after": crossing.after, **targets, "reached": crossing.reached}
        yield {"effect": "target", **_cell(crossing), "measure": crossing.measure, **values}
    for flip in comparison.flips:
        verdicts = {"before": list(flip.failed_before), "after": list(flip.failed_after)}
        yield {"effect": "verdict", "visit": flip.visit, "site": flip.site, **verdicts}


def _visit(change: VisitChange) -> Record:
    return {"effect": "visit", **asdict(change)}


def _cell(line: FigureChange | TargetCrossing) -> Record:
    keys = dict(line.cell)
    return {"scope": line.scope, "id": keys.pop(line.scope, ""), **keys}


def _both_sides(line: FigureChange) -> Record:
    record: Record = {"changed": line.changed}
    for side, name in enumerate(("before", "after")):
        record |= {f"{column}_{name}": line.values(column)[side] for column in line.columns}
    return record
