"""`profiles/*.yaml` as types: how a foreign export maps onto a version."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from qshop.programme.part import Part
from qshop.programme.question import QuestionType
from qshop.programme.scalars import Code, Count, Format, Id, Text
from qshop.visits.intake.declared_notation import Notation


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


class FieldSource(Notation):
    """Where one field comes from: a `column`, or what several make together; then corrected and mapped.

    `map` lists every value that may stand in the file (others are rejects); `correct` single values of single visits.
    What it says of its notation replaces what the profile says.

    column: the file's column
    join: several sources, put one after another
    between: what stands between joined parts
    minus: columns: the first one minus the others
    first_of: several sources, of which the first that is filled in counts
    choices: for each choice of a question, the column that says whether it was ticked (1, x, yes, TRUE) or not (0, no,
        FALSE, blank), or what `labels: {yes_no: …}` or `map` make yes and no; nothing ticked is not answered
    separator: what separates several choices in one cell; it may also stand inside a label of `map` or `labels`
    map: the file's value to qshop's; a value that is not listed is a reject
    correct: single values put right
    """

    column: Text | None = None
    join: "list[Annotated[FieldSource, BeforeValidator(_source)]]" = []
    between: str = ""
    minus: list[Text] = []
    first_of: "list[Annotated[FieldSource, BeforeValidator(_source)]]" = []
    choices: dict[str, Text] = {}
    separator: str = ""
    map: dict[str, str] = {}
    correct: list[Correction] = []


class Profile(Notation):
    """`profiles/<name>.yaml`: how a foreign export maps onto one version of a questionnaire.

    `labels` gives, for a question type, what the file's values mean wherever a column has no `map` of its own.

    Days, times and lengths of time are declared by forms. `D`, `M` and `YYYY` are day, month and year (`YY`: 2000 to
    2099), `H`, `M` and `SS` hour, minute and second; a doubled letter is exactly two digits. `MMM` is a month by its
    name, short or in full, in English or a language of the programme; `AM` is either half of the day; `Z` is a zone. It
    is passed over, since the clock is the site's, and so are the seconds of a time. What stands between stays as it is.
    A cell is read by the first form that it has. Days as 2026-03-31 and times as 09:05 are always read.

    format: the version of this file's format: 1
    questionnaire: the questionnaire the export answers
    version: its frozen version
    wave: the wave of visits that carry no date
    header_row: the line of the file, or row of its sheets, that names the columns; what stands above it is not read
    labels: for a question type, the file's value to qshop's, as in {yes_no: {"1": yes, "0": no}}
    columns: for each column of a visit (visit_id, site, date, question ids, …), where it comes from
    """

    format: Format
    questionnaire: Id
    version: Count
    wave: Code | None = None
    header_row: Count = 1
    labels: dict[QuestionType, dict[str, str]] = {}
    columns: dict[str, Annotated[FieldSource, BeforeValidator(_source)]]


def field_notation(profile: Profile, source: FieldSource) -> Notation:
    """Return the notation of a field: what its source says, or else what the profile says of all columns."""
    said = {
        key: getattr(profile, key) if getattr(source, key) is None else getattr(source, key)
        for key in Notation.model_fields
    }
    return Notation.model_construct(**said)
