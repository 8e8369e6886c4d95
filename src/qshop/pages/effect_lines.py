"""What a change does to figures, in words. Both answers of `qshop diff` are told in them."""

from collections.abc import Iterator

from qshop.base.plural import counted, first_of
from qshop.pages.effect_table import cell_name, difference
from qshop.pages.score_tables import percent
from qshop.programme.diff.comparability import Break
from qshop.programme.model import Programme
from qshop.score.what_if.before_after import (
    MEASURES,
    Comparison,
    FigureChange,
    TargetCrossing,
    VerdictFlip,
    VisitChange,
)
from qshop.score.what_if.if_frozen import IfFrozen
from qshop.score.what_if.scored_state import PROGRAMME

_NAMED = 5
"""So many visits of one fate are named; the others are counted."""


def comparison_phrases(comparison: Comparison) -> list[str]:
    """Return in a few words what differs in figures, targets and verdicts."""
    lines = [line for line in comparison.figures if line.scope == PROGRAMME]
    phrases = [phrase for line in lines for phrase in _programme(line)]
    for scope in ("site", "stage"):
        crossing = {dict(one.cell)[scope] for one in comparison.crossings if one.scope == scope}
        phrases += [counted(len(crossing), f"{scope} crosses", f"{scope}s cross") + " a target"] if crossing else []
    flips = len(comparison.flips)
    phrases += [counted(flips, "verdict flips", "verdicts flip")] if flips else []
    scopes = [*dict.fromkeys(line.scope for line in comparison.figures if line.changed)]
    if scopes and not phrases:
        phrases = [f"figures{'' if PROGRAMME in scopes else ' by ' + ', '.join(scopes)} would change"]
    reordered = [scope for scope in comparison.reordered if scope not in ("visit", "shopper")]
    return [*phrases, *([f"the order of {', '.join(reordered)} changes"] if reordered else [])]


def _programme(line: FigureChange) -> Iterator[str]:
    split = f" ({' · '.join(value for _, value in line.cell)})" if line.cell else ""
    for measure, name in (("score", "programme"), ("must_rate", "must rate")):
        before, after = line.values(measure)
        if before != after:
            change = difference(before, after)
            figures = f"{name}{split} {percent(before) or '–'} → {percent(after) or '–'}"
            yield figures + (f" ({change})" if change else "")


def fate_phrases(changes: list[VisitChange]) -> list[str]:
    """Return how many visits have which fate."""
    visits: dict[str, set[str]] = {}
    for change in changes:
        visits.setdefault(change.fate, set()).add(change.visit)
    return [f"{counted(len(ids), 'visit')} {fate}" for fate, ids in visits.items()]


def fate_lines(changes: list[VisitChange]) -> Iterator[str]:
    """Yield a sentence on the visits of each fate; those rejected, by the reason, those moved, by where to."""
    visits: dict[str, list[VisitChange]] = {}
    for change in changes:
        visits.setdefault(_fate(change), []).append(change)
    for fate, group in visits.items():
        yield f"{_named(group)} would {fate}"


def _fate(change: VisitChange) -> str:
    match change.fate:
        case "rejected":
            return f"be rejected: {change.reason}"
        case "no longer rejected":
            return f"no longer be rejected: {change.reason}"
        case "unscored":
            return "be left unscored: too much of what applies is blank"
        case "no longer unscored":
            return "no longer be left unscored: enough of what applies is answered"
        case "moved":
            what = f"{change.key} of {change.stage}" if change.stage else change.key
            return f"move to another {what}: {change.before or 'none'} → {change.after or 'none'}"


def _named(group: list[VisitChange]) -> str:
    names = [f"{change.visit} ({change.site})" for change in group]
    return first_of(names, _NAMED)


def basis_lines(answer: IfFrozen) -> Iterator[str]:
    """Yield what the drafts are compared on, version by version, and what is left out."""
    for basis in answer.bases:
        if basis.questions:
            partial = basis.questions < basis.all_questions
            all_of_them = counted(basis.all_questions, "question")
            questions = f"{basis.questions} of its {all_of_them}" if partial else "all its questions"
            yield f"{basis.version}: {counted(basis.visits, 'visit')} over {questions}"
    if answer.left_out:
        yield f"left out: {counted(answer.left_out, 'visit')} whose questionnaire or questions not both drafts have"


def crossing_line(crossing: TargetCrossing, programme: Programme) -> str:
    """Return a sentence on a target that would be reached, or no longer."""
    old, new = (f"{target:g}" for target in crossing.targets)
    target = new if old == new else f"{new} (it was {old})"
    verb = "would reach" if crossing.reached else "would no longer reach"
    sides = zip((crossing.before, crossing.after), crossing.targets, strict=True)
    figures = " → ".join(_against(value, side_target) for value, side_target in sides)
    return f"{cell_name(crossing, programme)} {verb} the {MEASURES[crossing.measure]} target of {target}: {figures}"


def _against(value: float, target: float) -> str:
    """Return a percentage with as many decimals as show on which side of its target it is."""
    decimals = next((d for d in (1, 2, 3) if (round(value, d) >= target) == (value >= target)), 6)
    return percent(value) if decimals == 1 else f"{value:.{decimals}f}"


def flip_line(flip: VerdictFlip) -> str:
    """Return a sentence on a visit whose verdict would change, and by which critical criteria."""
    verb = "would fail" if flip.failed_after else "would no longer fail"
    criteria = flip.failed_after or flip.failed_before
    return f"{flip.visit} ({flip.site}) {verb}: {', '.join(criteria)}"


def break_line(series: Break) -> str:
    """Return a sentence on a criterion whose figures before and after cannot be compared."""
    why = "; ".join(f"{question}: {reason}" for question, reason in series.why) or "no longer asked"
    return f"{series.criterion} ({series.questionnaire}): {why}"
