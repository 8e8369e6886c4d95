"""The exceptions that stop a command; every other problem is a diagnostic."""

from collections.abc import Sequence

from qshop.base.diagnostics import Diagnostic


class StopError(Exception):
    """The command cannot go on: a wrong call, a missing programme, an unwritable file.

    `message` says what is wrong, `help` what to do next. The command line ends with exit code 2.
    """

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002 - the word of the contract
        super().__init__(message)
        self.message = message
        self.help = help


class FaultyError(StopError):
    """The command cannot go on because of what people wrote; `diagnostics` are shown before the message."""

    def __init__(self, message: str, help: str, diagnostics: Sequence[Diagnostic]) -> None:  # noqa: A002 - the word of the contract
        super().__init__(message, help)
        self.diagnostics = list(diagnostics)
