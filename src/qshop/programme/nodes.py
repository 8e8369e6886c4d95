"""A YAML file as it stands: every key and value keeps its text and its place; nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass

from qshop.base.diagnostics import Where


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value, as the text it shows. `no`, `010` and `~` are text until the model types them."""

    text: str
    where: Where
    end_line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple["Node", ...]
    where: Where
    end_line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in file order, each once."""

    entries: dict[str, Entry]
    where: Where
    end_line: int


Node = Scalar | Sequence | Mapping


class LocatedMapping(dict[str, object]):
    """A mapping's data together with the node it came from, so that a model part can remember its place."""

    __slots__ = ("node",)

    def __init__(self, node: Mapping) -> None:
        super().__init__((key, as_data(entry.value)) for key, entry in node.entries.items())
        self.node = node


def as_data(node: Node) -> object:
    """Turn a node into text, lists and `LocatedMapping` dictionaries for the model to read."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [as_data(item) for item in node.items]
        case Mapping():
            return LocatedMapping(node)


def as_text(node: Node) -> object:
    """Turn a node into plain text, lists and dictionaries: what a frozen version's hash is taken of."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [as_text(item) for item in node.items]
        case Mapping():
            return {key: as_text(entry.value) for key, entry in node.entries.items()}


def exists_at(node: Node, path: Iterable[object]) -> bool:
    """Tell whether something stands at `path` (keys and indexes) below `node`."""
    for step in path:
        match node:
            case Mapping() if step in node.entries:
                node = node.entries[str(step)].value
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            case _:
                return False
    return True


def place_of(node: Node, path: Iterable[object], *, key: bool = False) -> Where:
    """Find where `path` (keys and indexes) leads below `node`; stop at the deepest part that exists.

    With `key`, a mapping's last step gives the place of the key rather than of its value.
    """
    here = node.where
    for step in path:
        match node:
            case Mapping() if step in node.entries:
                entry = node.entries[str(step)]
                node, here = entry.value, entry.key.where if key else entry.value.where
            case Sequence() if isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                here = node.where
            case _:
                continue
    return here
