"""Rules on frozen versions: what they ask must stay in the programme, as long as there are visits made with them."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.frozen import FrozenCriterion, Version
from qshop.programme.model import Programme


def vanished(programme: Programme) -> Iterator[Diagnostic]:
    """QS222: a frozen version asks a criterion that the programme no longer has."""
    if programme.has_unread("criterion"):
        return
    for version in programme.versions.values():
        for s, stage in enumerate(version.stages):
            for c, criterion in enumerate(stage.criteria):
                if criterion.id not in programme.criteria and criterion.id not in programme.faulty_ids:
                    message = f"the criterion “{criterion.id}” is gone, but {version.name} asks it"
                    path = ("stages", s, "criteria", c, "id")
                    help_ = "put it back with status: retired" + _new_name(programme, criterion)
                    yield version.diagnostic("QS222", message, *path, help=help_)


def _new_name(programme: Programme, gone: FrozenCriterion) -> str:
    """Return a hint at the criterion that asks what the one that is gone asked; nothing if there is none."""
    asked = {question.id for question in gone.questions}
    heirs = [one.id for one in programme.criteria.values() if asked & {question.id for question in one.questions}]
    return f"; or is it “{heirs[0]}” now? ids are never changed: give it its old one" if heirs else ""


def rescoring(programme: Programme) -> Iterator[Diagnostic]:
    """QS225: `rescore_as` names an unknown version, or one that asks something else."""
    for name, questionnaire in programme.questionnaires.items():
        known = {str(version.version): version for (q, _), version in programme.versions.items() if q == name}
        for old, new in questionnaire.rescore_as.items():
            path = ("rescore_as", old)
            unknown = next((number for number in (old, new) if number not in known), None)
            if unknown is not None:
                message = f"there is no version {unknown} of {name}"
                is_key = unknown == old
                yield questionnaire.diagnostic("QS225", message, *path, key=is_key, help=did_you_mean(unknown, known))
            elif _questions(known[old]) != _questions(known[new]):
                message = f"version {new} does not ask what version {old} asked"
                help_ = "a visit can only be scored anew with a version whose questions are word for word the same"
                yield questionnaire.diagnostic("QS225", message, *path, help=help_)


def _questions(version: Version) -> list[tuple[str, str, int | None, dict[str, str], tuple[str, ...]]]:
    """Return what a version asks, in order: id, type, full mark, wording and possible answers of each question."""
    return [
        (
            q.id,
            q.type,
            q.full_mark,
            q.ask,
            tuple(choice.id for choice in q.choices) + tuple(q.scale.levels() if q.scale else ()),
        )
        for _, _, q in version.questions()
    ]
