"""A path as text that can be printed in one line, whatever it is called."""


def shown_path(path: str) -> str:
    """Return a path in which a character that cannot be shown, or a byte that is no text, is told by its code."""
    return "".join(character if character.isprintable() else _code(ord(character)) for character in path)


def _code(number: int) -> str:
    if 0xDC80 <= number <= 0xDCFF:  # a byte that is no UTF-8, as Python keeps it
        return f"\\x{number - 0xDC00:02x}"
    return code_of(number)


def code_of(number: int) -> str:
    r"""Return the code of a character by its number, as in `\u202e`."""
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
