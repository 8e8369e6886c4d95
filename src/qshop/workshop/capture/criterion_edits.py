"""What a meeting agreed, as edits of the file of a stage, or as the text of one that does not exist yet."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from qshop.programme.criteria import Criterion
from qshop.programme.insertion import Values, add_items, quotes_of, set_keys
from qshop.programme.marked_text import MarkedText
from qshop.programme.nodes import Mapping as MappingNode
from qshop.programme.nodes import Node, Scalar
from qshop.programme.nodes import Sequence as SequenceNode
from qshop.programme.written_values import DOUBLE, Code, OnOneLine, Value, lines_of
from qshop.workshop.capture.agreed import WORDS
from qshop.workshop.capture.statements import Path, Said

ORDER: Final = [field.alias or name for name, field in Criterion.model_fields.items()]
_WORDS: Final = frozenset(WORDS.values())


class _Notation(NamedTuple):
    """How texts are written: in which languages, in their order, and whether those of the first stand without it."""

    languages: Sequence[str]
    is_plain: bool


_FIRST: Final = ("group", "on", "present", "must", "plus", "says", "where")


def edited_stage(
    text: str, root: MappingNode, changes: Mapping[str, Said], new: Mapping[str, Said], languages: Sequence[str]
) -> str:
    """Return the text of a stage's file after changes of its criteria, by their ids, and with new ones.

    root: the node of `text`
    languages: those of the programme, in its order
    """
    marked, items = MarkedText(text), criterion_nodes(root)
    texts = [item.entries["text"].value for item in items]
    quotes = quotes_of(marked, texts[-1]) if texts else DOUBLE
    notation = _Notation(languages, isinstance(texts[-1], Scalar) if texts else len(languages) == 1)
    edits = [
        edit
        for item in items
        if (said := changes.get(_id(item)))
        for edit in set_keys(marked, item, _values(said, item, notation), ORDER, quotes)
    ]
    added = [_new(id_, said, notation) for id_, said in new.items()]
    return marked.edited([*edits, *add_items(marked, root, "criteria", added, quotes)])


def new_stage(stage: str, new: Mapping[str, Said], languages: Sequence[str]) -> str:
    """Return the text of the file of a stage that has none."""
    empty = "\n".join(["format: 1", *lines_of({"stage": Code(stage)}, DOUBLE, 0), "criteria:", ""])
    notation = _Notation(languages, len(languages) == 1)
    items = ["\n".join(lines_of(_new(id_, said, notation), DOUBLE, 4)) for id_, said in new.items()]
    return empty + "\n\n".join(f"  - {item.lstrip()}" for item in items) + "\n"


def criterion_nodes(root: MappingNode) -> list[MappingNode]:
    """Return the nodes of the criteria in a stage's file."""
    found = root.entries["criteria"].value
    items = found.items if isinstance(found, SequenceNode) else ()
    return [item for item in items if isinstance(item, MappingNode)]


def _id(item: MappingNode) -> str:
    node = item.entries["id"].value
    return node.text if isinstance(node, Scalar) else ""


def _new(id_: str, said: Said, notation: _Notation) -> Values:
    values = {"id": Code(id_), "status": Code("proposed"), **_values(said, None, notation)}
    return {key: values[key] for key in ORDER if key in values}


def _values(said: Said, node: Node | None, notation: _Notation) -> Values:
    """Return what is said as the values of a mapping; `node` is what it is now."""
    keys = dict.fromkeys(path[0] for path in said)
    return {key: _value((key,), said, _below(node, key), notation) for key in keys}


def _value(path: Path, said: Said, node: Node | None, notation: _Notation) -> Value:
    """Return what is said at and below `path`, where `node` stands now."""
    if path in said:
        return Code(said[path])
    below = [longer[len(path)] for longer in said if longer[: len(path)] == path]
    if path in _WORDS:
        return _words({language: said[(*path, language)] for language in below}, node, notation)
    keys = sorted(dict.fromkeys(below), key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
    values = {key: _value((*path, key), said, _below(node, key), notation) for key in keys}
    codes = {key: value for key, value in values.items() if isinstance(value, Code)}
    return OnOneLine(codes) if codes.keys() == values.keys() else values


def _words(texts: dict[str, str], node: Node | None, notation: _Notation) -> Value:
    """Return the texts by language that there are and that are said; a single one where they stand without it."""
    languages = notation.languages
    if isinstance(node, Scalar):
        found = {languages[0]: node.text}
    else:
        entries = node.entries.items() if isinstance(node, MappingNode) else ()
        found = {language: entry.value.text for language, entry in entries if isinstance(entry.value, Scalar)}
    is_plain = isinstance(node, Scalar) or (node is None and notation.is_plain)
    if is_plain and texts.keys() == {languages[0]}:
        return texts[languages[0]]
    both = found | texts
    return {language: both[language] for language in dict.fromkeys([*languages, *both]) if language in both}


def _below(node: Node | None, key: str) -> Node | None:
    return node.entries[key].value if isinstance(node, MappingNode) and key in node.entries else None
