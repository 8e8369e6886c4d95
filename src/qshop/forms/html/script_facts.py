"""The data of the script of the form for the screen: columns, sites, and when each question is asked."""

from collections.abc import Sequence
from typing import Any

from qshop.base.i18n import Tongue
from qshop.base.language_tags import direction_of
from qshop.forms.html.texts import sentence_keys, words
from qshop.forms.visit_fields import visit_fields
from qshop.programme.answers import AnswerType
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.informed_staff import staff_named_from
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.sites import Site

_TICKED = {"": "yes_no", "scale": "scale", "choices": "choice"}
_CONTROLS = {"several": "multi", "measure": "number", "clock": "time", "text": "text"}


def facts(version: Version, programme: Programme, tongues: Sequence[Tongue]) -> dict[str, Any]:
    """Return the data as JSON values. They do not show what an answer is worth."""
    informed = staff_named_from(programme)
    fields = visit_fields(version, programme, tongues[0])
    return {
        "draft": f"qshop {version.name} {version.hash[-12:]}",
        "file": f"{version.questionnaire}-v{version.version}",
        "columns": version.columns(),
        "known": _constant_cells(version),
        "fields": [
            {"id": "visit_id", "kind": "text", "required": True},
            *({"id": field.id, "kind": field.kind, "required": field.required} for field in fields),
        ],
        "staff_from": str(informed) if informed else "",
        "codes": programme.settings.privacy.codes.model_dump(),
        "sites": {site.id: _tags(site) for site in programme.sites},
        "stages": [_stage(stage) for stage in version.stages],
        "languages": {
            tongue.language: {"texts": in_language(tongue.language), "sentences": in_language(tongue.spoken)}
            for tongue in tongues
        },
        "sentences": sentence_keys(version, programme, tongues[0]),
        "words": {tongue.language: words(version, programme, tongue) for tongue in tongues},
    }


def _tags(site: Site) -> list[tuple[str, list[str]]]:
    """Return the tags of a site as pairs, in order: the first day, blank for the beginning, and what it has since."""
    return [(str(spell.from_ or ""), spell.tags) for spell in site.tag_spells]


def in_language(language: str) -> dict[str, str]:
    """Return the attributes by which a part of a page says which language it is in."""
    return {"lang": language, "dir": direction_of(language)}


def _constant_cells(version: Version) -> dict[str, str]:
    """Return by column the cells that are the same for every visit of the version."""
    cells = {"questionnaire": version.questionnaire, "version": str(version.version)}
    if len(version.channel) == 1:
        cells["channel"] = version.channel[0]
    if len(version.scenarios) == 1:
        cells["scenario"] = version.scenarios[0].id
    return cells


def _stage(stage: FrozenStage) -> dict[str, Any]:
    return {"id": stage.id, "questions": [_question(stage, criterion, q) for criterion, q in stage.asked()]}


def _question(stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": _control(question.answer_type),
        "full_mark": question.full_mark,
        "required": question.required,
        "comment": question.comment,
        "access": stage.is_asked_without_service(criterion),
        "applies": [_as_json(part.applies) for part in (stage, criterion, question) if part and part.applies],
        "when": [_as_json(part.when) for part in (stage, question) if part.when],
    }


def _control(answer_type: AnswerType) -> str:
    """Return the name of the control for an answer in the script: one for each nature, not for each type."""
    if answer_type.in_seconds:
        return "duration"
    return _TICKED[answer_type.listed_in] if answer_type.nature == "one" else _CONTROLS[answer_type.nature]


def _as_json(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
