"""The one exception with which a reader refuses a whole file, and its diagnostic."""

from qshop.base.diagnostics import Diagnostic, Where


class RefusedError(Exception):
    """A whole file is not accepted, because of a line (0: because of the whole), with a reason and what to do."""

    def __init__(self, code: str, message: str, line: int, help_: str, column: int = 1) -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.help, self.column = code, message, line, help_, column

    def diagnostic(self, source: str) -> Diagnostic:
        """Return the diagnostic for the file called `source`."""
        where = Where(source, self.line, self.column if self.line else 0)
        return Diagnostic(self.code, self.message, where, self.help)
