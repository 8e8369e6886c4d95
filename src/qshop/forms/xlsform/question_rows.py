"""The rows of one question: how each type of answer is given, its comment and its evidence."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from qshop.forms.xlsform.relevance import answered
from qshop.forms.xlsform.rows import Choice, Row, Texts, of_list
from qshop.forms.xlsform.translations import Saying, lines
from qshop.forms.xlsform.xpath import literal
from qshop.pages.answer_words import option_words
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion

TICKED = {"yes_no": "select_one", "scale": "select_one", "choice": "select_one", "multi": "select_multiple"}
TYPED = {"number": "decimal", "duration": "integer", "time": "time", "text": "text"}
_EVIDENCE = {
    "photo": ("image", "form.photo", "max-pixels=1600"),
    "audio": ("audio", "form.audio", "quality=voice-only"),
}
_MEASURE = r"[0-9]{1,15}(\.[0-9]{1,15})?"
_DECIMAL = rf"{_MEASURE}|[0-9]\.[0-9]{{1,16}}E-?([0-9]|1[0-4])"
"""A measure as a condition of Collect sees it: 4.0E-4 for 0.0004, 1.23456789012345E14 for 123456789012345."""
_OR_NA = {
    "number": (_MEASURE, "xlsform.number_or_na"),
    "duration": (_MEASURE, "xlsform.duration_or_na"),
    "time": (r"([01][0-9]|2[0-3]):[0-5][0-9]", "xlsform.time_or_na"),
}


def rows(question: FrozenQuestion, relevant: str, required: str, saying: Saying) -> Iterator[Row]:
    """Ask a question, for a comment where its answer needs one, and for its evidence."""
    asked = _ticked(question, saying) if question.type in TICKED else _typed(question, saying)
    if required:
        yield replace(asked, relevant=relevant, required=required, required_message=saying("xlsform.required"))
    else:
        yield replace(asked, relevant=relevant, hint=lines(asked.hint, saying("form.optional")))
    if question.comment:
        yield _comment(question, saying)
    if question.evidence:
        kind, key, parameters = _EVIDENCE[question.evidence]
        yield Row(kind, f"{question.id}_evidence", saying(key), relevant=relevant, parameters=parameters)


def _comment(question: FrozenQuestion, saying: Saying) -> Row:
    """Ask for a comment on certain answers only: a form that asked for more would be twice as long."""
    return Row(
        "text",
        f"{question.id}_comment",
        saying("form.comment"),
        relevant=answered(question, question.comment),
        required="yes",
        required_message=saying("form.fault_comment"),
        appearance="multiline",
    )


def choices(question: FrozenQuestion, saying: Saying) -> Iterator[Choice]:
    """List the answers to tick."""
    if question.type in TICKED:
        for value in answers.labels(question):
            yield Choice(list_of(question), value, saying.by(partial(option_words, question, value)))


def list_of(question: FrozenQuestion) -> str:
    """Name the list of a question's answers; all questions of yes and no share one, under a name no question has."""
    if question.type == "yes_no":
        return "_yes_no_na" if question.na else "_yes_no"
    return question.id


def _ticked(question: FrozenQuestion, saying: Saying) -> Row:
    hint = saying.words(question.hint)
    limit, message = "", {}
    if question.type == "multi":
        hint = lines(hint, saying("form.several"))
        if question.na:
            limit = f"not(selected(., {literal(answers.NOT_APPLICABLE)}) and count-selected(.) > 1)"
            message = saying.by(
                lambda tongue: tongue("xlsform.na_alone", na=tongue("quoted", text=tongue("answer.na")))
            )
    return Row(
        f"{TICKED[question.type]} {list_of(question)}",
        question.id,
        saying.words(question.ask),
        hint,
        constraint=limit,
        constraint_message=message,
        appearance=of_list(len(answers.labels(question))),
    )


def _typed(question: FrozenQuestion, saying: Saying) -> Row:
    """Ask for a typed answer. Where it may not apply, `na` is typed as well, which only a field of text can take."""
    limit, message = (_or_na if question.na else _measured)(question, saying)
    unit = _unit(question, saying)
    return Row(
        "text" if question.na else TYPED[question.type],
        question.id,
        saying.words(question.ask),
        lines(saying.words(question.hint), unit, saying("xlsform.na_typed") if question.na else {}),
        constraint=limit,
        constraint_message=message,
        appearance="multiline" if question.type == "text" else "",
    )


def _unit(question: FrozenQuestion, saying: Saying) -> Texts:
    if question.type == "duration":
        return saying.by(lambda tongue: tongue("xlsform.unit", unit=tongue("form.seconds")))
    words = saying.words(question.unit)
    return saying.by(lambda tongue: tongue("xlsform.unit", unit=words[tongue.language])) if words else {}


def _measured(question: FrozenQuestion, saying: Saying) -> tuple[str, Texts]:
    """Say which values a typed answer may have: what `programme.answers` takes, in the form's own terms."""
    match question.type:
        case "number":
            return _like(_DECIMAL), saying("form.fault_number")
        case "duration":
            return ". >= 0", saying("xlsform.seconds")
        case _:
            return "", {}


def _or_na(question: FrozenQuestion, saying: Saying) -> tuple[str, Texts]:
    if question.type not in _OR_NA:
        return "", {}
    pattern, key = _OR_NA[question.type]
    return _like(f"{answers.NOT_APPLICABLE}|{pattern}"), saying(key)


def _like(pattern: str) -> str:
    """Hold while an answer is as `pattern` says, from start to end; some forms would search for it otherwise."""
    return f"regex(., {literal(f'^({pattern})$')})"
