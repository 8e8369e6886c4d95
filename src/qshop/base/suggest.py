"""“Did you mean …?” for anything a person types."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest of `known`, else the list of them if they are few, else nothing."""
    choices = [str(choice) for choice in known]
    nearest = _nearest(word, choices)
    if nearest:
        return f"did you mean “{nearest}”?"
    if 0 < len(choices) <= 12:
        return "known: " + ", ".join(choices)
    return ""


def _nearest(word: str, choices: list[str]) -> str:
    if len(word) > 80:
        return ""
    by_folded = {choice.strip().casefold(): choice for choice in reversed(choices)}
    matches = get_close_matches(word.strip().casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else ""
