"""Diagnostics as text: for a person, for a log, and for GitHub's annotations."""

from qshop.base.diagnostics import Diagnostic
from qshop.pages.escaping import visible


def full(found: Diagnostic) -> str:
    """Give `path:line:col: CODE message`, and what to do on a line of its own."""
    return concise(found) + (f"\n    {_one_line(found.help)}" if found.help else "")


def concise(found: Diagnostic) -> str:
    """Give `path:line:col: CODE message`."""
    return _one_line(f"{found.where}: {found.code} {found.message}")


def github(found: Diagnostic) -> str:
    """Give a workflow command that annotates the line in a pull request."""
    place = f"file={_property(found.where.path)},line={found.where.line or 1},col={found.where.column or 1}"
    text = found.message + (f". {found.help}" if found.help else "")
    return f"::error {place},title={found.code}::{_data(visible(text))}"


def _one_line(text: str) -> str:
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
