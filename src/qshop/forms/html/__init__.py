"""The form for the screen: one HTML file that works on a phone or a laptop without network, and can be printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qshop.base.i18n import Tongue
from qshop.base.language_tags import own_name
from qshop.forms.form_view import Section, asks_for_staff, form
from qshop.forms.html.script_facts import facts, in_language
from qshop.forms.visit_fields import Field, visit_fields
from qshop.io.packaged import tongue
from qshop.pages.render import Layouts
from qshop.pages.seal import seal
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.questionnaire import Scenario

STYLES = ("forms/html/screen.css", "forms/html/paper.css")
SCRIPTS = tuple(f"forms/html/{name}.js" for name in ("page", "asked", "answers", "draft", "steps", "review", "start"))


@dataclass(frozen=True)
class TrustedText:
    """Styles or a script of the page, which its content security policy allows by `seal`."""

    text: str

    @property
    def seal(self) -> str:
        """Return the text's hash as the policy writes it."""
        return seal(self.text)


@dataclass(frozen=True)
class HtmlForm:
    """The page in its first language.

    languages: what marks the page's languages, by their own names
    words: all its texts by key
    language, spoken: what marks the language of the programme's texts, and that of qshop's own sentences
    foreign: the keys of texts that are in another language than the page
    facts: the data of its script
    """

    languages: dict[str, dict[str, str]]
    words: dict[str, str]
    language: dict[str, str]
    spoken: dict[str, str]
    foreign: frozenset[str]
    version: str
    fields: list[Field]
    scenarios: list[Scenario]
    sections: list[tuple[str, Section]]
    with_staff: bool
    styles: TrustedText
    script: TrustedText
    facts: dict[str, Any]


def forms(
    version: Version, programme: Programme, languages: Sequence[str], layouts: Layouts
) -> Iterator[tuple[str, str | bytes]]:
    """Yield the one file, in all `languages`; it starts in the first."""
    tongues = [tongue(language, programme.settings.languages) for language in languages]
    yield "html", layouts.render("forms/form.html.j2", _page(version, programme, tongues, layouts), tongues[0])


def _page(version: Version, programme: Programme, tongues: Sequence[Tongue], layouts: Layouts) -> HtmlForm:
    first, script_data = tongues[0], facts(version, programme, tongues)
    stages = [stage.id for stage in version.stages]
    return HtmlForm(
        languages={own_name(tongue.language): in_language(tongue.language) for tongue in tongues},
        words=script_data["words"][first.language],
        language=in_language(first.language),
        spoken=in_language(first.spoken),
        foreign=frozenset(script_data["sentences"] if first.spoken != first.language else ()),
        version=version.name,
        fields=list(visit_fields(version, programme, first)),
        scenarios=version.scenarios,
        sections=list(zip(stages, form(version, programme, first).sections, strict=True)),
        with_staff=asks_for_staff(programme),
        styles=TrustedText(layouts.text(*STYLES)),
        script=TrustedText(layouts.text(*SCRIPTS)),
        facts=script_data,
    )
