"""The lines of a text, one after the other, without a second copy of them in memory."""

from collections.abc import Iterator

from qshop.io.limits import MAX_ROW_CHARACTERS
from qshop.io.refusal import RefusedError


class Lines:
    """The lines of a text with their ends; `offset` is where the line begins that comes next.

    They end in line feeds; in carriage returns only if the text has no line feed at all.
    """

    def __init__(self, text: str, offset: int = 0, end: str = "") -> None:
        self.text, self.offset = text, offset
        self.end = end or ("\r" if "\n" not in text and "\r" in text else "\n")

    def __iter__(self) -> Iterator[str]:
        """Yield each line that is left."""
        text, end, size = self.text, self.end, len(self.text)
        start = self.offset
        while start < size:
            stop = text.find(end, start) + 1 or size
            if stop - start > MAX_ROW_CHARACTERS:
                self._refuse_long(start)
            self.offset = stop
            yield text[start:stop]
            start = stop

    def _refuse_long(self, start: int) -> None:
        message = f"a line of more than {MAX_ROW_CHARACTERS:,} characters"
        raise RefusedError("QS430", message, self.text.count(self.end, 0, start) + 1, "is this the right file?")

    def since(self, offset: int) -> str:
        """Return the text from `offset` to the line that comes next, without the line end."""
        return self.text[offset : self.offset].rstrip("\r\n")
