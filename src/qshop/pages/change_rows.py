"""What a change of the programme means, as rows for programs: `row` is `change` or `effect`."""

from collections.abc import Iterator
from dataclasses import asdict

from qshop.pages.change_report import Report
from qshop.programme.diff.changes import Change
from qshop.score.figure_columns import COLUMNS
from qshop.score.figures import Figure
from qshop.score.what_if import MEASURES, Effect, FigureChange

Record = dict[str, object]
_COUNTS = ("visits", "must_met", "must_asked", "plus_met", "plus_asked", "failed")


def rows(report: Report) -> list[Record]:
    """Return one row a change (`row: change`), then the rows of the effect (`row: effect`, their kind in `effect`)."""
    return [*map(_change, report.changes), *(_effects(report.effect) if report.effect else ())]


def _change(change: Change) -> Record:
    record = asdict(change)
    where = record.pop("where")
    return {"row": "change", **record, **where}


def _effects(effect: Effect) -> Iterator[Record]:
    for basis in effect.bases:
        counts = {
            "visits": basis.visits,
            "compared": basis.compared,
            "questions": basis.questions,
            "asked": basis.all_questions,
        }
        yield {"row": "effect", "effect": "basis", "version": basis.version, **counts}
    for line in effect.figures:
        yield {"row": "effect", "effect": "figure", **_cell(line.scope, line.cell, effect), **_both_sides(line)}
    for crossing in effect.crossings:
        targets = {"target_before": crossing.targets[0], "target": crossing.targets[1]}
        values = {"before": crossing.before, "after": crossing.after, **targets, "reached": crossing.reached}
        where = {**_cell(crossing.scope, crossing.cell, effect), "measure": MEASURES[crossing.measure]}
        yield {"row": "effect", "effect": "target", **where, **values}
    for flip in effect.flips:
        verdicts = {"before": list(flip.failed_before), "after": list(flip.failed_after)}
        yield {"row": "effect", "effect": "verdict", "visit": flip.visit, "site": flip.site, **verdicts}
    for series in effect.breaks:
        why = [{"question": question, "why": reason} for question, reason in series.why]
        names = {"questionnaire": series.questionnaire, "stage": series.stage, "criterion": series.criterion}
        yield {"row": "effect", "effect": "series", **names, "why": why}


def _cell(scope: str, cell: tuple[str, ...], effect: Effect) -> Record:
    own, split = ("", cell) if scope == "programme" else (cell[0], cell[1:])
    return {"scope": scope, "id": own, **dict(zip(effect.split, split, strict=True))}


def _both_sides(line: FigureChange) -> Record:
    record: Record = {"changed": line.changed}
    for index, (side, figure) in enumerate((("before", line.before), ("after", line.after))):
        record |= {f"{column}_{side}": line.values(measure)[index] for measure, column in MEASURES.items()}
        record |= {f"{name}_{side}": count for name, count in _counts(figure).items()}
    return record


def _counts(figure: Figure | None) -> dict[str, float | None]:
    return {name: COLUMNS[name].value_of(figure) if figure else 0 for name in _COUNTS}
