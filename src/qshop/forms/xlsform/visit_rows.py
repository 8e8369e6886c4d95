"""The survey rows about the visit itself: hidden fields, the fields a shopper fills in, and the role to play."""

from collections.abc import Iterator, Sequence
from functools import partial

from qshop.base.i18n import Tongue
from qshop.forms.visit_fields import Field, visit_fields
from qshop.forms.xlsform.relevance import first_tags
from qshop.forms.xlsform.rows import Choice, Row, Texts, list_appearance
from qshop.forms.xlsform.translations import Translator, lines
from qshop.forms.xlsform.xpath import ALWAYS, equals, literal, value
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.questionnaire import Scenario

GROUP = "THE_VISIT"
_RECORDED = ("start", "end")
_CODE = r"^[^/\\ ]([^/\\]{0,62}[^/\\ ])?$"


def hidden(version: Version) -> Iterator[Row]:
    """Yield the rows that record when the form was filled in, its version, and the site's code once more.

    The code is repeated because KoboToolbox exports a chosen code such as 007 as a number, a calculated one as text.
    Nothing else is recorded about the shopper or the device. The times are left out if a question has their name.
    """
    used = {question.id for _, _, question in version.questions()} | {stage.id for stage in version.stages}
    yield from (Row(name, name) for name in _RECORDED if name not in used)
    yield Row("calculate", "questionnaire", calculation=literal(version.questionnaire))
    yield Row("calculate", "version", calculation=literal(str(version.version)))
    yield Row("calculate", "_site", calculation=value("site"))


def welcome(version: Version, translate: Translator) -> Row:
    """Return the note on what to know before filling in the form."""
    rules = [translate("form.remember_facts"), translate("form.remember_blank")]
    return Row("note", "_introduction", lines(translate.words(version.introduction), *rules, between="\n\n"))


def visit(version: Version, programme: Programme, translate: Translator) -> Iterator[Row]:
    """Yield the fields of the visit, then the brief of each role, shown when the role is chosen."""
    yield Row("begin_group", GROUP, translate("form.the_visit"), appearance="field-list")
    yield from (_field(by_language, programme, translate) for by_language in _fields(version, programme, translate))
    yield Row("end_group", GROUP)
    for scenario in version.scenarios:
        relevant = equals("scenario", scenario.id) if len(version.scenarios) > 1 else ALWAYS
        yield Row("note", f"_scenario_{scenario.id}", _brief(scenario, translate), relevant=relevant)


def choices(version: Version, programme: Programme, translate: Translator) -> Iterator[Choice]:
    """Yield the choices of the fields of the visit; a site's choice has its tags from the beginning."""
    tagged = {site.id: first_tags(site) for site in programme.sites}
    for by_language in _fields(version, programme, translate):
        for options in zip(*(field.options for field in by_language), strict=True):
            name, code = by_language[0].id, options[0].value
            words = translate.in_order(option.words for option in options)
            yield Choice(name, code, words, tagged[code] if name == "site" else "")


def _fields(version: Version, programme: Programme, translate: Translator) -> Iterator[tuple[Field, ...]]:
    """Return an iterator over the fields, each as a tuple: the same field in every language."""
    return zip(*(visit_fields(version, programme, tongue) for tongue in translate.tongues), strict=True)


def _field(by_language: Sequence[Field], programme: Programme, translate: Translator) -> Row:
    field = by_language[0]
    kind = f"select_one {field.id}" if field.options else "text" if field.kind == "choice" else field.kind
    hint = translate.in_order(one.hint for one in by_language)
    constraint, message = "", {}
    if kind == "date":
        constraint, message = ". <= today()", translate("form.fault_future")
    elif kind == "text":
        form = programme.settings.privacy.codes.shopper
        constraint = f"regex(., {literal(_CODE)}) and regex(., {literal(f'^({form})$')})"
        message = lines(translate("form.fault_code"), hint, between=" ")
    return Row(
        kind,
        field.id,
        translate.in_order(one.label for one in by_language),
        hint if field.hint else {},
        required="yes" if field.required else "",
        required_message=translate("form.fault_required") if field.required else {},
        constraint=constraint,
        constraint_message=message,
        appearance=list_appearance(len(field.options)),
    )


def _brief(scenario: Scenario, translate: Translator) -> Texts:
    """Return who to be and what to do, what never to do, and how to stay safe."""
    paragraphs = [translate.words(scenario.name), translate.words(scenario.brief)]
    for heading, entries in (("form.never", scenario.never), ("form.safety", scenario.safety)):
        if entries:
            title = translate.with_each(partial(_heading, heading))
            paragraphs.append(lines(title, *(translate.words(entry) for entry in entries)))
    return lines(*paragraphs, between="\n\n")


def _heading(key: str, tongue: Tongue) -> str:
    return tongue(key) + tongue("colon")
