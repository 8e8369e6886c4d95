"""What git puts in a file that is not its content: the marks of a conflict, and a note of where the content is kept."""

import re

from qshop.io.refusal import RefusedError

_CONFLICT = re.compile(r"^([ \t]*(?:#[ \t]*)?)(?:<{7,}|>{7,})(?=[ \t]|$)")
_SIGNS = ("<" * 7, ">" * 7)
_POINTER = "version https://git-lfs.github.com/spec/"
_LINE_END = re.compile("\r\n?|\n")


def refuse_leftovers(text: str) -> None:
    """Raise `RefusedError` at the first line that git wrote into a file instead of what belongs there.

    A line of `=======` alone underlines a title in Markdown, so a conflict is known by how it begins or ends.
    """
    if text.startswith(_POINTER):
        message = "a Git LFS pointer stands here instead of the file"
        raise RefusedError("QS115", message, 1, "fetch the file itself: git lfs pull")
    for number, line in enumerate(_LINE_END.split(text) if any(sign in text for sign in _SIGNS) else (), 1):
        match = _CONFLICT.match(line)
        if match:
            message = f"a merge conflict is not resolved: “{line[match.end(1) :][:7]}”"
            help_ = "keep one of the two versions, and delete the lines of <<<<<<<, ======= and >>>>>>>"
            raise RefusedError("QS115", message, number, help_, match.end(1) + 1)
