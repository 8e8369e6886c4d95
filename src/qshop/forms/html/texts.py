"""Every text of the form for the screen, in one language, by the key under which the page looks it up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.form_view import form, optional_text
from qshop.forms.visit_fields import code_rule, visit_fields
from qshop.pages.escaping import unbroken, visible
from qshop.programme.frozen import Version
from qshop.programme.model import Programme

_SENTENCES = (
    "colon",
    "field.visit_id",
    "form.all_answered",
    "form.audio",
    "form.back",
    "form.blanks",
    "form.cancel",
    "form.choose",
    "form.clear",
    "form.comment",
    "form.copy",
    "form.evidence_hint",
    "form.evidence_noted",
    "form.evidence_remove",
    "form.fault_code",
    "form.fault_comment",
    "form.fault_answer",
    "form.fault_date",
    "form.fault_duration",
    "form.fault_future",
    "form.fault_number",
    "form.fault_required",
    "form.fault_time",
    "form.faults",
    "form.faults_left",
    "form.keep_mine",
    "form.kept",
    "form.language",
    "form.minutes",
    "form.never",
    "form.new_visit",
    "form.new_visit_sure",
    "form.next",
    "form.no_script",
    "form.not_kept",
    "form.number_hint",
    "form.optional",
    "form.other_tab",
    "form.photo",
    "form.put_right",
    "form.remember",
    "form.remember_blank",
    "form.remember_facts",
    "form.remove",
    "form.restored",
    "form.review",
    "form.safety",
    "form.save_anyway",
    "form.save_csv",
    "form.save_json",
    "form.saved",
    "form.saved_before",
    "form.saved_with",
    "form.scenario",
    "form.scenarios",
    "form.seconds",
    "form.several",
    "form.staff",
    "form.staff_hint",
    "form.step",
    "form.take_theirs",
    "form.thanks",
    "form.the_visit",
    "form.unanswered",
    "form.video",
)


@dataclass(frozen=True)
class PageText:
    """One text of the page; `own`: it is the programme's, in its own language, and no sentence of qshop's."""

    key: str
    text: str
    own: bool = True


def words(version: Version, programme: Programme, tongue: Tongue) -> dict[str, str]:
    """Return the page's texts in one language by key; what a version does not have is blank or missing."""
    texts = _texts(version, programme, tongue)
    return {one.key: unbroken(visible(one.text), tongue.language) for one in texts}


def sentence_keys(version: Version, programme: Programme, tongue: Tongue) -> list[str]:
    """Return the keys of the texts that are sentences of qshop's: the same in every language."""
    return [one.key for one in _texts(version, programme, tongue) if not one.own]


def _texts(version: Version, programme: Programme, tongue: Tongue) -> Iterator[PageText]:
    yield from _sentences(tongue)
    yield from _visit(version, programme, tongue)
    yield from _questions(version, programme, tongue)


def _sentences(tongue: Tongue) -> Iterator[PageText]:
    """Yield sentences as they are in the locale: the page itself fills in what stands in braces.

    A plural form has a key of its own, such as `form.faults.one`; `other` stands under the key itself.
    """
    for key in _SENTENCES:
        sentence = tongue.sentences[key]
        forms = sentence if isinstance(sentence, dict) else {"other": sentence}
        yield PageText(key, forms["other"], own=False)
        yield from (PageText(f"{key}.{form}", text, own=False) for form, text in forms.items() if form != "other")


def _visit(version: Version, programme: Programme, tongue: Tongue) -> Iterator[PageText]:
    for field in visit_fields(version, programme, tongue):
        yield PageText(f"field.{field.id}", field.label, own=False)
        yield PageText(f"hint.{field.id}", field.hint, own=False)
        for option in field.options:
            yield PageText(f"option.{field.id}.{option.value}", option.words, option.own)
    yield PageText("hint.staff", code_rule(programme.settings.privacy.codes.staff, tongue), own=False)
    for scenario in version.scenarios:
        texts: Mapping[str, dict[str, str] | None] = {
            "name": scenario.name,
            "brief": scenario.brief,
            **{f"never.{number}": rule for number, rule in enumerate(scenario.never)},
            **{f"safety.{number}": rule for number, rule in enumerate(scenario.safety)},
        }
        for name, text in texts.items():
            yield PageText(f"scenario.{scenario.id}.{name}", optional_text(text, tongue.language))


def _questions(version: Version, programme: Programme, tongue: Tongue) -> Iterator[PageText]:
    shown = form(version, programme, tongue)
    for key, text in (("title", shown.title), ("programme", shown.programme), ("introduction", shown.introduction)):
        yield PageText(key, text)
    for stage, section in zip(version.stages, shown.sections, strict=True):
        yield PageText(f"stage.{stage.id}.name", section.name)
        yield PageText(f"stage.{stage.id}.remember", section.remember)
        yield PageText(f"stage.{stage.id}.only", section.only, own=False)
        for question in section.questions:
            yield PageText(f"question.{question.id}.ask", question.ask)
            yield PageText(f"question.{question.id}.hint", question.hint)
            yield PageText(f"question.{question.id}.only", question.only, own=False)
            yield PageText(f"question.{question.id}.unit", question.unit)
            if question.full_mark is not None:
                most = question.full_mark
                yield PageText(f"question.{question.id}.out_of", tongue("form.out_of", most=most), own=False)
                yield PageText(f"question.{question.id}.fault", tongue("form.fault_mark", most=most), own=False)
            if question.comment_on:
                comment = tongue("form.comment_required", answers=tongue.one_of(question.comment_on))
                yield PageText(f"question.{question.id}.comment", comment, own=False)
            for option in question.options:
                yield PageText(f"option.{question.id}.{option.value}", option.words, option.own)
