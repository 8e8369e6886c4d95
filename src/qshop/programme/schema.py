"""JSON Schema of a kind of file, made from its model, so that an editor completes and checks as qshop reads.

A schema does not refuse what `qshop check` accepts, but for texts that an editor takes for something else (`true`,
`null`) outside quotes. It knows less: ids that must exist, answers that must fit their question and texts in every
language are the check's business.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from inspect import cleandoc
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from qshop.programme.part import Part

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_KEY = re.compile(r"(\w+): (.+)")
SCALAR = {"type": ["string", "number", "boolean", "null"]}
SINGLE = {"type": ["string", "number"], "minLength": 1}


@dataclass(frozen=True)
class FileKind:
    """A kind of file: what may stand in it, and which files are of it, as a pattern below the programme's folder."""

    model: type[Part]
    files: str


FileKinds = Mapping[str, FileKind]
"""The kinds of files by name; the first whose pattern fits a path is the path's."""


def kind_of(path: str, kinds: FileKinds) -> str:
    """Return the name of the kind of the file at `path` below the programme's folder; nothing if it is of none."""
    return next((name for name, kind in kinds.items() if fnmatchcase(path, kind.files)), "")


def modeline(path: str, kinds: FileKinds) -> str:
    """Return the line that points an editor from the file at `path` to its schema in `schemas/`, or nothing."""
    kind, up = kind_of(path, kinds), "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}schemas/{kind}.json\n" if kind else ""


def schema_text(model: type[Part]) -> str:
    """Return the schema of a part as it is kept in `schemas/`."""
    return json.dumps(schema(model), ensure_ascii=False, indent=1) + "\n"


def schema(model: type[Part]) -> dict[str, Any]:
    """Describe what may stand in a part of the model, and all that is inside it."""
    return {"$schema": DRAFT, **model.model_json_schema(schema_generator=_Generator)}


def descriptions(model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Give what a part's docstring says of it, and of each key: its last lines, `key: text`, are the keys'."""
    prose, keys = "", dict[str, str]()
    for one in reversed(model.__mro__):
        if issubclass(one, Part) and one is not Part:
            prose, own = _parted(cleandoc(one.__doc__ or ""))
            keys |= own
    return prose, keys


def _parted(doc: str) -> tuple[str, dict[str, str]]:
    prose: list[str] = []
    keys: dict[str, str] = {}
    for line in doc.split("\n"):
        found = _KEY.fullmatch(line)
        if found:
            keys[found[1]] = found[2]
        elif keys and line.startswith(" "):
            keys[next(reversed(keys))] += " " + line.strip()
        else:
            prose.append(line)
    return "\n".join(prose).strip(), keys


class _Generator(GenerateJsonSchema):
    """Writes what a person may write: shorthands, no `null` where a key is left out, a text for every key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's signature
        """Leave out titles: they only repeat the key."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Take the descriptions of a part and of its keys from its docstring."""
        written = super().model_schema(schema)
        written.pop("title", None)
        written["description"], keys = descriptions(schema["cls"])
        for key, text in keys.items():
            written["properties"][key]["description"] = text
        return written

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Describe the value only: nothing is said by leaving the key out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Give defaults that are a single value, numbers as numbers."""
        written = self.generate_inner(schema["schema"])
        match schema.get("default"):
            case Decimal() as number:
                return {**written, "default": int(number) if number == int(number) else float(number)}
            case bool() | int() | str() as value if value != "":
                return {**written, "default": value}
            case _:
                return written

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's signature
        """Let a text that is taken as it stands be any single value, or blank."""
        return dict(SCALAR)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Check the keys of a mapping, which are always text."""
        names = {key: value for key, value in self.generate_inner(schema["keys_schema"]).items() if key != "type"}
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "additionalProperties": values, **({"propertyNames": names} if names else {})}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Let a single value stand for a list of one, or for a mapping with its main key."""
        full = self.generate_inner(schema["schema"])
        entry = full.get("items", {})
        return {"anyOf": [SINGLE if not entry or "$ref" in entry else entry, full]}
