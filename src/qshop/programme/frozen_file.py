"""The file of a frozen version: its content, its hash and its YAML."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from qshop.base.diagnostics import Diagnostic
from qshop.programme.frozen import Version

_INVISIBLE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def content(version: Version) -> dict[str, Any]:
    """Return the content of the file of a version: all that differs from a default, the hash last."""
    data = version.model_dump(by_alias=True, exclude_defaults=True)
    hash_ = data.pop("hash")
    return {**data, "format": int(version.format), "hash": hash_}


def seal(tree: object) -> str:
    """Return the hash of a version: SHA-256 of the canonical JSON of its nodes as text, without `hash` itself."""
    hashed = {key: value for key, value in tree.items() if key != "hash"} if isinstance(tree, dict) else tree
    text = json.dumps(text_tree(hashed), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def text_tree(tree: object) -> object:
    """Return `tree` with every value as the text it is written as: the same for a content and for its file."""
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
    """Return a version's content as YAML, keys in the order given, each value on one line.

    If it holds an invisible character, which no file may hold as it is, everything but ASCII is escaped.
    """
    text: str = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=10_000)
    if _INVISIBLE.search(text):
        text = yaml.safe_dump(tree, sort_keys=False, allow_unicode=False, width=10_000)
    return text


def frozen_file_diagnostics(version: Version, tree: object, place: str) -> Iterator[Diagnostic]:
    """QS217: `tree`, the file's content, no longer matches its hash. QS223: its `place` is that of another version."""
    if seal(tree) != version.hash:
        help_ = "restore it from git; to change a questionnaire, edit criteria/ and run: qshop build-questionnaire"
        message = "this frozen version no longer matches its hash: it was edited"
        yield version.diagnostic("QS217", message, "hash", help=help_)
    if version.name != place:
        message = f"the file says {version.name}, its place says {place}"
        yield version.diagnostic("QS223", message, "version", help="restore the file's name")
