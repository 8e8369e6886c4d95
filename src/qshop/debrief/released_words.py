"""Which of a visit's words one reader may see. Nothing that a shopper wrote reaches a sheet by another way."""

from collections.abc import Mapping
from typing import NamedTuple

from qshop.debrief.one_visit import fact
from qshop.findings.quotations import released_languages
from qshop.findings.results import Results
from qshop.visits.accepted import Visits
from qshop.visits.released import QUOTATION

TO_HAND_OVER = ("person", "team")
"""The readers for whom words were released that may be handed to whoever served."""


class ReleasedWords(NamedTuple):
    """What a shopper wrote, and the language it is in; no language: nobody said which."""

    text: str
    language: str = ""


NO_WORDS = ReleasedWords("")


def released_comments(results: Results, visit: Visits, reader: str) -> dict[str, ReleasedWords]:
    """Return by question the comments on one visit (a table of one row) that are released for a reader."""
    languages = released_languages(results, reader)
    written = [q.id for _, _, q in visit.version.questions() if fact(visit, f"{q.id}_comment").strip()]
    if languages is None:
        return _words(visit, dict.fromkeys(written, ""))
    code = fact(visit, "visit_id")
    return _words(visit, {question: languages[code, question] for question in written if (code, question) in languages})


def words_to_hand_over(results: Results, visit: Visits) -> dict[str, ReleasedWords]:
    """Return by question the comments on one visit that were released to a person or a team, one by one.

    That all is quoted (`quotes: all`) is not enough for a card: somebody must have read the words.
    """
    code = fact(visit, "visit_id")
    of_visit = (one for one in results.released if one.id == code and one.what == QUOTATION and fact(visit, one.cell))
    return _words(visit, {one.question: one.language for one in of_visit if any(map(one.is_for, TO_HAND_OVER))})


def are_moments_released(results: Results) -> bool:
    """Return whether thoughts, and the names shoppers gave to steps, may be shown.

    They are released all together or not at all: a moment has no id by which one of them could be named.
    """
    return results.programme.settings.privacy.quotes == "all"


def _words(visit: Visits, languages: Mapping[str, str]) -> dict[str, ReleasedWords]:
    """Return the comments on questions, in one line each, with the language that is given for them."""
    return {
        question: ReleasedWords(" ".join(fact(visit, f"{question}_comment").split()), language)
        for question, language in languages.items()
    }
