"""Read the YAML files of a folder as any class of `Part`, and collect everything that is wrong with them."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from qshop.base.diagnostics import Diagnostic
from qshop.io.programme_folder import fault_at, yaml_names
from qshop.io.yaml_file import read_yaml_file
from qshop.programme.nodes import Mapping, Node, Scalar, Sequence
from qshop.programme.part import Part
from qshop.programme.reading import first_listed_language, read_part

P = TypeVar("P", bound=Part)


@dataclass
class PartFiles:
    """The files below `root`, read one after another. Paths are relative to it and written with `/`.

    first_language: the language of texts that are written without one, in files that list no languages of their own
    diagnostics: what was wrong with the files read so far
    ids: every id that they declare, also of a part that could not be read
    unread: the files that could not be read
    """

    root: Path
    first_language: str = "en"
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def read(self, model: type[P], path: str, *, optional: bool = False) -> P | None:
        """Return the file at `path` as a `model`; None if it cannot be read. One that is `optional` may be missing."""
        if optional and not os.path.lexists(self.root / path):
            return None
        return self.part_with_ids(model, path, self.read_node(path))

    def read_folder(self, model: type[P], folder: str, *, names_are_ids: bool = False) -> dict[str, P]:
        """Return the readable files of a folder by name; with `names_are_ids`, other files refer to them by it."""
        parts = {Path(path).stem: self.read(model, path) for path in self.yaml_paths(folder)}
        self.ids.update(parts if names_are_ids else ())
        return {name: part for name, part in parts.items() if part is not None}

    def yaml_paths(self, folder: str) -> list[str]:
        """Return the paths of a folder's YAML files. What would be passed over is reported."""
        names, faults = yaml_names(self.root, folder)
        self.diagnostics += faults
        self.unread.update([f"{folder}/*"] if faults else ())
        return [f"{folder}/{name}" for name in names]

    def read_node(self, path: str) -> Node | None:
        """Return the file at `path` as nodes; None if it cannot be read.

        Raises `StopError` if the system does not let it be read.
        """
        if not self.is_readable(path):
            return None
        node, diagnostics = read_yaml_file(self.root / path, path)
        self.diagnostics += diagnostics
        return node

    def is_readable(self, path: str) -> bool:
        """Return whether a file can be read at `path`; if not, say why."""
        fault = fault_at(self.root, path)
        self.diagnostics += [fault] if fault else []
        return fault is None

    def part_of(self, model: type[P], node: Node) -> P | None:
        """Return nodes as a `model`; None if it cannot be read at all."""
        part, diagnostics = read_part(model, node, first_listed_language(node) or self.first_language)
        self.diagnostics += diagnostics
        return part

    def part_with_ids(self, model: type[P], path: str, node: Node | None) -> P | None:
        """Return the nodes of the file at `path` as a `model`, and add its ids to `ids`, or its path to `unread`."""
        if node is not None:
            self.ids |= _ids(node)
        part = self.part_of(model, node) if node is not None else None
        if part is None:
            self.unread.add(path)
        return part


def _ids(node: Node) -> set[str]:
    """Return every id below a node, and the names of owners, which stand as keys."""
    ids, remaining = set[str](), [node]
    while remaining:
        node = remaining.pop()
        if isinstance(node, Sequence):
            remaining += node.items
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key == "owners" and isinstance(entry.value, Mapping):
                    ids.update(entry.value.entries)
                elif not isinstance(entry.value, Scalar):
                    remaining.append(entry.value)
                elif key == "id":
                    ids.add(entry.value.text)
    return ids
