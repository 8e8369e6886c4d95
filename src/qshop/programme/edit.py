"""Changes of a YAML text that leave the rest of it as it is: comments, order, quotes and line ends."""

from collections.abc import Collection, Iterator

from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence


def keep_languages(text: str, root: Node, languages: list[str], known: Collection[str]) -> str:
    """Return `text` with only `languages` in every text map, and as its list of languages.

    `root` is the node of `text`. A text map is a mapping whose keys are all among the `known` languages, one on a line.
    """
    lines: dict[int, list[str]] = {number: [line] for number, line in enumerate(text.split("\n"), 1)}
    lines |= {number: [] for number in _unwanted_lines(root, languages, known)}
    language_list = _language_list(root)
    if language_list:
        first, indent = language_list.where.line, " " * (language_list.where.column - 1)
        lines |= {first + index: [] for index in range(len(language_list.items))}
        lines[first] = [f"{indent}- {language}" for language in languages]
    return "\n".join(line for number in sorted(lines) for line in lines[number])


def _unwanted_lines(node: Node, languages: list[str], known: Collection[str]) -> Iterator[int]:
    """Yield the line numbers of the translations that are not wanted."""
    match node:
        case Sequence():
            for item in node.items:
                yield from _unwanted_lines(item, languages, known)
        case Mapping() if node.entries and set(node.entries) <= set(known):
            for language, entry in node.entries.items():
                if language not in languages:
                    yield from range(entry.key.where.line, entry.value.end_line + 1)
        case Mapping():
            for entry in node.entries.values():
                yield from _unwanted_lines(entry.value, languages, known)
        case Scalar():
            return


def _language_list(root: Node) -> Sequence | None:
    match root:
        case Mapping(entries={"languages": Entry(value=Sequence() as languages)}):
            return languages
        case _:
            return None
