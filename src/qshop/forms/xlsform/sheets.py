"""The three sheets of an XLSForm. A column without any cell is left out."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qshop.forms.xlsform.plain_labels import escape_label, escape_references
from qshop.forms.xlsform.rows import Choice, Row, Texts, XlsForm
from qshop.io.xlsx.writer import Sheet
from qshop.pages.escaping import unbroken

_SURVEY = (
    *("type", "name", "label", "hint", "relevant", "required", "required_message"),
    *("constraint", "constraint_message", "calculation", "appearance", "parameters"),
)
_CHOICES = ("list_name", "name", "label", "tags")


def sheets(form: XlsForm) -> list[Sheet]:
    """Return the sheets of a form; what people typed is plain text in them."""
    settings = {name: escape_references(text) if name == "form_title" else text for name, text in form.settings.items()}
    return [
        Sheet("survey", _rows(_SURVEY, form.survey, form.languages), fixed=2, marked=_group_starts(form.survey)),
        Sheet("choices", _rows(_CHOICES, form.choices, form.languages), fixed=2),
        Sheet("settings", [list(settings), list(settings.values())]),
    ]


def _group_starts(survey: Sequence[Row]) -> frozenset[int]:
    """Return the numbers of the rows at which a group begins; the header is row 0."""
    return frozenset(line for line, row in enumerate(survey, 1) if row.type == "begin_group")


def _rows(names: Sequence[str], records: Sequence[Row | Choice], languages: dict[str, str]) -> list[list[str]]:
    """Return the header and one row for each record."""
    columns = [column for name in names for column in _columns(name, records, languages)]
    return [list(cells) for cells in zip_longest(*columns)]


def _columns(name: str, records: Sequence[Row | Choice], languages: dict[str, str]) -> Iterator[list[str]]:
    """Yield the column of an attribute, or one for each language; none where no record has it."""
    cells: list[str | Texts] = [getattr(record, name) for record in records]
    if not any(cells):
        return
    if all(isinstance(cell, str) for cell in cells):
        yield [name, *map(str, cells)]
        return
    for tag, language in languages.items():
        texts = [unbroken(cell.get(tag, ""), tag) for cell in cells if isinstance(cell, dict)]
        yield [f"{name}::{language}", *map(escape_label, texts)]
