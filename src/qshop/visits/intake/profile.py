"""`profiles/*.yaml` as types: how a foreign export maps onto a version."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from qshop.programme.part import Part
from qshop.programme.question import QuestionType
from qshop.programme.scalars import Code, Count, Format, Id, Number, Text


class Below(Part):
    """Numbers that stand for “not answered”: those below a limit.

    below: the limit
    """

    below: Number


class Correction(Part):
    """One value of one visit that the field got wrong, put right openly.

    visit: the visit's id
    from: the value as it stands in the file
    to: the right value
    why: how this is known
    """

    visit: Code
    from_: str = Field(alias="from")
    to: str
    why: Text


def _source(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


class FieldSource(Part):
    """Where one field comes from: a `column`, several joined, or one minus another; then mapped and corrected.

    `map` lists every value that may stand in the file (others are rejects); `missing` the values that
    mean “not answered”; `correct` single values of single visits.

    column: the file's column
    join: several sources, put one after another
    between: what stands between joined parts
    minus: columns: the first one minus the others
    map: the file's value to qshop's; a value that is not listed is a reject
    missing: values that mean “not answered”; {below: 0} for every number below 0
    correct: single values put right
    """

    column: Text | None = None
    join: "list[Annotated[FieldSource, BeforeValidator(_source)]]" = []
    between: str = ""
    minus: list[Text] = []
    map: dict[str, str] = {}
    missing: list[str | Below] = []
    correct: list[Correction] = []


class Profile(Part):
    """`profiles/<name>.yaml`: how a foreign export maps onto one version of a questionnaire.

    `labels` gives, for a question type, what the file's values mean wherever a column has no `map` of its own.

    format: the version of this file's format: 1
    questionnaire: the questionnaire the export answers
    version: its frozen version
    wave: the wave of visits that carry no date
    dates: how the file writes dates
    decimal: how the file writes decimals
    missing: values that mean “not answered” in any column
    labels: for a question type, the file's value to qshop's, as in {yes_no: {"1": yes, "0": no}}
    columns: for each column of a visit (visit_id, site, date, question ids, …), where it comes from
    """

    format: Format
    questionnaire: Id
    version: Count
    wave: Code | None = None
    dates: Literal["YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY", "DD.MM.YYYY"] = "YYYY-MM-DD"
    decimal: Literal["point", "comma"] = "point"
    missing: list[str] = []
    labels: dict[QuestionType, dict[str, str]] = {}
    columns: dict[str, Annotated[FieldSource, BeforeValidator(_source)]]
