"""The survey rows of one question: its answer, its comment and its evidence."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from qshop.forms.xlsform.relevance import is_answered
from qshop.forms.xlsform.rows import Choice, Row, Texts, list_appearance
from qshop.forms.xlsform.translations import Translator, lines
from qshop.forms.xlsform.xpath import differs, literal
from qshop.pages.answer_words import option_words
from qshop.programme import answers
from qshop.programme.counted_words import counted_in
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.question import EvidenceKind

_TICKED: dict[answers.Nature, str] = {"one": "select_one", "several": "select_multiple"}
_TYPED: dict[answers.Nature, str] = {"measure": "decimal", "clock": "time", "text": "text"}
_EVIDENCE: dict[EvidenceKind, tuple[str, str, str]] = {
    "photo": ("image", "form.photo", "max-pixels=1600"),
    "audio": ("audio", "form.audio", "quality=voice-only"),
    "video": ("video", "form.video", ""),
}
"""The type of the row, its label, and what keeps the file small; nothing does so for a video."""
_MEASURE = r"[0-9]{1,15}(\.[0-9]{1,15})?"
_DECIMAL = rf"{_MEASURE}|[0-9]\.[0-9]{{1,16}}E-?([0-9]|1[0-4])"
"""A measure as a constraint in Collect sees it: 4.0E-4 for 0.0004, 1.23456789012345E14 for 123456789012345."""
_MARK = r"[0-9]{1,15}(\.[0-9]{1,2}0{0,13})?"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"


def rows(question: FrozenQuestion, relevant: str, required: str, translate: Translator) -> Iterator[Row]:
    """Yield the row of a question, then those of its comment and its evidence if it has any.

    `relevant` and `required` are XPath; `required` is empty where the question may be left blank.
    """
    row = _ticked(question, translate) if question.answer_type.nature in _TICKED else _typed(question, translate)
    if required:
        yield replace(row, relevant=relevant, required=required, required_message=translate("xlsform.required"))
    else:
        yield replace(row, relevant=relevant, hint=lines(row.hint, translate("form.optional")))
    if question.comment:
        yield _comment(question, translate)
    if question.evidence:
        kind, key, parameters = _EVIDENCE[question.evidence]
        answered = differs(question.id, "")  # evidence without its answer would not be taken in
        yield Row(kind, f"{question.id}_evidence", translate(key), relevant=answered, parameters=parameters)


def _comment(question: FrozenQuestion, translate: Translator) -> Row:
    """Return the row of a comment, shown after certain answers only: otherwise the form would be twice as long."""
    return Row(
        "text",
        f"{question.id}_comment",
        translate("form.comment"),
        relevant=is_answered(question, question.comment),
        required="yes",
        required_message=translate("form.fault_comment"),
        appearance="multiline",
    )


def choices(question: FrozenQuestion, translate: Translator) -> Iterator[Choice]:
    """Yield the answers to tick; none for an answer that is typed."""
    if question.answer_type.nature in _TICKED:
        for value in answers.labels(question):
            yield Choice(list_name(question), value, translate.with_each(partial(option_words, question, value)))


def list_name(question: FrozenQuestion) -> str:
    """Return the name of the list of a question's answers.

    Questions whose type has its own labels, such as yes and no, share one, under a name that no question has.
    """
    return "_".join(["", *answers.labels(question)]) if question.answer_type.own_labels else question.id


def _ticked(question: FrozenQuestion, translate: Translator) -> Row:
    hint = translate.words(question.hint)
    constraint, message = "", {}
    if question.answer_type.nature == "several":
        hint = lines(hint, translate("form.several"))
        if question.na:
            constraint = f"not(selected(., {literal(answers.NOT_APPLICABLE)}) and count-selected(.) > 1)"
            message = translate.with_each(
                lambda tongue: tongue("xlsform.na_alone", na=tongue("quoted", text=tongue("answer.na")))
            )
    return Row(
        f"{_TICKED[question.answer_type.nature]} {list_name(question)}",
        question.id,
        translate.words(question.ask),
        hint,
        constraint=constraint,
        constraint_message=message,
        appearance=list_appearance(len(answers.labels(question))),
    )


def _typed(question: FrozenQuestion, translate: Translator) -> Row:
    """Return the row of a typed answer. Where `na` is allowed it is typed too, which only a field of text accepts."""
    constraint, message = (_or_na if question.na else _measured)(question, translate)
    unit = _unit(question, translate)
    return Row(
        _field_type(question),
        question.id,
        translate.words(question.ask),
        lines(translate.words(question.hint), unit, translate("xlsform.na_typed") if question.na else {}),
        constraint=constraint,
        constraint_message=message,
        appearance="multiline" if question.answer_type.nature == "text" else "",
    )


def _field_type(question: FrozenQuestion) -> str:
    if question.na:
        return "text"
    return "integer" if question.answer_type.in_seconds else _TYPED[question.answer_type.nature]


def _mark_words(question: FrozenQuestion, translate: Translator) -> Texts:
    return translate("form.fault_mark", most=question.full_mark)


def _unit(question: FrozenQuestion, translate: Translator) -> Texts:
    if question.full_mark is not None and not question.unit:
        return _mark_words(question, translate)
    if question.answer_type.in_seconds:
        return translate.with_each(lambda tongue: tongue("xlsform.unit", unit=tongue("form.seconds")))
    words = question.unit
    if not words:
        return {}
    return translate.with_each(lambda tongue: tongue("xlsform.unit", unit=counted_in(words, tongue.language)))


def _measured(question: FrozenQuestion, translate: Translator) -> tuple[str, Texts]:
    """Return the constraint on a typed answer, which accepts what `programme.answers` does, and its message."""
    if question.answer_type.nature != "measure":
        return "", {}
    if question.answer_type.in_seconds:
        return ". >= 0", translate("xlsform.seconds")
    if question.full_mark is not None:
        return f"{_matches(_MARK)} and . <= {question.full_mark}", _mark_words(question, translate)
    return _matches(_DECIMAL), translate("form.fault_number")


def _or_na(question: FrozenQuestion, translate: Translator) -> tuple[str, Texts]:
    match question.answer_type.nature:
        case "measure" if question.full_mark is not None:
            limit = f"(. = {literal(answers.NOT_APPLICABLE)} or number(.) <= {question.full_mark})"
            message = lines(_mark_words(question, translate), translate("xlsform.na_typed"), between=" ")
            return f"{_matches(f'{answers.NOT_APPLICABLE}|{_MARK}')} and {limit}", message
        case "measure":
            key = "xlsform.duration_or_na" if question.answer_type.in_seconds else "xlsform.number_or_na"
            return _matches(f"{answers.NOT_APPLICABLE}|{_MEASURE}"), translate(key)
        case "clock":
            return _matches(f"{answers.NOT_APPLICABLE}|{_CLOCK}"), translate("xlsform.time_or_na")
        case _:
            return "", {}


def _matches(pattern: str) -> str:
    """Return the condition that the whole answer matches `pattern`; some apps would search for it otherwise."""
    return f"regex(., {literal(f'^({pattern})$')})"
