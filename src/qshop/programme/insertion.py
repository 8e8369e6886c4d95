"""Keys and list items put into a YAML text, which otherwise stays as it is: comments, order, quotes and line ends."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from qshop.programme.marked_text import Edit, MarkedText
from qshop.programme.nodes import Mapping, Node, Scalar, Sequence
from qshop.programme.written_values import BARE, DOUBLE, SINGLE, Value, lines_of, on_one_line, pairs

Values = dict[str, Value]
_INDENT: Final = 2


def set_keys(text: MarkedText, node: Mapping, values: Values, order: list[str], quotes: str) -> Iterator[Edit]:
    """Yield the edits after which a mapping has these values: changed where they stand, else put in by `order`.

    In mappings below it the order is that of their values. Keys that are not among the values stay.
    """
    for key in sorted(values, key=order.index):
        value = values[key]
        if key not in node.entries:
            yield _new_key(text, node, {key: value}, order, quotes)
            continue
        found = node.entries[key].value
        if isinstance(found, Mapping) and not isinstance(value, str):
            yield from set_keys(text, found, dict(value), list(value), quotes)
        elif not isinstance(found, Scalar) or isinstance(value, str):
            yield from _changed(text, found, value)
        else:
            yield _split(text, node, key, value, quotes)


def _new_key(text: MarkedText, node: Mapping, values: Values, order: list[str], quotes: str) -> Edit:
    """Return the edit that puts keys behind the last of those that come before them."""
    (new,) = values
    before = [key for key in takewhile(lambda key: key != new, order) if key in node.entries]
    place = node.entries[before[-1] if before else list(node.entries)[-1]].value
    if text.is_flow(node):
        end = text.end(place)
        return Edit(end, end, ", " + pairs(values, quotes))
    return text.lines_below(place, lines_of(values, quotes, text.indent(node)))


def _changed(text: MarkedText, node: Node, value: Value) -> Iterator[Edit]:
    """Yield the edit that writes a value in the place and in the quotes of another."""
    if isinstance(node, Scalar) and node.text == value:
        return
    raw = text.raw(node).rstrip()
    yield Edit(text.start(node), text.start(node) + len(raw), on_one_line(value, quotes_of(text, node)))


def _split(text: MarkedText, node: Mapping, key: str, value: Value, quotes: str) -> Edit:
    """Return the edit that writes the text of one language as those of several."""
    entry = node.entries[key]
    found = entry.value
    start, end = text.end(entry.key), text.start(found) + len(text.raw(found).rstrip())
    if text.is_flow(node):
        return Edit(start, end, f": {on_one_line(value, quotes)}")
    lines = lines_of({key: value}, quotes, text.indent(node))[1:]
    return Edit(start, end, ":" + "".join(text.line_end + line for line in lines))


def add_items(text: MarkedText, node: Mapping, key: str, items: list[Values], quotes: str) -> Iterator[Edit]:
    """Yield the edits that put mappings behind the last item of the list at `key`, in the way that item is written."""
    found = node.entries[key].value
    if not isinstance(found, Sequence) or not items:
        return
    if not found.items:
        yield from _first_items(text, node, found, items, quotes)
    elif text.is_flow(found):
        end = text.end(found.items[-1])
        yield Edit(end, end, "".join(f", {on_one_line(item, quotes)}" for item in items))
    else:
        yield text.lines_below(found, _item_lines(text, found, items, quotes))


def _first_items(text: MarkedText, node: Mapping, found: Sequence, items: list[Values], quotes: str) -> Iterator[Edit]:
    """Yield the edits that put items into a list that says `[]`."""
    start, end = text.start(found), text.end(found)
    if text.is_flow(node):
        yield Edit(start, end, "[" + ", ".join(on_one_line(item, quotes) for item in items) + "]")
        return
    yield Edit(start, end, "")
    indent = text.indent(node) + _INDENT
    yield text.lines_below(found, list(_parted(items, "- ", indent, quotes)))


def _item_lines(text: MarkedText, found: Sequence, items: list[Values], quotes: str) -> list[str]:
    """Return items as the lines of a list: as far in as those it has, and parted by blank lines where they are."""
    last, indent = found.items[-1], text.indent(found)
    if text.is_flow(last):
        return [f"{' ' * indent}- {on_one_line(item, quotes)}" for item in items]
    dash = "-" + " " * (last.where.column - found.where.column - 1 if text.before(last).strip() == "-" else 1)
    is_parted = len(found.items) == 1 or text.has_blank_line(found.items[-2], last)
    lines = list(_parted(items, dash, indent, quotes))
    return ["", *lines] if is_parted else [line for line in lines if line]


def _parted(items: list[Values], dash: str, indent: int, quotes: str) -> Iterator[str]:
    """Yield the lines of items, with a blank one between them."""
    for number, item in enumerate(items):
        first, *others = lines_of(item, quotes, indent + len(dash))
        yield from [""] * (number > 0)
        yield f"{' ' * indent}{dash}{first.lstrip()}"
        yield from others


def quotes_of(text: MarkedText, node: Node) -> str:
    """Return the quotes of the first text at or below a node; those of a text on lines of its own are double."""
    while not isinstance(node, Scalar):
        node = node.items[0] if isinstance(node, Sequence) else next(iter(node.entries.values())).value
    sign = text.text[text.start(node)]
    return sign if sign in (DOUBLE, SINGLE) else DOUBLE if sign in "|>" else BARE
