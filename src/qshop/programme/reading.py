"""Reads the nodes of a file as a part of the model; every error in the file gets its place."""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence, as_data, place_of
from qshop.programme.part import Part
from qshop.programme.scalars import is_language

P = TypeVar("P", bound=Part)
_REMOVED = object()
_MOST_ATTEMPTS = 8
_MAPPING = ("a mapping is expected here", "write keys with their values, such as {id: …, text: …}")
_SHAPES = {
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "list_type": ("a list is expected here", "write it as a list: […], or one entry a line after a dash"),
    "string_type": ("a text is expected here", "write one text, not a list or a mapping"),
}
_OTHER = ("another kind of value is expected here", "see how the files of qshop init are written")


def read_part(model: type[P], node: Node, first: str = "en") -> tuple[P | None, list[Diagnostic]]:
    """Return `node` as a `model`, and every problem in it.

    A faulty value is left out, and with it the smallest part that requires it, so that the rest of the file can still
    be checked. The part is None if the file as a whole requires what is left out.
    `first` is the programme's first language: a text without a language is in it.
    """
    if not isinstance(node, Mapping):
        message = "the file must be a mapping of keys to values"
        return None, [Diagnostic("QS203", message, node.where, "start with: format: 1")]
    data, diagnostics = as_data(node), list[Diagnostic]()
    for _ in range(_MOST_ATTEMPTS):
        try:
            return model.model_validate(data, context={"first": first}), diagnostics
        except ValidationError as error:
            details = error.errors(include_url=False)
            diagnostics = diagnostics or [_diagnostic(model, node, detail) for detail in details]
            if not _prune(data, details):
                break
    return None, diagnostics


def first_listed_language(node: Node) -> str:
    """Return the first of the `languages` that a file lists; empty where it lists none."""
    match node:
        case Mapping(entries={"languages": Entry(value=Sequence(items=(Scalar(text=first), *_)))}):
            return first if is_language(first) else ""
        case _:
            return ""


def _prune(data: object, details: list[ErrorDetails]) -> bool:
    """Remove every faulty value from `data`; return whether something is left to read again."""
    for detail in details:
        path = list(_steps(data, detail["loc"]))
        if not path:
            return False
        container, key = path[-1]
        container[key] = _REMOVED
    _drop_removed(data)
    return True


def _steps(data: Any, loc: tuple[int | str, ...]) -> Iterator[tuple[Any, int | str]]:  # noqa: ANN401 - raw data
    """Yield each container on the way to `loc`, with the key or index that leads on; skip steps not in `data`."""
    for step in loc:
        inside = step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        if inside:
            yield data, step
            data = data[step]


def _drop_removed(data: Any) -> None:  # noqa: ANN401 - raw data
    if isinstance(data, dict):
        for key in [key for key, value in data.items() if value is _REMOVED]:
            del data[key]
        for value in data.values():
            _drop_removed(value)
    elif isinstance(data, list):
        data[:] = [value for value in data if value is not _REMOVED]
        for value in data:
            _drop_removed(value)


def _diagnostic(model: type[Part], node: Node, detail: ErrorDetails) -> Diagnostic:
    kind, path = detail["type"], detail["loc"]
    is_key = path[-1:] == ("[key]",)  # pydantic's mark of a faulty key
    where = place_of(node, path, key=is_key)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    match kind:
        case "missing":
            value = "1" if path[-1] == "format" else "…"
            return Diagnostic("QS202", f"“{path[-1]}” is missing", where, f"add: {path[-1]}: {value}")
        case "extra_forbidden":
            help_ = did_you_mean(str(path[-1]), _keys(model, path[:-1])) or "remove it"
            return Diagnostic("QS201", f"unknown key “{str(path[-1])[:80]}”", place_of(node, path, key=True), help_)
        case "literal_error":
            choices = detail["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            shown = str(detail["input"])[:40]
            code = "QS211" if path == ("format",) else "QS206"
            return Diagnostic(code, f"“{shown}” is not possible for “{name}”", where, did_you_mean(shown, choices))
        case _ if kind.startswith("QS"):
            return Diagnostic(kind, detail["ctx"]["message"], where, detail["ctx"]["help"])
        case "value_error":  # raised by a validator of ours: its own words, without the library's before them
            return Diagnostic("QS203", str(detail["ctx"]["error"]), where, _OTHER[1])
        case "too_short":
            return Diagnostic("QS203", f"“{path[-1]}” is empty", where, "give at least one")
        case _:
            message, help_ = _SHAPES.get(kind, _OTHER)
            return Diagnostic("QS203", message, where, help_)


def _keys(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the part at `path` may have."""
    for step in path:
        field = next((info for name, info in model.model_fields.items() if step in (name, info.alias)), None)
        model = (next(_models(field.annotation), None) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation at all
    """Yield the models that an annotation such as `list[Part] | None` names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
