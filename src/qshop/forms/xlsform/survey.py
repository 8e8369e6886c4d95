"""A version as an XLSForm: the visit, then its stages in journey order, each on one page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from qshop.forms.form_view import asks_for_staff
from qshop.forms.visit_fields import code_rule
from qshop.forms.xlsform import question_rows, visit_rows
from qshop.forms.xlsform.language_names import language_names
from qshop.forms.xlsform.relevance import SITE_TAGS, Conditions, tags_of_visit
from qshop.forms.xlsform.rows import Choice, Row, XlsForm
from qshop.forms.xlsform.translations import Translator, lines
from qshop.forms.xlsform.xpath import NEVER, literal, since, value
from qshop.programme.frozen import FrozenQuestion, FrozenStage, Version
from qshop.programme.informed_staff import staff_named_from
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in

_STAFF = r"^[^/\\ ]{1,64}( [^/\\ ]{1,64})*$"
_INTENDED = "yes"
"""The answer that confirms the blanks of a stage."""


def xlsform(version: Version, programme: Programme, translate: Translator) -> XlsForm:
    """Return the form of a version in the languages of `translate`, the first one its default."""
    languages = language_names([tongue.language for tongue in translate.tongues])
    default = next(iter(languages))
    stages = list(_stages(version, programme, translate))
    survey = [
        *visit_rows.hidden(version),
        *_site_tags(programme, stages),
        visit_rows.welcome(version, translate),
        *visit_rows.visit(version, programme, translate),
        *stages,
        Row("note", "_thanks", translate("form.thanks")),
    ]
    settings = {
        "form_title": text_in(version.title, default),
        "form_id": version.questionnaire,
        "version": str(version.version),
        "default_language": languages[default],
        "style": "pages",
        "instance_name": f"concat({value('site')}, ' ', {value('date')})",
    }
    return XlsForm(languages, survey, _choices(version, programme, translate, survey), settings)


def _site_tags(programme: Programme, stages: list[Row]) -> Iterator[Row]:
    """Yield the hidden field of the site's tags on the day of the visit, if anything is asked by them."""
    if any(value(SITE_TAGS) in row.relevant for row in stages):
        yield Row("calculate", SITE_TAGS, calculation=tags_of_visit(programme))


@dataclass(frozen=True)
class _Page:
    """One stage as a page; `questions` are those that some visit is asked, each with its condition."""

    stage: FrozenStage
    relevant: str
    questions: list[tuple[FrozenQuestion, str]]


def _stages(version: Version, programme: Programme, translate: Translator) -> Iterator[Row]:
    for page in _pages(version, programme):
        yield from _rows(page, programme, translate)


def _pages(version: Version, programme: Programme) -> Iterator[_Page]:
    conditions = Conditions(version, programme)
    earlier: dict[str, FrozenQuestion] = {}
    for stage in version.stages:
        page = _Page(stage, conditions.of_stage(stage, earlier), [])
        for criterion, question in stage.asked():
            relevant = conditions.of_question(stage, criterion, question, earlier)
            if NEVER not in (relevant, page.relevant):
                earlier[question.id] = question
                page.questions.append((question, relevant))
        if page.questions:
            yield page


def _rows(page: _Page, programme: Programme, translate: Translator) -> Iterator[Row]:
    """Yield the rows of a stage: what to remember, its questions, who served, and that its blanks are intended."""
    stage, blanks = page.stage.id, f"_blanks_{page.stage.id}"
    name = translate.with_each(lambda tongue: programme.name_of("stage", stage, tongue.language))
    yield Row("begin_group", stage, name, relevant=page.relevant, appearance="field-list")
    remember = next((one.remember for one in programme.stages if one.id == stage), None)
    if remember:
        yield Row("note", f"_remember_{stage}", translate.words(remember))
    required = f"not(selected({value(blanks)}, {literal(_INTENDED)}))"
    for question, relevant in page.questions:
        yield from question_rows.rows(question, relevant, required if question.required else "", translate)
    if asks_for_staff(programme):
        yield _staff(stage, programme, translate)
    if any(question.required for question, _ in page.questions):
        yield Row("select_multiple _blanks", blanks, translate("xlsform.blanks"))
    yield Row("end_group", stage)


def _staff(stage: str, programme: Programme, translate: Translator) -> Row:
    """Return the row that asks who served, shown for visits from the day on which staff were informed."""
    informed, form = staff_named_from(programme), programme.settings.privacy.codes.staff
    rule = translate.with_each(partial(code_rule, form))
    return Row(
        "text",
        f"{stage}_staff",
        translate("form.staff"),
        lines(translate("form.staff_hint"), rule, between=" "),
        relevant=since(informed) if informed else NEVER,
        constraint=f"regex(., {literal(_STAFF)}) and regex(., {literal(f'^({form})( ({form}))*$')})",
        constraint_message=lines(translate("form.fault_code"), rule, between=" "),
    )


def _choices(version: Version, programme: Programme, translate: Translator, survey: list[Row]) -> list[Choice]:
    """Return the choices of every list that the survey uses; a list that several questions share stands there once."""
    used = {row.type.partition(" ")[2] for row in survey}
    lists = {question_rows.list_name(question): question for _, _, question in version.questions()}
    every = [
        *visit_rows.choices(version, programme, translate),
        *(choice for question in lists.values() for choice in question_rows.choices(question, translate)),
        Choice("_blanks", _INTENDED, translate("xlsform.blanks_meant")),
    ]
    return [choice for choice in every if choice.list_name in used]
