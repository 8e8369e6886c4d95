"""Views as text, by Jinja layouts; a layout arranges, it decides nothing."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, TemplateError

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import FaultyError
from qshop.base.i18n import Tongue
from qshop.io.packaged import packaged_path
from qshop.pages.own_layouts import FOLDER, PACKAGED, OwnLayouts
from qshop.pages.sandbox import Sandbox, is_html

_HELP = "mend it; qshop check shows it again. Without its file, the packaged layout is back"


class Layouts:
    """The layouts of a programme: its own in `templates/` go before the packaged ones, which `qshop/…` always means.

    Raises `FaultyError` with every diagnostic if the programme's own cannot be used.
    """

    def __init__(self, root: Path) -> None:
        self._environment, self._own = _opened(root)
        faults = self._own.faults()
        if faults:
            raise FaultyError("the programme's own layouts have faults", _HELP, faults)

    def render(self, layout: str, view: object, tongue: Tongue) -> str:
        """Return `layout` (such as `debrief/wave.md.j2`) filled with a view, in a language; it ends with one newline.

        HTML is escaped, but its lines stay as they are: its content security policy has hashes of styles and script.
        Raises `FaultyError` with the place if an own layout cannot be filled in.
        """
        try:
            text = self._environment.filled(layout, view=view, t=tongue)
        except (
            TemplateError,
            ArithmeticError,
            LookupError,
            TypeError,
            ValueError,
            RecursionError,
            MemoryError,
        ) as error:
            fault = self._own.fault_of(error)
            if fault is None:
                raise
            raise FaultyError(f"the layout {layout} cannot be filled in", _HELP, [fault]) from None
        if is_html(layout):
            return text
        lines = [line.rstrip() for line in text.splitlines()]
        return "\n".join(_single_blanks(lines)).strip("\n") + "\n"

    def has(self, layout: str) -> bool:
        """Return whether there is a layout of this name."""
        return layout in self._environment.list_templates()

    def text(self, *names: str) -> str:
        """Return files that go into a page unchanged, such as its styles, joined by newlines."""
        return "\n".join(map(self._environment.source_of, names))


def layout_faults(root: Path, view_of: Callable[[str], type | None] = lambda _: None) -> list[Diagnostic]:
    """Return everything that can be seen to be wrong with the own layouts of the programme in `root`.

    `view_of` gives the class of the view that a layout is given, by the layout's name.
    """
    _, own = _opened(root)
    return own.faults(view_of)


def _opened(root: Path) -> tuple[Sandbox, OwnLayouts]:
    default = FileSystemLoader(str(packaged_path("pages/layouts")))
    own = FileSystemLoader(root / FOLDER)
    environment = Sandbox(ChoiceLoader([PrefixLoader({PACKAGED.rstrip("/"): default}), own, default]))
    return environment, OwnLayouts(root, environment)


def _single_blanks(lines: list[str]) -> list[str]:
    return [line for before, line in zip(["", *lines], lines, strict=False) if before or line]
