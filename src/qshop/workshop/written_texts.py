"""Everything that is written in a workshop file: its parts, and its texts in every language, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from qshop.programme.part import Part
from qshop.workshop.workshop_files import WorkshopFiles


class Written(NamedTuple):
    """A text in its languages, in a part, at a path below it."""

    part: Part
    path: tuple[object, ...]
    words: dict[str, str]


def papers(files: WorkshopFiles) -> list[Part]:
    """Return the programme's own guides and documents."""
    return [*files.guides.values(), *files.documents.values()]


def written_files(files: WorkshopFiles) -> list[Part]:
    """Return every workshop file that has texts: what management says, groups, guides and documents."""
    return [one for one in (files.communication, files.groups, *papers(files)) if one is not None]


def parts_of(part: Part) -> Iterator[Part]:
    """Return a part and every part below it, in the order of their keys."""
    yield part
    for _, value in part:
        yield from (below for one in _values(value) if isinstance(one, Part) for below in parts_of(one))


def texts_of(part: Part) -> Iterator[Written]:
    """Return every text of a part and of those below it."""
    for one in parts_of(part):
        for field, value in one:
            name = type(one).model_fields[field].alias or field
            yield from (Written(one, path, words) for path, words in _words(value, (name,)))


def _words(value: object, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], dict[str, str]]]:
    """Return the texts in a value that is one, or a list of texts, or names them."""
    if isinstance(value, dict) and value and all(isinstance(text, str) for text in value.values()):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _words(one, (*path, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _words(one, (*path, index))


def _values(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else [value]
