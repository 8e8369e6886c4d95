"""How the cells of an export are written: what a profile declares for all columns, or for one."""

from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from qshop.programme.part import Part, one_or_many
from qshop.programme.scalars import Flag, Number, Text, model_error
from qshop.visits.intake.written_form import WrittenForm, written_form


class Below(Part):
    """Numbers that stand for “not answered”: those below a limit.

    below: the limit
    """

    below: Number


def _form_of(kind: str, tells: Callable[[WrittenForm], bool], example: str) -> AfterValidator:
    """Return the check of a form in which some `kind` of text is written."""

    def check(value: str) -> str:
        form = written_form(value)
        if form is None or not tells(form):
            raise model_error("QS472", f"“{value[:40]}” is no form of {kind}", f"write it like {example}")
        return form.text

    return AfterValidator(check)


def _agreeing(forms: list[str]) -> list[str]:
    """Return the forms. Raises a model error where two read one cell in two ways."""
    found: dict[str, WrittenForm] = {}
    for form in filter(None, map(written_form, forms)):
        other = found.setdefault(form.shape, form)
        if other.fields != form.fields:
            message = f"{other.text} and {form.text} read the same cell in two ways"
            raise model_error("QS472", message, "keep the one in which the file is written")
    return forms


_DayForm = Annotated[Text, _form_of("days", WrittenForm.tells_day, "DD/MM/YYYY, D MMM YY or M/D/YYYY H:MM:SS")]
_ClockForm = Annotated[Text, _form_of("times", WrittenForm.tells_clock, "HH:MM, H.MM or H:MM AM")]
_LengthForm = Annotated[Text, _form_of("lengths of time", WrittenForm.tells_length, "M:SS or minutes")]
DayForms = Annotated[list[_DayForm], AfterValidator(_agreeing), BeforeValidator(one_or_many)]
ClockForms = Annotated[list[_ClockForm], AfterValidator(_agreeing), BeforeValidator(one_or_many)]
LengthForms = Annotated[list[_LengthForm], AfterValidator(_agreeing), BeforeValidator(one_or_many)]


class Notation(Part):
    """How cells are written. What a column says of itself replaces what the profile says of all.

    dates: how days are written: one form, or a list, such as D/M/YYYY, DD.MM.YY, D-MMM-YY or M/D/YYYY H:MM:SS
    times: how times of day are written: one form, or a list, such as H:MM, H.MM, H:MM:SS, H:MM AM, HhMM
    durations: how lengths of time are written: seconds (where nothing is said), minutes, M:SS, H:MM:SS, or a list
    decimal: how decimals are written: with a point (where nothing is said) or a comma
    missing: values that mean “not answered”; {below: 0} for every number below 0
    na: values of questions that mean “does not apply”; of a question that cannot be answered so, only where it was not
        asked
    trim: whether blanks before and after a value are left out; of a profile, also in the headers of the file
    ignore_case: whether capitals and small letters are the same in `map`, `labels`, `missing`, `na` and in answers
    """

    dates: DayForms | None = None
    times: ClockForms | None = None
    durations: LengthForms | None = None
    decimal: Literal["point", "comma"] | None = None
    missing: list[str | Below] | None = None
    na: list[str] | None = None
    trim: Flag | None = None
    ignore_case: Flag | None = None
