"""What a change of the programme means, for a terminal."""

from rich.cells import cell_len

from qshop.pages.change_report import Block, ChangePage, Line
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.effect_answers import AnswerPage
from qshop.pages.escaping import visible

_INDENT = 2
_WIDEST_LABEL = 24


def text_page(page: ChangePage) -> str:
    """Return the changes, entry by entry, and what they do to figures; no sentence is wider than the terminal."""
    text = heading(page.heading).lstrip("\n") + _wrapped(page.changes) + "".join(map(_block, page.blocks))
    text += f"\n{page.more}\n" if page.more else ""
    text += f"\n{page.unchanged}\n" if page.unchanged else ""
    text += "".join(map(_answer, page.answers))
    return text + (heading("Notes") + _indented(page.notes) if page.notes else "")


def _answer(answer: AnswerPage) -> str:
    text = heading(answer.title) + _wrapped(answer.meaning) + _wrapped(answer.outcome) + _indented(answer.bases)
    if answer.figures:
        text += "\n" + table(answer.figures.header, answer.figures.rows, answer.figures.header[1:])
        text += _wrapped(answer.figures.left_out) if answer.figures.left_out else ""
    return text + "".join(heading(title) + _indented(lines) for title, lines in answer.lists.items())


def _indented(lines: list[str]) -> str:
    return "".join(_wrapped(line, _INDENT) for line in lines)


def _block(block: Block) -> str:
    title, place = visible(block.title), visible(block.place)
    gap = prose_width() - cell_len(title) - cell_len(place)
    top = f"{title}{' ' * gap}{place}\n" if place and gap > 1 else _wrapped(title) + _wrapped(place, _INDENT)
    widest = min(max(len(line.label) for line in block.lines), _WIDEST_LABEL)
    return "\n" + top + "".join(_line(line, widest) for line in block.lines)


def _line(line: Line, widest: int) -> str:
    """Return a change beside its label, or below it where the label is long."""
    label, indent = visible(line.label), " " * (_INDENT + widest + 2)
    width = prose_width() - len(indent)
    texts = [text for side in _sides(line, width) for text in _folded(side, width)]
    first = f"{' ' * _INDENT}{label:<{widest}}  {texts.pop(0)}\n" if len(label) <= widest else _wrapped(label, _INDENT)
    return first + "".join(f"{indent}{text}\n" for text in texts)


def _sides(line: Line, width: int) -> list[str]:
    """Return a change in one text, or in two, before and after, where one would be wider than `width`."""
    before, after = visible(line.before) or "none", visible(line.after) or "none"
    match line.kind:
        case "added":
            return [after]
        case "removed":
            return [before]
        case "lagging":
            return [f"lags behind: {after}"]
        case _ if line.kind == "reworded" or cell_len(f"{before} → {after}") > width:
            return [f"- {before}", f"+ {after}"]
        case _:
            return [f"{before} → {after}"]


def _wrapped(text: str, indent: int = 0) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in _folded(visible(text), prose_width() - indent))


def _folded(text: str, width: int) -> list[str]:
    """Return a text as lines broken between words; after a sign such as `- ` the next lines are indented."""
    hang = "  " if text.startswith(("- ", "+ ")) else ""
    first, *rest = folded_text(text[len(hang) :], width - len(hang))
    return [text[: len(hang)] + first, *(hang + line for line in rest)]
