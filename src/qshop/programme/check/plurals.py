"""Rules on plural forms: what follows a number must read right after any number."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural_forms import known_forms, needed_forms
from qshop.base.suggest import did_you_mean
from qshop.programme.counted_words import PluralForms
from qshop.programme.model import Programme
from qshop.programme.question import Question


def forms(programme: Programme) -> Iterator[Diagnostic]:
    """QS240: a unit in a plural form that its language does not have, or without one that it needs."""
    for question in programme.questions:
        for language, words in (question.unit or {}).items():
            if isinstance(words, PluralForms) and known_forms(language):
                yield from _forms(question, language, words)


def _forms(question: Question, language: str, words: PluralForms) -> Iterator[Diagnostic]:
    known = known_forms(language)
    for form in words.written():
        if form not in known:
            message = f"“{form}” is no plural form of “{language}”"
            yield words.diagnostic("QS240", message, form, key=True, help=did_you_mean(form, known))
    missing = [form for form in needed_forms(language) if not words.is_written(form)]
    if missing:
        message = f"no plural form of “{language}” for: {', '.join(missing)}"
        yield question.diagnostic("QS240", message, "unit", language, help=f"add: {missing[0]}: …")
