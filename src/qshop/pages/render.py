"""Views as text, by Jinja layouts. Jinja is imported here only; a layout arranges, it decides nothing."""

from pathlib import Path

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qshop.base.i18n import Tongue
from qshop.io.packaged import packaged_path
from qshop.pages.escaping import markdown


class Layouts:
    """The layouts of a programme: its own in `templates/` go before the packaged ones, which `qshop/…` always means."""

    def __init__(self, root: Path) -> None:
        default = FileSystemLoader(str(packaged_path("pages/layouts")))
        own = FileSystemLoader(root / "templates")
        self._loader = ChoiceLoader([PrefixLoader({"qshop": default}), own, default])
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
        """Return `layout` (such as `debrief/wave.md.j2`) filled with a view, in a language; it ends with one newline.

        HTML is escaped, but its lines stay as they are: its content security policy has hashes of styles and script.
        """
        text = self._environment.get_template(layout).render(view=view, t=tongue)
        if _is_html(layout):
            return text
        lines = [line.rstrip() for line in text.splitlines()]
        return "\n".join(_single_blanks(lines)).strip("\n") + "\n"

    def text(self, *names: str) -> str:
        """Return files that go into a page unchanged, such as its styles, joined by newlines."""
        return "\n".join(self._loader.get_source(self._environment, name)[0] for name in names)


def _is_html(layout: str) -> bool:
    return layout.endswith(".html.j2")


def _single_blanks(lines: list[str]) -> list[str]:
    return [line for before, line in zip(["", *lines], lines, strict=False) if before or line]
