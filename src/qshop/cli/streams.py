"""The standard streams of the process, any of which may be closed or refuse what is written."""

import os
import sys
from typing import TextIO


def open_streams() -> bool:
    """Return whether there is a standard output to print data on; a closed one is replaced by nothing.

    Otherwise the next file that is opened would take its place. A closed standard error only silences what is said.
    """
    is_open = sys.stdout is not None
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = os.O_RDONLY if number == 0 else os.O_WRONLY
            descriptor = os.open(os.devnull, mode)
            if descriptor != number:
                os.dup2(descriptor, number)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))
    if not is_open:
        sys.stderr.write("qshop: the standard output is closed\n  print to a terminal or into a file\n")
    return is_open


def give_up(stream: TextIO) -> None:
    """Point a stream that cannot be written at nothing, if it cannot, so that the interpreter's last flush succeeds."""
    try:
        stream.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
