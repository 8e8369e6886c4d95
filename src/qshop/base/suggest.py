"""“Did you mean …?” for anything a person types."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the nearest of `known`, else the list of them if they are few, else nothing.

    If all that is wrong cannot be seen, a blank at an end or an invisible character, that is said instead.
    """
    choices = [str(choice) for choice in known]
    if word not in choices and _seen(word) in choices:
        return f"take out {_unseen(word)}"
    meant = nearest(word, choices)
    if meant:
        return f"did you mean “{meant}”?"
    if 0 < len(choices) <= 16:
        return "known: " + ", ".join(choices)
    return ""


def _seen(word: str) -> str:
    return "".join(character for character in word if character == " " or character.isprintable()).strip()


def _unseen(word: str) -> str:
    hidden = [character for character in word.strip() if character != " " and not character.isprintable()]
    if hidden:
        return f"the invisible character U+{ord(hidden[0]):04X}"
    if word[:1].isspace() and word[-1:].isspace():
        return "the blanks at both ends"
    place, blank = ("start", word[0]) if word[:1].isspace() else ("end", word[-1])
    return f"the blank at the {place}" + ("" if blank == " " else f" (U+{ord(blank):04X})")


def nearest(word: str, choices: list[str]) -> str:
    """Return the choice that is spelt most like `word`, or an empty text if none is close."""
    if len(word) > 80:
        return ""
    by_folded = {choice.strip().casefold(): choice for choice in reversed(choices)}
    matches = get_close_matches(word.strip().casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else ""
