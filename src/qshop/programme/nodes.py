"""The nodes of a YAML file: every key and value with its text and its place; nothing is typed yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from qshop.base.diagnostics import Where


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as the text in the file: `no`, `010` and `~` are text until the model types them.

    end_line, end_column: where it ends, the column behind its last character; 0 behind the end of that line
    """

    text: str
    where: Where
    end_line: int
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes; where it ends as in `Scalar`, but one without brackets only where the next thing begins."""

    items: tuple["Node", ...]
    where: Where
    end_line: int
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """The entries of a mapping by key, in file order; where it ends as in `Sequence`."""

    entries: dict[str, Entry]
    where: Where
    end_line: int
    end_column: int = 0


Node = Scalar | Sequence | Mapping


class LocatedMapping(dict[str, object]):
    """The data of a mapping and the node it came from, so that a part of the model can store its place."""

    __slots__ = ("node",)

    def __init__(self, node: Mapping) -> None:
        super().__init__((key, as_data(entry.value)) for key, entry in node.entries.items())
        self.node = node


def as_data(node: Node) -> object:
    """Return a node as texts, lists and dictionaries (`LocatedMapping`), for the model to read."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [as_data(item) for item in node.items]
        case Mapping():
            return LocatedMapping(node)


def exists_at(node: Node, path: Iterable[object]) -> bool:
    """Return whether the file has something at `path` (keys and indexes) below `node`."""
    for step in path:
        inner = _below(node, step)
        if inner is None:
            return False
        node = inner
    return True


def place_of(node: Node, path: Iterable[object], *, key: bool = False) -> Where:
    """Return the place of what is at `path` (keys and indexes) below `node`; steps that the file lacks are skipped.

    With `key`, the place is that of the key where the last step is a key.
    """
    where = node.where
    for step in path:
        inner = _below(node, step)
        if inner is not None:
            where = node.entries[str(step)].key.where if key and isinstance(node, Mapping) else inner.where
            node = inner
    return where


def _below(node: Node, step: object) -> Node | None:
    match node:
        case Mapping() if step in node.entries:
            return node.entries[str(step)].value
        case Sequence() if isinstance(step, int) and step < len(node.items):
            return node.items[step]
        case _:
            return None
