"""Read a YAML file into nodes with their places, and refuse whatever does not mean what it seems to mean."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

import yaml

from qshop.base.diagnostics import Diagnostic, Where
from qshop.io.refusal import RefusedError
from qshop.io.text_position import LINE_END
from qshop.io.yaml_blanks import refuse_blanks
from qshop.io.yaml_faults import yaml_fault
from qshop.io.yaml_text import yaml_text
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH, MAX_NODES = 32, 200_000  # levels of nesting; keys and values of a file
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_COMMENT_AFTER_TEXT = re.compile(r"[ \t]+(?=#[^\s#])")


class _Event(Protocol):
    """What every event that was read from text has; PyYAML declares the marks optional."""

    start_mark: yaml.Mark
    end_mark: yaml.Mark


class _Value(_Event, Protocol):
    """The event of a value: a text, or the beginning of a mapping or list."""

    anchor: str | None
    tag: str | None


class _Text(_Value, Protocol):
    """The event of a text."""

    value: str
    style: str | None


def read_yaml(data: bytes, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a YAML document (None if it cannot be read), and every diagnostic of its notation.

    Scalars stay text. Duplicate keys, anchors, tags, deep nesting, a second document and text that a ` #` turns into a
    comment are problems. Work and memory are linear in the size of `data`.
    """
    diagnostics: list[Diagnostic] = []
    try:
        root = _Builder(yaml_text(data), path, diagnostics).build()
    except RefusedError as refusal:
        return None, [*diagnostics, refusal.diagnostic(path)]
    if root is None:
        diagnostics.append(Diagnostic("QS108", "the file is empty", Where(path, 1, 1), "start with: format: 1"))
    return root, diagnostics


class _Builder:
    """Builds nodes from parser events without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, text: str, path: str, diagnostics: list[Diagnostic]) -> None:
        self.text, self.path, self.diagnostics = text, path, diagnostics
        self.lines = LINE_END.split(text)
        self.documents, self.next_line = 0, 0  # the line after the one on which the last value begins
        self.root: Node | None = None
        self.open: list[_OpenNode] = []

    def build(self) -> Node | None:
        try:
            self._read_events(LOADER(self.text).get_event)
        except yaml.YAMLError as error:
            fault = yaml_fault(error, self.lines)
            refuse_blanks("".join(self.lines[fault.line - 1 : fault.line]), fault.line)
            message = f"not YAML: {fault.message}"
            raise RefusedError("QS102", message, fault.line, fault.help, fault.column) from None
        return self.root

    def _read_events(self, next_event: Callable[[], Any]) -> None:
        handlers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
            yaml.AliasEvent: self._refuse_anchor_or_tag,
        }
        for number in count():
            event = next_event()
            if number == MAX_NODES:
                raise self._refusal("QS112", f"more than {MAX_NODES:,} keys and values", event, "split the file")
            kind = type(event)
            if kind in handlers:
                handlers[kind](event)
            elif kind is yaml.StreamEndEvent:
                break

    def _document(self, event: _Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refusal("QS107", "a second document starts here", event, "keep one document a file")

    def _refuse_anchor_or_tag(self, event: _Value) -> None:
        if event.anchor:
            raise self._refusal("QS104", "anchors and aliases are not used", event, "write the value out in full")
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")  # as it is typed
            message = f"the tag {tag} is not allowed"
            raise self._refusal("QS105", message, event, "remove it; values are text")

    def _scalar(self, event: _Text) -> None:
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        start, end = event.start_mark, event.end_mark
        if event.value and not event.style:
            self._warn_of_comment(event.value, end.line, end.column)
            if start.line >= self.next_line:
                refuse_blanks(self.lines[start.line], start.line + 1, start.column + 1)
        self.next_line = start.line + 1
        line, end_line = start.line + 1, end.line + (1 if end.column else 0)
        where = Where(self.path, line, start.column + 1)
        self._add(Scalar(event.value, where, max(line, end_line), end.column + 1 if end.column else 0))

    def _start(self, event: _Value) -> None:
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        if len(self.open) == MAX_DEPTH:
            raise self._refusal("QS106", f"nested deeper than {MAX_DEPTH} levels", event, "flatten it")
        self.open.append(_OpenNode(isinstance(event, yaml.MappingStartEvent), self._where(event)))

    def _end(self, event: _Event) -> None:
        end = event.end_mark
        column = end.column + 1 if end.column else 0
        self._add(self.open.pop().closed(end.line + (1 if column else 0), column))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is not None:
            self._add_entry(parent, parent.key, node)
            parent.key = None
        elif isinstance(node, Scalar):
            parent.key = node
        else:
            raise _refusal("QS110", "a key must be text", node.where, "use a plain word as the key")

    def _add_entry(self, parent: "_OpenNode", key: Scalar, value: Node) -> None:
        first = parent.entries.get(key.text)
        if key.text == "<<":
            self.diagnostics.append(Diagnostic("QS104", "merge keys are not used", key.where, "write the values out"))
        elif first:
            message = f"“{key.text}” is already given on line {first.key.where.line}"
            self.diagnostics.append(Diagnostic("QS103", message, key.where, "keep one of the two"))
        else:
            parent.entries[key.text] = Entry(key, value)

    def _warn_of_comment(self, text: str, line: int, column: int) -> None:
        gap = _COMMENT_AFTER_TEXT.match(self.lines[line], column) if line < len(self.lines) else None
        if gap:
            help_ = "put the text in quotes; a comment has a space after its #"
            message = f"the text stops at “{text[-40:]}”: the rest of the line is a comment"
            self.diagnostics.append(Diagnostic("QS109", message, Where(self.path, line + 1, gap.end() + 1), help_))

    def _where(self, event: _Event) -> Where:
        return Where(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refusal(self, code: str, message: str, event: _Event, help_: str) -> RefusedError:
        return _refusal(code, message, self._where(event), help_)


def _refusal(code: str, message: str, where: Where, help_: str) -> RefusedError:
    return RefusedError(code, message, where.line, help_, where.column)


class _OpenNode:
    """A mapping or list whose end has not been read yet."""

    def __init__(self, is_mapping: bool, where: Where) -> None:  # noqa: FBT001 - one of two kinds
        self.is_mapping, self.where = is_mapping, where
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []
        self.key: Scalar | None = None

    def closed(self, end_line: int, end_column: int) -> Node:
        if self.is_mapping:
            return Mapping(self.entries, self.where, end_line, end_column)
        return Sequence(tuple(self.items), self.where, end_line, end_column)
