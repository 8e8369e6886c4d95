"""Diagnostics as text: for a person, for a log, and for GitHub's annotations."""

from qshop.base.diagnostics import Diagnostic
from qshop.pages.escaping import visible


def full(diagnostic: Diagnostic) -> str:
    """Return `path:line:col: CODE message`, and what to do on a line of its own."""
    return concise(diagnostic) + (f"\n    {_one_line(diagnostic.help)}" if diagnostic.help else "")


def concise(diagnostic: Diagnostic) -> str:
    """Return `path:line:col: CODE message`."""
    return _one_line(f"{diagnostic.where}: {diagnostic.code} {diagnostic.message}")


def github(diagnostic: Diagnostic) -> str:
    """Return the workflow command by which GitHub annotates the line in a pull request."""
    where = diagnostic.where
    place = f"file={_property(where.path)},line={where.line or 1},col={where.column or 1}"
    text = diagnostic.message + (f". {diagnostic.help}" if diagnostic.help else "")
    return f"::error {place},title={diagnostic.code}::{_data(visible(text))}"


def _one_line(text: str) -> str:
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
