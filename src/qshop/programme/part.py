"""The base class of everything written in a programme's files."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from qshop.base.diagnostics import Diagnostic, Where
from qshop.programme.nodes import LocatedMapping, Mapping, exists_at, place_of


class _Origin:
    """The node a part was read from. All origins are equal, so that parts are compared by what they say."""

    __slots__ = ("node",)

    def __init__(self, node: Mapping | None = None) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Origin)

    def __hash__(self) -> int:
        return 0


class Part(BaseModel):
    """Anything written in a programme's files: closed to unknown keys, immutable, and aware of its place."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    _origin: _Origin = PrivateAttr(default_factory=_Origin)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - raw input
        part = handler(value)
        if isinstance(value, LocatedMapping):
            part._origin = _Origin(value.node)
        return part

    def at(self, *path: object, key: bool = False) -> Where:
        """Return the place of what is at `path` below this part; with `key`, the place of its key."""
        node = self._origin.node
        return place_of(node, path, key=key) if node else Where("")

    def is_written(self, *path: object) -> bool:
        """Return whether the file has something at `path` below this part, even if it was too faulty to be read."""
        node = self._origin.node
        return node is not None and exists_at(node, path)

    def diagnostic(
        self,
        code: str,
        message: str,
        *path: object,
        key: bool = False,
        help: str = "",  # noqa: A002 - the word of the contract
    ) -> Diagnostic:
        """Return a diagnostic for what is at `path` below this part; with `key`, for its key."""
        return Diagnostic(code, message, self.at(*path, key=key), help)


def one_or_many(value: object) -> object:
    """Return a single text as a list of one; any other value as it is."""
    return [value] if isinstance(value, str) else value
