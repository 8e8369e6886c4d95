"""The two answers of `qshop diff` on figures, in words: what happens to them today, and what would if frozen."""

from collections.abc import Iterator
from dataclasses import dataclass

from qshop.base.plural import counted
from qshop.pages.effect_lines import (
    basis_lines,
    break_line,
    comparison_phrases,
    crossing_line,
    fate_lines,
    fate_phrases,
    flip_line,
)
from qshop.pages.effect_table import BeforeAfterTable, before_after_table
from qshop.programme.model import Programme
from qshop.score.what_if.before_after import Comparison, VisitChange
from qshop.score.what_if.figures_today import FiguresToday
from qshop.score.what_if.if_frozen import IfFrozen


@dataclass(frozen=True)
class AnswerPage:
    """One answer: what it means, its outcome in a sentence, what it rests on, its table, and lists by their titles."""

    title: str
    meaning: str
    outcome: str
    bases: list[str]
    figures: BeforeAfterTable | None
    lists: dict[str, list[str]]


def answer_pages(today: FiguresToday | None, if_frozen: IfFrozen | None, programme: Programme) -> Iterator[AnswerPage]:
    """Yield the answers that have something to say; `programme` is the state after the change."""
    if today:
        yield _today(today, programme)
    if if_frozen:
        yield _if_frozen(if_frozen, programme)


def _today(answer: FiguresToday, programme: Programme) -> AnswerPage:
    before, after = answer.counts
    visits = counted(after, "visit") if before == after else f"{before} → {counted(after, 'visit')}"
    phrases = [*comparison_phrases(answer.comparison), *fate_phrases(answer.visits)]
    return AnswerPage(
        title="Figures today",
        meaning="what qshop score prints before and after; every visit is scored with its frozen version",
        outcome=f"{visits}: {', '.join(phrases)}",
        bases=[],
        figures=before_after_table(answer.comparison, programme),
        lists=_lists(answer.comparison, answer.visits, programme),
    )


def _if_frozen(answer: IfFrozen, programme: Programme) -> AnswerPage:
    phrases = [*comparison_phrases(answer.comparison), *fate_phrases(answer.comparison.visits)]
    visits = f"{counted(answer.visits, 'visit')}: " if answer.visits else "no past visits to score again; "
    breaks = {"Series that break": [break_line(one) for one in answer.breaks]} if answer.breaks else {}
    phrases += [counted(len(answer.breaks), "series breaks", "series break")] if answer.breaks else []
    return AnswerPage(
        title="If frozen",
        meaning="past visits scored by the criteria as they were and as they are; what qshop score prints stays",
        outcome=f"{visits}{', '.join(phrases)}",
        bases=list(basis_lines(answer)),
        figures=before_after_table(answer.comparison, programme) if answer.visits else None,
        lists=_lists(answer.comparison, answer.comparison.visits, programme) | breaks,
    )


def _lists(comparison: Comparison, visits: list[VisitChange], programme: Programme) -> dict[str, list[str]]:
    lists = {
        "Visits": list(fate_lines(visits)),
        "Targets": [crossing_line(one, programme) for one in comparison.crossings],
        "Verdicts": [flip_line(one) for one in comparison.flips],
    }
    return {title: lines for title, lines in lists.items() if lines}
