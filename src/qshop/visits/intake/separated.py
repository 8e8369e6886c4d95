"""Several labels in one cell, with something between them that may also stand inside a label."""

from collections.abc import Callable


def separated(text: str, separator: str, is_label: Callable[[str], bool]) -> list[list[str]]:
    """Return the ways in which `text` is labels with a separator between them, two at most: the second says enough."""
    pieces = text.split(separator)
    ways: list[list[list[str]]] = [[[]]]
    for end in range(1, len(pieces) + 1):
        labels = ((start, separator.join(pieces[start:end])) for start in range(end))
        found = [[*way, label] for start, label in labels if is_label(label) for way in ways[start]]
        ways.append(found[:2])
    return ways[-1]


def first_unknown(text: str, separator: str, is_label: Callable[[str], bool]) -> str:
    """Return the first piece of a text that is no label by itself; the whole text if each is one."""
    return next((piece for piece in text.split(separator) if not is_label(piece)), text)
