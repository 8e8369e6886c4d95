"""Conditions: a follow-up hangs on an earlier answer that can be given."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.answers import labels
from qshop.programme.chosen_criteria import chosen_criteria
from qshop.programme.model import Programme
from qshop.programme.question import Question, When


def conditions(programme: Programme) -> Iterator[Diagnostic]:
    """QS220: a condition on a later question, on an answer nobody can give, or in no known form."""
    earlier: dict[str, Question] = {}
    everything = {q.id: q for c in programme.criteria.values() for q in c.questions}
    stages = {stage.id: stage for stage in programme.stages}
    entered: set[str] = set()
    for criterion in programme.criteria.values():
        name = programme.stage_of[criterion.id]
        if name in stages and name not in entered:
            entered.add(name)
            yield from _condition(stages[name].when, earlier, everything)
        for question in criterion.questions:
            yield from _condition(question.when, earlier, everything)
            earlier[question.id] = question


def asked_together(programme: Programme) -> Iterator[Diagnostic]:
    """QS220: a questionnaire asks a question that hangs on one it does not ask."""
    criterion_of = {q.id: c.id for c in programme.criteria.values() for q in c.questions}
    for name, questionnaire in programme.questionnaires.items():
        parts = chosen_criteria(programme, questionnaire)
        chosen = [criterion for _, criteria in parts for criterion in criteria]
        asked = {criterion.id for criterion in chosen}
        conditions = [stage.when for stage, _ in parts] + [q.when for criterion in chosen for q in criterion.questions]
        for leaf in (leaf for when in conditions if when for leaf in when.leaves()):
            if criterion_of.get(leaf.question or "", "") not in {"", *asked}:
                message = f"the questionnaire “{name}” does not ask “{leaf.question}”, on which this one hangs"
                help_ = "add the criterion of that question to the questionnaire, or take this one's out"
                yield leaf.diagnostic("QS220", message, "question", help=help_)


def _condition(
    when: When | None, earlier: dict[str, Question], everything: dict[str, Question]
) -> Iterator[Diagnostic]:
    if when:
        yield from _form(when)
        for leaf in when.leaves():
            yield from _leaf(leaf, earlier, everything)


def _form(when: When) -> Iterator[Diagnostic]:
    forms = [bool(when.question), bool(when.all), bool(when.any)]
    if sum(forms) != 1 or bool(when.is_) != bool(when.question):
        help_ = "write {question: …, is: [yes]}, or all: / any: with a list of those"
        yield when.diagnostic("QS220", "this is no condition", help=help_)
    for part in [*when.all, *when.any]:
        yield from _form(part)


def _leaf(leaf: When, earlier: dict[str, Question], everything: dict[str, Question]) -> Iterator[Diagnostic]:
    name = leaf.question or ""
    if name in everything and name not in earlier:
        message = f"“{name}” is asked later, so nothing can hang on its answer here"
        yield leaf.diagnostic("QS220", message, "question", help="move one of the two, or use another condition")
    asked = everything.get(name)
    known = labels(asked) if asked else []
    for index, label in enumerate(leaf.is_ if asked else ()):
        if label not in known:
            help_ = did_you_mean(label, known) or "a condition needs a question with answers to tick"
            yield leaf.diagnostic("QS220", f"“{label}” is no answer to “{name}”", "is", index, help=help_)
