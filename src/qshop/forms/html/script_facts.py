"""What the script of the form for the screen works with: columns, sites, and which question is asked when."""

from collections.abc import Sequence
from typing import Any

from qshop.base.i18n import Tongue
from qshop.forms.form_view import asks_for_staff
from qshop.forms.html.texts import words
from qshop.forms.visit_fields import visit_fields
from qshop.programme.answers import AnswerType
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.part import Part

_TICKED = {"": "yes_no", "scale": "scale", "choices": "choice"}
_CONTROLS = {"several": "multi", "measure": "number", "clock": "time", "text": "text"}


def facts(version: Version, programme: Programme, tongues: Sequence[Tongue]) -> dict[str, Any]:
    """Give what can be said as JSON. Nothing in it tells what an answer is worth."""
    informed = programme.settings.ethics.staff_informed if asks_for_staff(programme) else None
    fields = visit_fields(version, programme, tongues[0])
    return {
        "draft": f"qshop {version.name} {version.hash[-12:]}",
        "file": f"{version.questionnaire}-v{version.version}",
        "columns": version.columns(),
        "known": _known(version),
        "fields": [
            {"id": "visit_id", "kind": "text", "required": True},
            *({"id": field.id, "kind": field.kind, "required": field.required} for field in fields),
        ],
        "staff_from": str(informed) if informed else "",
        "sites": {site.id: site.tags for site in programme.sites},
        "stages": [_stage(stage) for stage in version.stages],
        "words": {tongue.language: words(version, programme, tongue) for tongue in tongues},
    }


def _known(version: Version) -> dict[str, str]:
    """Give the cells that are the same for every visit of the version."""
    known = {"questionnaire": version.questionnaire, "version": str(version.version)}
    if len(version.channel) == 1:
        known["channel"] = version.channel[0]
    if len(version.scenarios) == 1:
        known["scenario"] = version.scenarios[0].id
    return known


def _stage(stage: FrozenStage) -> dict[str, Any]:
    asked = [_question(stage, criterion, question) for criterion in stage.criteria for question in criterion.questions]
    return {"id": stage.id, "questions": asked}


def _question(stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "type": _control(question.answer_type),
        "required": question.required,
        "comment": question.comment,
        "access": criterion.access,
        "applies": [_plain(part.applies) for part in (stage, criterion, question) if part.applies],
        "when": [_plain(part.when) for part in (stage, question) if part.when],
    }


def _control(answer_type: AnswerType) -> str:
    """Return the name by which the script knows how an answer is given: one for each nature, not for each type."""
    if answer_type.in_seconds:
        return "duration"
    return _TICKED[answer_type.listed_in] if answer_type.nature == "one" else _CONTROLS[answer_type.nature]


def _plain(part: Part) -> dict[str, Any]:
    return part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
