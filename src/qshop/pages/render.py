"""Lay a view out as text. The only place that knows Jinja; a layout arranges, it never decides."""

from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qshop.base.i18n import Tongue
from qshop.io.packaged import packaged
from qshop.pages.escaping import markdown


class Layouts:
    """The layouts of a programme: its own `templates/` win over the packaged ones, which `qshop/…` always names."""

    def __init__(self, root: Path) -> None:
        ours, own = FileSystemLoader(str(packaged("pages/layouts"))), FileSystemLoader(root / "templates")
        self._loader = ChoiceLoader([PrefixLoader({"qshop": ours}), own, ours])
        self._environment = ImmutableSandboxedEnvironment(
            loader=self._loader,
            undefined=StrictUndefined,
            autoescape=lambda name: _is_html(name or ""),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters["md"] = markdown

    def render(self, layout: str, view: object, tongue: Tongue) -> str:
        """Fill `layout` (such as `debrief/wave.md.j2`) with a view, in a language; the text ends with one newline.

        In HTML everything is escaped and nothing is moved: its content security policy seals the styles and the script.
        """
        text = self._environment.get_template(layout).render(view=view, t=tongue)
        if _is_html(layout):
            return text
        lines = [line.rstrip() for line in text.splitlines()]
        return "\n".join(_single_blanks(lines)).strip("\n") + "\n"

    def text(self, *names: str) -> str:
        """Give what goes into a page as it stands, such as its styles: one file after the other."""
        return "\n".join(self._loader.get_source(self._environment, name)[0] for name in names)


def _is_html(layout: str) -> bool:
    return layout.endswith(".html.j2")


def _single_blanks(lines: list[str]) -> list[str]:
    return [line for before, line in zip(["", *lines], lines, strict=False) if before or line]
