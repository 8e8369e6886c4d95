"""What the forms' own validators let through and shoppers would meet: checked on every form that is built."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from qshop.base.diagnostics import Diagnostic, Where
from qshop.forms.xlsform.rows import Texts, XlsForm

_RESERVED = frozenset(["meta", "instanceid", "instancename"])
"""Names that the standard keeps for itself, in lower case."""
_RENAME = "give the stage or question another id"
_SILENT = frozenset(["start", "end", "calculate", "end_group"])
_TEXTS = ("label", "hint", "required_message", "constraint_message")
_EXPRESSIONS = ("relevant", "required", "constraint", "calculation")
_FIELD = re.compile(r"\$\{([^}]*)\}")
_LIST = re.compile(r"instance\('([^']*)'\)")


class _Fault(NamedTuple):
    """A fault in a row of a sheet; the header is row 1."""

    sheet: str
    row: int
    message: str
    help: str = ""


def check_form(form: XlsForm) -> list[Diagnostic]:
    """Find what would go wrong with a form in the field; the place is the sheet and its row."""
    name = f"{form.settings['form_id']} v{form.settings['version']}"
    checks = (_languages, _names, _references, _lists, _choices)
    return [
        Diagnostic("QS230", fault.message, Where(f"{name}, {fault.sheet}", fault.row), fault.help)
        for check in checks
        for fault in check(form)
    ]


def _languages(form: XlsForm) -> Iterator[_Fault]:
    """Find a default language that no column has, and texts that a language lacks."""
    default = form.settings.get("default_language", "")
    if default not in form.languages.values():
        known = ", ".join(form.languages.values())
        yield _Fault("settings", 2, f"the default language “{default}” is the language of no column", f"known: {known}")
    for line, row in enumerate(form.survey, 2):
        for name in _TEXTS:
            text: Texts = getattr(row, name)
            if text or (name == "label" and row.type not in _SILENT):
                yield from _untold("survey", line, f"the {name} of “{row.name}”", text, form)
    for line, choice in enumerate(form.choices, 2):
        yield from _untold("choices", line, f"the choice “{choice.name}” of {choice.list_name}", choice.label, form)


def _untold(sheet: str, line: int, what: str, text: Texts, form: XlsForm) -> Iterator[_Fault]:
    lacking = [name for tag, name in form.languages.items() if not text.get(tag, "").strip()]
    if lacking:
        yield _Fault(sheet, line, f"{what} is not written in {', '.join(lacking)}")


def _names(form: XlsForm) -> Iterator[_Fault]:
    """Find names that an export without groups, or a tool that ignores case, could not tell apart."""
    first: dict[str, str] = {}
    for line, row in enumerate(form.survey, 2):
        if row.type == "end_group":
            continue
        name = row.name.lower()
        if name in _RESERVED:
            yield _Fault("survey", line, f"ODK and KoboToolbox keep the name “{row.name}” for themselves", _RENAME)
        elif name in first:
            other = first[name]
            same = "stands twice" if other == row.name else f"differs from “{other}” only in capitals"
            yield _Fault("survey", line, f"the name “{row.name}” {same}", _RENAME)
        first.setdefault(name, row.name)


def _references(form: XlsForm) -> Iterator[_Fault]:
    """Find expressions about a field or a list that the form does not have."""
    fields = {row.name for row in form.survey}
    lists = {choice.list_name for choice in form.choices}
    written = [("survey", line, getattr(row, name)) for line, row in enumerate(form.survey, 2) for name in _EXPRESSIONS]
    for sheet, line, expression in [*written, ("settings", 2, form.settings.get("instance_name", ""))]:
        for name in sorted({*_FIELD.findall(expression)} - fields):
            yield _Fault(sheet, line, f"there is no field “{name}”")
        for name in sorted({*_LIST.findall(expression)} - lists):
            yield _Fault(sheet, line, f"there is no list “{name}”")


def _lists(form: XlsForm) -> Iterator[_Fault]:
    """Find questions with nothing to choose from."""
    lists = {choice.list_name for choice in form.choices}
    for line, row in enumerate(form.survey, 2):
        kind, _, name = row.type.partition(" ")
        if kind.startswith("select_") and name not in lists:
            yield _Fault("survey", line, f"“{row.name}” has nothing to choose from")


def _choices(form: XlsForm) -> Iterator[_Fault]:
    """Find answers that one list has twice, and answers that could not stand among several."""
    several = {row.type.partition(" ")[2] for row in form.survey if row.type.startswith("select_multiple ")}
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line, choice in enumerate(form.choices, 2):
        seen[choice.list_name][choice.name] += 1
        if seen[choice.list_name][choice.name] == 2:
            help_ = "give the choice another id"
            yield _Fault("choices", line, f"“{choice.name}” stands twice in {choice.list_name}", help_)
        if choice.list_name in several and " " in choice.name:
            yield _Fault("choices", line, f"“{choice.name}” has a space, which parts the answers of {choice.list_name}")
