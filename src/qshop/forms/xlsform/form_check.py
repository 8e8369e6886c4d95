"""Checks on every form that is built, for problems in the field that the validators of XLSForms do not report."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from qshop.base.diagnostics import Diagnostic, Where
from qshop.forms.xlsform.rows import Texts, XlsForm
from qshop.programme.check.reserved_ids import OF_SERVICES, SERVICES

_RENAME = "give the stage or question another id"
_WITHOUT_LABEL = frozenset(["start", "end", "calculate", "end_group"])
_TEXTS = ("label", "hint", "required_message", "constraint_message")
_EXPRESSIONS = ("relevant", "required", "constraint", "calculation")
_FIELD_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_LIST_REFERENCE = re.compile(r"instance\('([^']*)'\)")


class _Problem(NamedTuple):
    """A problem in a row of a sheet; the header is row 1."""

    sheet: str
    row: int
    message: str
    help: str = ""


def check_form(form: XlsForm) -> list[Diagnostic]:
    """Return the problems that a form would have in the field; the place is the sheet and its row."""
    name = f"{form.settings['form_id']} v{form.settings['version']}"
    checks = (_languages, _names, _references, _lists, _choices)
    return [
        Diagnostic("QS230", problem.message, Where(f"{name}, {problem.sheet}", problem.row), problem.help)
        for check in checks
        for problem in check(form)
    ]


def _languages(form: XlsForm) -> Iterator[_Problem]:
    """Yield a default language that no column has, and texts that are missing in a language."""
    default, known = form.settings.get("default_language", ""), form.languages.values()
    if default not in known:
        message = f"the default language “{default}” is the language of no column"
        yield _Problem("settings", 2, message, f"known: {', '.join(known)}")
    for line, row in enumerate(form.survey, 2):
        for name in _TEXTS:
            text: Texts = getattr(row, name)
            if text or (name == "label" and row.type not in _WITHOUT_LABEL):
                yield from _untranslated("survey", line, f"the {name} of “{row.name}”", text, form)
    for line, choice in enumerate(form.choices, 2):
        name = f"the choice “{choice.name}” of {choice.list_name}"
        yield from _untranslated("choices", line, name, choice.label, form)


def _untranslated(sheet: str, line: int, name: str, text: Texts, form: XlsForm) -> Iterator[_Problem]:
    missing = [language for tag, language in form.languages.items() if not text.get(tag, "").strip()]
    if missing:
        yield _Problem(sheet, line, f"{name} is not written in {', '.join(missing)}")


def _names(form: XlsForm) -> Iterator[_Problem]:
    """Yield names that are reserved, or equal in an export without groups or to a tool that ignores case."""
    names: dict[str, str] = {}
    for line, row in enumerate(form.survey, 2):
        if row.type == "end_group":
            continue
        name = row.name.lower()
        if name in OF_SERVICES:
            yield _Problem("survey", line, f"{SERVICES} keep the name “{row.name}” for themselves", _RENAME)
        elif name in names:
            earlier = names[name]
            problem = "stands twice" if earlier == row.name else f"differs from “{earlier}” only in capitals"
            yield _Problem("survey", line, f"the name “{row.name}” {problem}", _RENAME)
        names.setdefault(name, row.name)


def _references(form: XlsForm) -> Iterator[_Problem]:
    """Yield references to a field or a list that the form does not have."""
    fields = {row.name for row in form.survey}
    lists = {choice.list_name for choice in form.choices}
    survey = [("survey", line, getattr(row, name)) for line, row in enumerate(form.survey, 2) for name in _EXPRESSIONS]
    for sheet, line, expression in [*survey, ("settings", 2, form.settings.get("instance_name", ""))]:
        for name in sorted({*_FIELD_REFERENCE.findall(expression)} - fields):
            yield _Problem(sheet, line, f"there is no field “{name}”")
        for name in sorted({*_LIST_REFERENCE.findall(expression)} - lists):
            yield _Problem(sheet, line, f"there is no list “{name}”")


def _lists(form: XlsForm) -> Iterator[_Problem]:
    """Yield questions with nothing to choose from."""
    lists = {choice.list_name for choice in form.choices}
    for line, row in enumerate(form.survey, 2):
        kind, _, name = row.type.partition(" ")
        if kind.startswith("select_") and name not in lists:
            yield _Problem("survey", line, f"“{row.name}” has nothing to choose from")


def _choices(form: XlsForm) -> Iterator[_Problem]:
    """Yield answers that a list has twice, and answers with a space in a list of which several can be chosen."""
    several = {row.type.partition(" ")[2] for row in form.survey if row.type.startswith("select_multiple ")}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line, choice in enumerate(form.choices, 2):
        name, list_name = choice.name, choice.list_name
        counts[list_name][name] += 1
        if counts[list_name][name] == 2:
            yield _Problem("choices", line, f"“{name}” stands twice in {list_name}", "give the choice another id")
        if list_name in several and " " in name:
            yield _Problem("choices", line, f"“{name}” has a space, which parts the answers of {list_name}")
