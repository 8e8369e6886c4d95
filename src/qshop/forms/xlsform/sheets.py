"""The three sheets of an XLSForm. A column that the form has no use for is left out."""

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
    """Lay a form out; whatever people typed is text in it."""
    settings = {name: escape_references(text) if name == "form_title" else text for name, text in form.settings.items()}
    return [
        Sheet("survey", _rows(_SURVEY, form.survey, form.languages), fixed=2, marked=_groups(form.survey)),
        Sheet("choices", _rows(_CHOICES, form.choices, form.languages), fixed=2),
        Sheet("settings", [list(settings), list(settings.values())]),
    ]


def _groups(survey: Sequence[Row]) -> frozenset[int]:
    """Find the rows at which a group begins, which are to be seen at a glance."""
    return frozenset(line for line, row in enumerate(survey, 1) if row.type == "begin_group")


def _rows(names: Sequence[str], parts: Sequence[Row | Choice], languages: dict[str, str]) -> list[list[str]]:
    """Give the header and a row for each part."""
    columns = [column for name in names for column in _columns(name, parts, languages)]
    return [list(cells) for cells in zip_longest(*columns)]


def _columns(name: str, parts: Sequence[Row | Choice], languages: dict[str, str]) -> Iterator[list[str]]:
    """Give the column of a property, or one for each language; none where no part has it."""
    cells: list[str | Texts] = [getattr(part, name) for part in parts]
    if not any(cells):
        return
    if all(isinstance(cell, str) for cell in cells):
        yield [name, *map(str, cells)]
        return
    for tag, language in languages.items():
        texts = [unbroken(cell.get(tag, ""), tag) for cell in cells if isinstance(cell, dict)]
        yield [f"{name}::{language}", *map(escape_label, texts)]
