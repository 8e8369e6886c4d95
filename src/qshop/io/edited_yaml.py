"""A YAML file of a programme after an edit that leaves the rest of it as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from qshop.base.errors import FaultyError
from qshop.io.write import File
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.nodes import Mapping
from qshop.programme.part import Part
from qshop.programme.reading import read_part

P = TypeVar("P", bound=Part)
_MARK = "\ufeff"


def edited_yaml(
    root: Path, path: str, model: type[P], first: str, edit: Callable[[str, Mapping], str]
) -> tuple[File, P]:
    """Return the file at `path` below `root` after an edit of its text and node, and what it says then.

    first: the programme's first language
    Raises `FaultyError` if it could not be read then: it is not to be written.
    """
    data = (root / path).read_bytes()
    mark = _MARK if data.startswith(_MARK.encode()) else ""
    node, _ = read_yaml(data, path)
    if not isinstance(node, Mapping):
        raise AssertionError(path)
    return checked_yaml(root, path, model, first, mark + edit(data.decode("utf-8-sig"), node))


def checked_yaml(root: Path, path: str, model: type[P], first: str, text: str) -> tuple[File, P]:
    """Return a text as the file at `path` below `root`, and what it says; raises as `edited_yaml` does."""
    node, diagnostics = read_yaml(text.encode(), path)
    part, faults = read_part(model, node, first) if node else (None, [])
    if diagnostics or faults or part is None:
        help_ = "write it there by hand; nothing was written"
        raise FaultyError(f"{path} could not be read any more after this", help_, [*diagnostics, *faults])
    return File(root, path, text), part
