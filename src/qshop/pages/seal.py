"""Styles and scripts that stand in a page itself, and the hash by which its content security policy allows them."""

from base64 import b64encode
from hashlib import sha256


def seal(text: str) -> str:
    """Return the hash of a text as a content security policy writes it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def styles(text: str) -> str:
    """Return styles that can stand in a `style` element: nothing in them ends it."""
    return str(text).replace("</", "<\\/")
