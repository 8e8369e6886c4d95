"""The file of a frozen version: its content, its seal, and its YAML."""

import hashlib
import json
import re
from typing import Any

import yaml

from qshop.programme.frozen import Version

_INVISIBLE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def content(version: Version) -> dict[str, Any]:
    """Return what the file of a version holds: all that differs from a default, key by key, and the hash last."""
    written = version.model_dump(by_alias=True, exclude_defaults=True)
    hash_ = written.pop("hash")
    return {**written, "format": int(version.format), "hash": hash_}


def seal(tree: object) -> str:
    """Take the hash of a version: SHA-256 of the canonical JSON of its nodes as text, without `hash` itself."""
    content = {key: value for key, value in tree.items() if key != "hash"} if isinstance(tree, dict) else tree
    text = json.dumps(text_tree(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def text_tree(tree: object) -> object:
    """Turn every value into the text it is written as, so that content and file compare alike."""
    match tree:
        case dict():
            return {str(key): text_tree(value) for key, value in tree.items()}
        case list():
            return [text_tree(value) for value in tree]
        case bool():
            return "true" if tree else "false"
        case _:
            return str(tree)


def to_yaml(tree: dict[str, Any]) -> str:
    """Write a version's content as YAML, keys in the order given, one line a value.

    Should it hold an invisible character that no file may show as it is, all but plain ASCII is escaped.
    """
    text: str = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)
    if _INVISIBLE.search(text):
        text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=False, width=10_000)
    return text
