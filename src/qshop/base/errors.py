"""The exceptions that stop a command; every other problem is a diagnostic."""

from collections.abc import Sequence

from qshop.base.diagnostics import Diagnostic

_SHOWN = 5


class StopError(Exception):
    """The command cannot go on: a wrong call, a missing programme, an unwritable file.

    `message` says what is wrong, `help` what to do next. The command line ends with exit code 2.
    """

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word of the contract
        super().__init__(message)
        self.message = message
        self.help = help

    def __str__(self) -> str:
        """Return what a person at a notebook reads."""
        return "\n".join(filter(None, [self.message, self.help]))


class FaultyError(StopError):
    """The command cannot go on because of what people wrote; `diagnostics` are shown before the message."""

    def __init__(self, message: str, help: str, diagnostics: Sequence[Diagnostic]) -> None:  # noqa: A002 - the word of the contract
        super().__init__(message, help)
        self.diagnostics = list(diagnostics)

    def __str__(self) -> str:
        """Return the same, below the first faults."""
        shown = [f"{one.where}: {one.code} {one.message}" for one in self.diagnostics[:_SHOWN]]
        more = len(self.diagnostics) - len(shown)
        return "\n".join([*shown, *([f"… and {more} more"] if more > 0 else []), super().__str__()])
