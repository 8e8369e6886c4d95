"""Names cut to a width so that different names stay different: at their end, else in the middle, else at the start."""

from collections.abc import Collection

from rich.cells import cell_len, set_cell_size

_CUT = "…"


def shortened(names: Collection[str], width: int) -> dict[str, str] | None:
    """Return each of the names in at most `width` cells; None where any way of cutting would show two as one."""
    for cut in (_at_end, _in_middle, _at_start):
        found = {name: name if cell_len(name) <= width else cut(name, width - 1) for name in names}
        if len(set(found.values())) == len(found):
            return found
    return None


def fitting(names: Collection[str], width: int) -> int:
    """Return the least width from `width` on that keeps the names apart; they all fit in the widest of them."""
    widest = max(map(cell_len, names), default=0)
    return next((one for one in range(width, widest) if shortened(names, one)), max(width, widest))


def _at_end(name: str, room: int) -> str:
    return _head(name, room) + _CUT


def _in_middle(name: str, room: int) -> str:
    return _head(name, room - room // 2) + _CUT + _tail(name, room // 2)


def _at_start(name: str, room: int) -> str:
    return _CUT + _tail(name, room)


def _head(name: str, width: int) -> str:
    return set_cell_size(name, width).rstrip()


def _tail(name: str, width: int) -> str:
    return set_cell_size(name[::-1], width)[::-1].lstrip()
