"""“Did you mean …?” for anything a person types."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Ask whether the nearest of `known` was meant; list the choices when they are few; else say nothing."""
    choices = [str(choice) for choice in known]
    near = _nearest(word, choices)
    if near:
        return f"did you mean “{near}”?"
    if 0 < len(choices) <= 12:
        return "known: " + ", ".join(choices)
    return ""


def _nearest(word: str, choices: list[str]) -> str:
    if len(word) > 80:
        return ""
    by_folded = {choice.strip().casefold(): choice for choice in reversed(choices)}
    near = get_close_matches(word.strip().casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[near[0]] if near else ""
