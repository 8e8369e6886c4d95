"""The shopper's briefing: one page for each role and language, with a short quiz and its answers."""

from collections.abc import Iterator, Sequence

from qshop.forms.briefing.briefing_page import page
from qshop.forms.briefing.role import roles
from qshop.io.packaged import tongue
from qshop.pages.render import Layouts
from qshop.programme.frozen import Version
from qshop.programme.model import Programme


def forms(
    version: Version, programme: Programme, languages: Sequence[str], layouts: Layouts
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the briefings of a version as Markdown; their file names contain the scenario where there are several."""
    for role in roles(version, programme):
        suffix = f"-{role.scenario.id}" if role.scenario and len(version.scenarios) > 1 else ""
        for language in languages:
            words = tongue(language, programme.settings.languages)
            text = layouts.render("forms/briefing.md.j2", page(role, programme, words), words)
            yield f"briefing{suffix}.{language}.md", text
