"""Read a YAML file into nodes with their places, and refuse whatever does not mean what it seems to mean."""

import re
from collections.abc import Callable
from itertools import count
from typing import Any, Protocol

import yaml

from qshop.base.diagnostics import Diagnostic, Where
from qshop.io.yaml_faults import yaml_fault
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_DEPTH, MAX_NODES = 32, 200_000  # levels of nesting; keys and values of a file
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|\n")
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


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """The diagnostic that ends the reading of a file."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_yaml(data: bytes, path: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the root node of a YAML document (None if it cannot be read), and every diagnostic of its notation.

    Scalars stay text. Duplicate keys, anchors, tags, deep nesting, a second document and text that a ` #` turns into a
    comment are problems. Work and memory are linear in the size of `data`.
    """
    diagnostics: list[Diagnostic] = []
    try:
        text = _decode(data, path)
        root = _Builder(text, path, diagnostics).build()
    except _Refused as refusal:
        return None, [*diagnostics, refusal.diagnostic]
    if root is None:
        diagnostics.append(Diagnostic("QS108", "the file is empty", Where(path, 1, 1), "start with: format: 1"))
    return root, diagnostics


def _decode(data: bytes, path: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _Refused(Diagnostic("QS101", "the file is UTF-16", Where(path, 1, 1), "save it as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = _position(error.object[: error.start].decode("utf-8", "replace"), path)
        message = f"byte {error.start + len(data) - len(error.object)} is not UTF-8"
        raise _Refused(Diagnostic("QS101", message, where, "save the file as UTF-8")) from None
    match = _UNPRINTABLE.search(text)
    if match:
        message = f"an invisible control character (U+{ord(match[0]):04X})"
        raise _Refused(Diagnostic("QS101", message, _position(text[: match.start()], path), "delete the character"))
    return text


def _position(before: str, path: str) -> Where:
    lines = _LINE_END.split(before)
    return Where(path, len(lines), len(lines[-1]) + 1)


class _Builder:
    """Builds nodes from parser events without recursion, so that deep nesting cannot exhaust the stack."""

    def __init__(self, text: str, path: str, diagnostics: list[Diagnostic]) -> None:
        self.text, self.path, self.diagnostics = text, path, diagnostics
        self.lines = _LINE_END.split(text)
        self.documents = 0
        self.root: Node | None = None
        self.open: list[_OpenNode] = []

    def build(self) -> Node | None:
        try:
            self._read_events(LOADER(self.text).get_event)
        except yaml.YAMLError as error:
            fault = yaml_fault(error, self.lines)
            where = Where(self.path, fault.line, fault.column)
            raise _Refused(Diagnostic("QS102", f"not YAML: {fault.message}", where, fault.help)) from None
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
        line, end_line = start.line + 1, end.line + (1 if end.column else 0)
        where = Where(self.path, line, start.column + 1)
        self._add(Scalar(event.value, where, max(line, end_line)))

    def _start(self, event: _Value) -> None:
        if event.anchor or event.tag:
            self._refuse_anchor_or_tag(event)
        if len(self.open) == MAX_DEPTH:
            raise self._refusal("QS106", f"nested deeper than {MAX_DEPTH} levels", event, "flatten it")
        self.open.append(_OpenNode(isinstance(event, yaml.MappingStartEvent), self._where(event)))

    def _end(self, event: _Event) -> None:
        end = event.end_mark
        self._add(self.open.pop().closed(end.line + (1 if end.column else 0)))

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
            raise _Refused(Diagnostic("QS110", "a key must be text", node.where, "use a plain word as the key"))

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

    def _refusal(self, code: str, message: str, event: _Event, help_: str) -> _Refused:
        return _Refused(Diagnostic(code, message, self._where(event), help_))


class _OpenNode:
    """A mapping or list whose end has not been read yet."""

    def __init__(self, is_mapping: bool, where: Where) -> None:  # noqa: FBT001 - one of two kinds
        self.is_mapping, self.where = is_mapping, where
        self.entries: dict[str, Entry] = {}
        self.items: list[Node] = []
        self.key: Scalar | None = None

    def closed(self, end_line: int) -> Node:
        if self.is_mapping:
            return Mapping(self.entries, self.where, end_line)
        return Sequence(tuple(self.items), self.where, end_line)
