"""Which of a visit's words one reader may see. Nothing that a shopper wrote reaches a page by another way."""

from typing import NamedTuple

from qshop.findings.results import Results
from qshop.visits.accepted import Visits


class ReleasedWords(NamedTuple):
    """What a shopper wrote, and the language it is in; no language: nobody said which."""

    text: str
    language: str = ""


NO_WORDS = ReleasedWords("")


def released_comments(results: Results, visit: Visits) -> dict[str, ReleasedWords]:
    """Return by question the comments on one visit (a table of one row) that are released."""
    if results.programme.settings.privacy.quotes != "all":
        return {}
    written = {q.id: visit.table.get(f"{q.id}_comment").cell(0) for _, _, q in visit.version.questions()}
    return {question: ReleasedWords(text) for question, text in written.items() if text}


def are_moments_released(results: Results) -> bool:
    """Return whether thoughts, and the names shoppers gave to steps, may be shown.

    They are released all together or not at all: a moment has no id by which one of them could be named.
    """
    return results.programme.settings.privacy.quotes == "all"
