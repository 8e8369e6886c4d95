"""What stands in the workbook of a meeting in one language: its sheets' names, headings, questions and roles."""

from qshop.base.i18n import Tongue
from qshop.workshop.workbook import WORDS


def workbook_words(tongue: Tongue) -> dict[str, dict[str, str]]:
    """Return the words of a workbook, by what they belong to (see `WORDS`) and by name."""
    return {of: {name: tongue(f"workbook.{of}.{name}") for name in names} for of, names in WORDS.items()}
