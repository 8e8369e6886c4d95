"""The names that a layout uses, each with its line, and those that it gives to others."""

from collections.abc import Iterator

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from qshop.pages.sandbox import Sandbox

_TakesIn = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport


def named(tree: nodes.Template, kind: type[nodes.Filter | nodes.Test]) -> Iterator[tuple[int, str]]:
    """Return the line and name of every filter, or of every test."""
    return ((node.lineno, node.name) for node in tree.find_all(kind))


def sentences(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the line and key of every sentence that is asked for by its key."""
    for call in tree.find_all(nodes.Call):
        match call.node, call.args:
            case nodes.Name(name="t"), [nodes.Const(value=str(key)), *_]:
                yield call.lineno, key


def free_names(tree: nodes.Template, environment: Sandbox) -> Iterator[tuple[int, str]]:
    """Yield the line and name of everything that the layout does not set itself."""
    free = find_undeclared_variables(tree) - environment.globals.keys()
    for node in tree.find_all(nodes.Name):
        if node.name in free and node.ctx == "load":
            yield node.lineno, node.name


def defined(tree: nodes.Template) -> Iterator[str]:
    """Yield the names that a layout gives to what extends it: its macros, and what it sets."""
    yield from (macro.name for macro in tree.find_all(nodes.Macro))
    yield from (node.name for node in tree.find_all(nodes.Name) if node.ctx == "store")


def references(
    tree: nodes.Template,
    kinds: tuple[type[_TakesIn], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport),
) -> Iterator[tuple[int, str]]:
    """Yield the line and name of every layout that is taken in by its name."""
    for node in tree.find_all(kinds):
        match node.template:
            case nodes.Const(value=str(name)):
                yield node.lineno, name


def outer_blocks(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the line and name of the blocks with which a layout replaces those of the one it extends."""
    inner = {inside.name for block in tree.find_all(nodes.Block) for inside in block.find_all(nodes.Block)}
    blocks = tree.find_all(nodes.Block) if tree.find(nodes.Extends) else ()
    return ((block.lineno, block.name) for block in blocks if block.name not in inner)
