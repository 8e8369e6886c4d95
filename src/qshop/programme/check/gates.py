"""A note on gates: a question whose failure decides whether other criteria are asked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from qshop.base.diagnostics import Diagnostic
from qshop.programme.answers import labels, point_rule
from qshop.programme.compile import is_scored
from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.programme.question import Question, When


@dataclass(frozen=True)
class _Gate:
    """A scored question with its criterion, and the answers with which it fails."""

    question: Question
    criterion: Criterion
    failures: tuple[str, ...]


def follow_ups_elsewhere(programme: Programme) -> Iterator[Diagnostic]:
    """QS243, a note: where a scored question fails, another criterion or a stage is not asked, and costs nothing.

    Within one criterion a failed gate costs the whole criterion. What hangs on it elsewhere does not apply then.
    """
    live = [criterion for criterion in programme.criteria.values() if criterion.is_live]
    gates = {gate.question.id: gate for criterion in live for gate in _gates(criterion, programme)}
    known = {question.id: labels(question) for question in programme.questions}
    hanging = [(stage.id, stage.when) for stage in programme.stages if stage.when]
    hanging += [(criterion.id, q.when) for criterion in live for q in criterion.questions if q.when]
    for name, when in hanging:
        for leaf in when.leaves():
            gate = gates.get(leaf.question or "")
            if gate and gate.criterion.id != name and _shuts(gate, when, known):
                yield _note(leaf, gate, name)


def _gates(criterion: Criterion, programme: Programme) -> Iterator[_Gate]:
    for question in criterion.questions:
        rule = point_rule(question) if is_scored(question, programme.settings.scoring) else None
        if isinstance(rule, dict):
            failures = (label for label, points in rule.items() if points < question.met)
            yield _Gate(question, criterion, tuple(failures))


def _shuts(gate: _Gate, when: When, known: dict[str, list[str]]) -> bool:
    """Return whether a failure of the gate alone, whatever else was answered, keeps the condition from holding."""
    answers = [defaultdict(list, {**known, gate.question.id: [failure]}) for failure in gate.failures]
    return any(not when.holds(chosen.__getitem__) for chosen in answers)


def _note(leaf: When, gate: _Gate, name: str) -> Diagnostic:
    message = f"note: if “{gate.question.id}” fails, this is not asked, and “{name}” loses nothing by it"
    help_ = f"nothing to mend if that is meant; asked in the criterion “{gate.criterion.id}”, it would be lost as well"
    return leaf.diagnostic("QS243", message, "question", help=help_)
