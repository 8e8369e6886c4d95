"""Counts in English, and that no message counts in another way."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

from qshop.base.plural import counted, first_of


@pytest.mark.parametrize(
    ("count", "words", "text"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (1, ("criterion", "criteria"), "1 criterion"),
        (2, ("criterion", "criteria"), "2 criteria"),
        (2, ("verdict flips", "verdicts flip"), "2 verdicts flip"),
    ],
)
def test_a_count_has_the_noun_that_goes_with_it(count, words, text):
    assert counted(count, *words) == text


def test_of_many_the_first_are_listed_and_the_rest_is_counted():
    assert [first_of(texts, 2) for texts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a, b",
        "a, b and 1 more",
    ]


SOURCE = Path(__file__).parents[1] / "src/qshop"
NOUNS = (
    "answers calls cells columns criteria criterion debriefs files headers languages lines messages minutes moments "
    "musts opinions photos points problems questions records rows rules sheets sites stages teams times versions visits "
    "waves words"
)
COUNTED = re.compile(rf" (?:[a-z]+ )?(?:{NOUNS.replace(' ', '|')})\b")
LIMITS = re.compile(r"[A-Z_]+|number|text")
"""What stands before a noun without counting: a limit, which is never one, and what a person wrote."""


def counts(path):
    """Yield each f-string of a module that writes a number before what is counted, without `counted`."""
    for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts = text.values if isinstance(text, ast.JoinedStr) else []
        for value, after in pairwise(parts):
            if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant):
                written = ast.unparse(value.value)
                if COUNTED.match(after.value) and not written.startswith("counted(") and not LIMITS.fullmatch(written):
                    yield f"{path.relative_to(SOURCE)}:{text.lineno} {written}{after.value}"


def test_no_message_counts_by_itself():
    assert [found for path in sorted(SOURCE.rglob("*.py")) for found in counts(path)] == []
