"""Conditions: a follow-up hangs on an earlier answer that can be given."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.answers import labels
from qshop.programme.compile import chosen_criteria
from qshop.programme.model import Question, When
from qshop.programme.programme import Programme


def conditions(programme: Programme) -> Iterator[Diagnostic]:
    """QS220: a condition on a later question, on an answer nobody can give, or in no known form."""
    earlier: dict[str, Question] = {}
    everything = {q.id: q for c in programme.criteria.values() for q in c.questions}
    for criterion in programme.criteria.values():
        for question in criterion.questions:
            if question.when:
                yield from _form(question.when)
                for leaf in question.when.leaves():
                    yield from _leaf(leaf, earlier, everything)
            earlier[question.id] = question


def asked_together(programme: Programme) -> Iterator[Diagnostic]:
    """QS220: a questionnaire asks a question that hangs on one it does not ask."""
    criterion_of = {q.id: c.id for c in programme.criteria.values() for q in c.questions}
    for name, questionnaire in programme.questionnaires.items():
        chosen = [c for _, criteria in chosen_criteria(programme, questionnaire) for c in criteria]
        asked = {criterion.id for criterion in chosen}
        for question in (question for criterion in chosen for question in criterion.questions):
            for leaf in question.when.leaves() if question.when else ():
                if criterion_of.get(leaf.question or "", "") not in {"", *asked}:
                    message = f"the questionnaire “{name}” does not ask “{leaf.question}”, on which this one hangs"
                    help_ = "add the criterion of that question to the questionnaire, or take this one's out"
                    yield leaf.diagnostic("QS220", message, "question", help=help_)


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
        message = f"“{name}” is asked later, so it cannot decide this question"
        yield leaf.diagnostic("QS220", message, "question", help="move one of the two, or use another condition")
    asked = everything.get(name)
    known = labels(asked) if asked else []
    for index, label in enumerate(leaf.is_ if asked else ()):
        if label not in known:
            help_ = did_you_mean(label, known) or "a condition needs a question with answers to tick"
            yield leaf.diagnostic("QS220", f"“{label}” is no answer to “{name}”", "is", index, help=help_)
