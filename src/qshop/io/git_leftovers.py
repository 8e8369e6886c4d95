"""What git puts in a file that is not its content: the marks of a conflict, and a note of where the content is kept."""

import re
from typing import Final

from qshop.io.refusal import RefusedError
from qshop.io.text_position import line_and_column
from qshop.visits.problem import Problem

_SIGNS = ("<" * 7, ">" * 7)
_CONFLICT = re.compile(r"(?:^|(?<=[\r\n]))([ \t]*(?:#[ \t]*)?)(?:<{7,}|>{7,})(?=[ \t\r\n]|$)")
_LEFTOVER = re.compile(r"(?:<{7}|\|{7}|={7}|>{7})(?: .*)?")
_POINTER = "version https://git-lfs.github.com/spec/"
POINTER_FOUND: Final = "a Git LFS pointer stands here instead of the file"
FETCH: Final = "fetch the file itself: git lfs pull"
_KEEP_ONE: Final = "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
UNRESOLVED: Final = Problem("QS115", "a merge conflict is not resolved", _KEEP_ONE)
LEFT_OVER: Final = Problem(
    "QS115", "what is left of a merge conflict", "delete this line, and keep one of the two versions around it"
)


def refuse_leftovers(text: str) -> None:
    """Raise `RefusedError` at the first line that git wrote into a file instead of what belongs there."""
    if text.startswith(_POINTER):
        raise RefusedError("QS115", POINTER_FOUND, 1, FETCH)
    conflict = conflict_in(text)
    if conflict:
        line, _ = line_and_column(text, conflict.start())
        message = f"{UNRESOLVED.message}: “{conflict[0].strip()[-7:]}”"
        raise RefusedError(UNRESOLVED.code, message, line, UNRESOLVED.help, len(conflict[1]) + 1)


def conflict_in(text: str) -> re.Match[str] | None:
    """Return where git wrote that two versions of a text are in conflict; None if it did not.

    A line of `=======` alone underlines a title in Markdown, so a conflict is known by how it begins or ends.
    """
    return _CONFLICT.search(text) if any(sign in text for sign in _SIGNS) else None


def is_of_a_conflict(line: str) -> bool:
    """Return whether a whole line is one of those that a conflict consists of."""
    return _LEFTOVER.fullmatch(line) is not None


def is_pointer(data: bytes) -> bool:
    """Return whether a file is what Git LFS puts in the place of one that was not fetched."""
    return data.startswith(_POINTER.encode())
