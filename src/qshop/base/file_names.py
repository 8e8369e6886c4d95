"""Names of files and folders made of codes that people typed."""

import re
from collections import Counter
from collections.abc import Collection
from hashlib import sha256

_PLAIN = re.compile(r"[A-Za-z0-9_-]")
_WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


def safe_name(code: str) -> str:
    """Return a file name for a code or path that people typed: distinct, short, and without any folder.

    Letters, digits, `_` and `-` stay; any other character becomes `%` and its UTF-8 bytes in hexadecimal.
    """
    name = "".join(c if _PLAIN.fullmatch(c) else "".join(f"%{byte:02X}" for byte in c.encode()) for c in code)
    if _WINDOWS_DEVICES.fullmatch(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return name if len(name) <= 120 else f"{name[:100]}%_{_digest(code)}"


def distinct_names(codes: Collection[str]) -> dict[str, str]:
    """Return the safe name of each of `codes`; no two are the same to a file system that ignores case."""
    names = {code: safe_name(code) for code in codes}
    times = Counter(name.casefold() for name in names.values())
    return {code: name if times[name.casefold()] == 1 else f"{name}%_{_digest(code)}" for code, name in names.items()}


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()[:12]
