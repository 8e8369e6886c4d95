"""A YAML text with its marks: the offsets at which nodes begin and end, and changes between them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from qshop.programme.nodes import Mapping, Node, Scalar, Sequence

_LINE_END = re.compile("\r\n?|\n")


class Edit(NamedTuple):
    """What stands from the offset `start` up to `end` becomes `text`."""

    start: int
    end: int
    text: str


class MarkedText:
    """A text whose nodes know their lines and columns."""

    def __init__(self, text: str) -> None:
        ends = list(_LINE_END.finditer(text))
        self.text = text
        self.line_end = ends[0].group() if ends else "\n"
        self._starts = [0, *(end.end() for end in ends)]
        self._stops = [*(end.start() for end in ends), len(text)]

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text with edits that do not overlap; those at one place follow each other in their order."""
        parts, done = list[str](), 0
        for start, end, text in sorted(edits, key=lambda edit: edit.start):
            parts += [self.text[done:start], text]
            done = end
        return "".join([*parts, self.text[done:]])

    def start(self, node: Node) -> int:
        """Return the offset of the first character of a node."""
        return self._starts[node.where.line - 1] + node.where.column - 1

    def end(self, node: Node) -> int:
        """Return the offset behind the last character of a node, or behind the line end if it keeps its lines."""
        last = self.last(node)
        if last.end_column:
            return self._starts[last.end_line - 1] + last.end_column - 1
        return self._starts[last.end_line] if last.end_line < len(self._starts) else len(self.text)

    def last(self, node: Node) -> Node:
        """Return the node in which a node ends: itself, or the last below it if it has no brackets."""
        while not isinstance(node, Scalar) and not self.is_flow(node):
            node = node.items[-1] if isinstance(node, Sequence) else list(node.entries.values())[-1].value
        return node

    def is_flow(self, node: Node) -> bool:
        """Return whether a mapping or list stands in brackets."""
        return not isinstance(node, Scalar) and self.text[self.start(node)] in "{["

    def raw(self, node: Node) -> str:
        """Return a node as it is written."""
        return self.text[self.start(node) : self.end(node)]

    def indent(self, node: Mapping | Sequence) -> int:
        """Return the number of columns before a mapping or list without brackets."""
        return node.where.column - 1

    def lines_below(self, node: Node, lines: list[str]) -> Edit:
        """Return the edit that writes lines of their own below the line on which a node ends."""
        last = self.last(node)
        if not last.end_column:
            end = self.end(node)
            return Edit(end, end, "".join(line + self.line_end for line in lines))
        end = self._stops[last.end_line - 1]
        return Edit(end, end, "".join(self.line_end + line for line in lines))

    def before(self, node: Node) -> str:
        """Return what stands before a node on its line."""
        return self.text[self._starts[node.where.line - 1] : self.start(node)]

    def has_blank_line(self, first: Node, second: Node) -> bool:
        """Return whether there is a blank line between a node and the next."""
        end = self.start(first) + len(self.raw(first).rstrip())
        return not all(line.strip() for line in _LINE_END.split(self.text[end : self.start(second)])[1:-1])
