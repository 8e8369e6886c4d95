"""JSON Schemas of the kinds of files, made from their models, with which editors complete and check what is typed.

A schema accepts all that `qshop check` accepts, except texts outside quotes that an editor does not read as texts
(`true`, `null`). It checks less: not whether ids exist, answers suit their question, or every language has its text.
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
    """A kind of file: the model of its content, and a pattern of its paths below the programme's folder."""

    model: type[Part]
    files: str


FileKinds = Mapping[str, FileKind]
"""The kinds of files by name; a path is of the first kind whose pattern it matches."""


def kind_of(path: str, kinds: FileKinds) -> str:
    """Return the name of the kind of the file at `path` below the programme's folder, or nothing."""
    return next((name for name, kind in kinds.items() if fnmatchcase(path, kind.files)), "")


def modeline(path: str, kinds: FileKinds) -> str:
    """Return the line that points an editor from the file at `path` to its schema in `schemas/`, or nothing."""
    kind, up = kind_of(path, kinds), "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}schemas/{kind}.json\n" if kind else ""


def schema_text(model: type[Part]) -> str:
    """Return the schema of a part as it is kept in `schemas/`."""
    return json.dumps(schema(model), ensure_ascii=False, indent=1) + "\n"


def schema(model: type[Part]) -> dict[str, Any]:
    """Return the JSON Schema of a part and of all parts inside it."""
    return {"$schema": DRAFT, **model.model_json_schema(schema_generator=_Generator)}


def descriptions(model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """Return the descriptions of a part and of each key, from its docstring, which ends with lines of `key: text`."""
    prose, keys = "", dict[str, str]()
    for class_ in reversed(model.__mro__):
        if issubclass(class_, Part) and class_ is not Part:
            prose, own_keys = prose_and_keys(cleandoc(class_.__doc__ or ""))
            keys |= own_keys
    return prose, keys


def prose_and_keys(doc: str) -> tuple[str, dict[str, str]]:
    """Return what a docstring says, and what it says of each key in lines of `key: text`."""
    prose: list[str] = []
    keys: dict[str, str] = {}
    for line in doc.split("\n"):
        match = _KEY.fullmatch(line)
        if match:
            keys[match[1]] = match[2]
        elif keys and line.startswith(" "):
            keys[next(reversed(keys))] += " " + line.strip()
        else:
            prose.append(line)
    return "\n".join(prose).strip(), keys


class _Generator(GenerateJsonSchema):
    """Makes the schema of what a person may write: shorthands, no `null` for a key left out, a text for every key."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's signature
        """Return False: titles only repeat the key."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a part with its description and those of its keys."""
        part_schema = super().model_schema(schema)
        part_schema.pop("title", None)
        part_schema["description"], keys = descriptions(schema["cls"])
        for key, text in keys.items():
            part_schema["properties"][key]["description"] = text
        return part_schema

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value alone: a key without a value is left out, never `null`."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return a schema with the default where that is a single value; a number is a number there."""
        value_schema = self.generate_inner(schema["schema"])
        match schema.get("default"):
            case Decimal() as number:
                return {**value_schema, "default": int(number) if number == int(number) else float(number)}
            case bool() | int() | str() as value if value != "":
                return {**value_schema, "default": value}
            case _:
                return value_schema

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's signature
        """Return the schema of any single value, or blank: what an untyped text may be."""
        return dict(SCALAR)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return the schema of a mapping, with that of its keys, which are always text."""
        names = {key: value for key, value in self.generate_inner(schema["keys_schema"]).items() if key != "type"}
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "additionalProperties": values, **({"propertyNames": names} if names else {})}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """Return a schema that accepts a single value for a list of one, or for a mapping with its main key."""
        full = self.generate_inner(schema["schema"])
        entry = full.get("items", {})
        return {"anyOf": [SINGLE if not entry or "$ref" in entry else entry, full]}
