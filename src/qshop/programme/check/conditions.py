"""Rules on conditions: each must be about an earlier answer that can be given."""

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
    questions = {question.id: question for question in programme.questions}
    unentered = {stage.id: stage for stage in programme.stages}
    for stage_id, _, question in programme.placed_questions:
        stage = unentered.pop(stage_id, None)
        if stage:
            yield from _condition(stage.when, earlier, questions)
        yield from _condition(question.when, earlier, questions)
        earlier[question.id] = question


def asked_together(programme: Programme) -> Iterator[Diagnostic]:
    """QS220: a questionnaire asks a question that hangs on one it does not ask."""
    part_of = {q.id: criterion.id if criterion else stage for stage, criterion, q in programme.placed_questions}
    for name, questionnaire in programme.questionnaires.items():
        by_stage = chosen_criteria(programme, questionnaire)
        chosen = {name for stage, criteria in by_stage for name in (stage.id, *(c.id for c in criteria))}
        conditions = [stage.when for stage, _ in by_stage]
        conditions += [question.when for question in programme.questions if part_of[question.id] in chosen]
        for leaf in (leaf for when in conditions if when for leaf in when.leaves()):
            if part_of.get(leaf.question or "", "") not in {"", *chosen}:
                message = f"the questionnaire “{name}” does not ask “{leaf.question}”, on which this one hangs"
                help_ = "add the criterion or stage of that question to the questionnaire, or take this one's out"
                yield leaf.diagnostic("QS220", message, "question", help=help_)


def _condition(when: When | None, earlier: dict[str, Question], questions: dict[str, Question]) -> Iterator[Diagnostic]:
    if when:
        yield from _form(when)
        for leaf in when.leaves():
            yield from _leaf(leaf, earlier, questions)


def _form(when: When) -> Iterator[Diagnostic]:
    forms = [bool(when.question), bool(when.all), bool(when.any)]
    if sum(forms) != 1 or bool(when.is_) != bool(when.question):
        help_ = "write {question: …, is: [yes]}, or all: / any: with a list of those"
        yield when.diagnostic("QS220", "this is no condition", help=help_)
    for inner in [*when.all, *when.any]:
        yield from _form(inner)


def _leaf(leaf: When, earlier: dict[str, Question], questions: dict[str, Question]) -> Iterator[Diagnostic]:
    name = leaf.question or ""
    if name not in questions:
        return  # QS210 reports it
    if name not in earlier:
        message = f"“{name}” is asked later, so nothing can hang on its answer here"
        yield leaf.diagnostic("QS220", message, "question", help="move one of the two, or use another condition")
    possible = labels(questions[name])
    for index, label in enumerate(leaf.is_):
        if label not in possible:
            help_ = did_you_mean(label, possible) or "a condition needs a question with answers to tick"
            yield leaf.diagnostic("QS220", f"“{label}” is no answer to “{name}”", "is", index, help=help_)
