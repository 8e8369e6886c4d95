"""What every part of a programme's files has: closed to unknown keys, and aware of its place."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from qshop.base.diagnostics import Diagnostic, Where
from qshop.programme.nodes import LocatedMapping, Mapping, exists_at, place_of


class Origin:
    """Where a part stands in its file. All origins are equal, so that moved or reformatted text is no change."""

    __slots__ = ("node",)

    def __init__(self, node: Mapping | None = None) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0


class Part(BaseModel):
    """Anything written in a programme's files: closed to unknown keys, immutable, and aware of its place."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)
    _origin: Origin = PrivateAttr(default_factory=Origin)

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401 - raw input
        part = handler(value)
        if isinstance(value, LocatedMapping):
            part._origin = Origin(value.node)
        return part

    def at(self, *path: object, key: bool = False) -> Where:
        """Find the place of what stands at `path` below this part; with `key`, of the key it stands under."""
        node = self._origin.node
        return place_of(node, path, key=key) if node else Where("")

    def is_written(self, *path: object) -> bool:
        """Tell whether the file has something at `path` below this part, even if it was too faulty to be read."""
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
        """Report a problem with what stands at `path` below this part; with `key`, with the key itself."""
        return Diagnostic(code, message, self.at(*path, key=key), help)


def one_or_many(value: object) -> object:
    """Let a list of one be written as its only entry."""
    return [value] if isinstance(value, str) else value
