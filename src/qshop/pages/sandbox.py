"""The environment in which layouts are filled in: strict, without a way out, and bounded in time and size."""

from collections.abc import Generator, Iterable, Iterator
from typing import Any, cast

from jinja2 import BaseLoader, StrictUndefined, nodes, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qshop.base.language_tags import direction_of
from qshop.pages.escaping import markdown, visible
from qshop.pages.seal import seal, styles

MOST_TURNS = 1_000_000
MOST_CHARACTERS = 20_000_000
_LONGEST, _HIGHEST_POWER = 1_000_000, 100
_COUNTED = "counted turns"
"""The filter that counts the turns of a loop; no layout can name it."""


def is_html(layout: str) -> bool:
    """Return whether a layout makes HTML, which is escaped by itself."""
    return layout.endswith(".html.j2")


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja in which an undefined name is an error and nothing is changed, run or endless.

    The turns of all loops of a page are counted, and its characters.
    """

    intercepted_binops = frozenset(["*", "**"])

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=lambda name: is_html(name or ""),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_shown,
        )
        self.filters |= {"md": markdown, "seal": seal, "styles": styles, "direction": direction_of}
        self.filters[_COUNTED] = self._counted
        self._loader, self._turns = loader, 0

    def filled(self, layout: str, **values: object) -> str:
        """Return a layout filled with values. Raises what Jinja raises, and `SecurityError` beyond the bounds."""
        self._turns = 0
        pieces, characters = [], 0
        stream = cast("Generator[str]", self.get_template(layout).generate(values))
        for piece in stream:
            pieces.append(piece)
            characters += len(piece)
            if characters > MOST_CHARACTERS:  # thrown into the layout, so that the error knows its line
                stream.throw(SecurityError(f"the page is longer than {MOST_CHARACTERS:,} characters"))
        return "".join(pieces)

    def source_of(self, name: str) -> str:
        """Return the text of a layout, or of a file that goes into a page unchanged."""
        return self._loader.get_source(self, name)[0]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        return tree

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._turns += 1
            if self._turns > MOST_TURNS:
                raise SecurityError(f"its loops take more than {MOST_TURNS:,} turns")
            yield value

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        """Return `left operator right`, unless the result is huge."""
        if (operator == "*" and _product(left, right) > _LONGEST) or (operator == "**" and right > _HIGHEST_POWER):
            raise SecurityError("the result is too large")
        return super().call_binop(context, operator, left, right)


@pass_eval_context
def _shown(context: EvalContext, value: object) -> object:
    """Return what is put into a page; in HTML, signs that have no look but an effect are shown by their codes."""
    is_typed = context.autoescape and isinstance(value, str) and not hasattr(value, "__html__")
    return visible(cast("str", value)) if is_typed else value


def _product(left: object, right: object) -> int:
    """Return how long a text or list becomes that is repeated; 0 for other products."""
    for whole, times in ((left, right), (right, left)):
        if isinstance(whole, str | list | tuple) and isinstance(times, int):
            return len(whole) * times
    return 0
