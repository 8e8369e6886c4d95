"""Elements of a drawing: what is typed is escaped; numbers have one form, so that the same drawing is the same bytes.

A drawing is as wide as a telephone. Its colour is `currentColor`, which a brand may set; nothing rests on colour alone.
"""

from html import escape

from qshop.pages.escaping import visible

WIDTH = 340
"""In user units, which are pixels on a telephone; all drawings are that wide."""
TEXT, SMALL = 12.0, 10.5
"""Sizes of type, in user units."""
ACCENT, INK, QUIET, LINE = "currentColor", "#1d2b33", "#51616a", "#c3ccd1"
WEAK, WEAK_PALE = "#a4460f", "#fbe6d8"
"""What misses its target or limit: an outline, and what it surrounds."""
_ACCENT_ITSELF = "#0b5c66"
_EM = 0.58
"""How wide a character is, of its size, on average: fonts differ, and what is cut stands whole in the table."""


def element(tag: str, *inside: str, **attributes: str | float) -> str:
    """Return an element with what stands inside, which is markup; `_` in an attribute's name stands for `-`."""
    given = "".join(f' {name.replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{given}/>"


def typed(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(visible(text))


def label(text: str, x: float, y: float, *, size: float = TEXT, **more: str | float) -> str:
    """Return a text whose baseline begins at a point, or ends or has its middle there as `text_anchor` says."""
    return element("text", typed(text), x=x, y=y, font_size=size, **{"fill": INK} | more)


def over(text: str, x: float, y: float, **more: str | float) -> str:
    """Return a text with a white rim, so that a line behind it does not strike it through."""
    rim = {"fill": "#ffffff", "stroke": "#ffffff", "stroke_width": "3", "aria_hidden": "true"}
    return label(text, x, y, size=SMALL, **more | rim) + label(text, x, y, size=SMALL, **more)


def line(x1: float, y1: float, x2: float, y2: float, **more: str | float) -> str:
    """Return a straight line, thin and grey unless told otherwise."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": LINE, "stroke_width": "1"} | more)


def drawn(title: str, description: str, height: float, *parts: str) -> str:
    """Return the whole drawing, of so many units height; it is read from left to right in every language."""
    told = (element("title", typed(title)), element("desc", typed(description)))
    return element(
        "svg",
        *told,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {_value(height)}",
        role="img",
        color=_ACCENT_ITSELF,
        direction="ltr",
        font_family="sans-serif",
    )


def breadth(text: str, size: float = TEXT) -> float:
    """Return about how wide a text is, in user units."""
    return len(text) * size * _EM


def fitted(text: str, width: float, size: float = TEXT) -> str:
    """Return a text that fits into a width, its end cut off where it does not."""
    most = max(int(width / (size * _EM)), 1)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def folded(text: str, width: float, size: float = TEXT, most: int = 2) -> list[str]:
    """Return a text in at most so many lines of a width; the last is cut off where more is left."""
    lines = [""]
    for word in text[:1000].split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == most or not lines[-1] or breadth(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [fitted(one, width, size) for one in lines]


def _value(value: str | float) -> str:
    """Return an attribute's value; a number has two decimals at most."""
    if isinstance(value, str):
        return escape(visible(value))
    return f"{value:.2f}".rstrip("0").rstrip(".")
