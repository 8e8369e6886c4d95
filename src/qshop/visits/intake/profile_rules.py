"""Rules on profiles: that they refer to what the programme has, and say one thing of each value."""

from collections.abc import Iterator, Mapping

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme import answers
from qshop.programme.check.references import dangling
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.visits.intake.profile import FieldSource, Profile, field_notation
from qshop.visits.intake.value_lists import questions
from qshop.visits.intake.written_form import folded

_WAYS = ("column", "join", "minus", "first_of", "choices")


def profile_rules(programme: Programme, profiles: Mapping[str, Profile]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the profiles of a programme."""
    yield from references(programme, profiles)
    for profile in profiles.values():
        yield from _labels(profile)
        for name, source in profile.columns.items():
            question = questions(profile, programme).get(name)
            yield from _field(profile, source, name, question)


def references(programme: Programme, profiles: Mapping[str, Profile]) -> Iterator[Diagnostic]:
    """QS210: a profile is for an unknown questionnaire, or fills a column that its version does not have."""
    for profile in profiles.values():
        names = programme.questionnaires
        yield from dangling(profile, "questionnaire", profile.questionnaire, names, programme, "questionnaire")
        version = programme.versions.get((profile.questionnaire, profile.version))
        for name in profile.columns if version else ():
            columns = version.columns() if version else []
            yield from dangling(profile, "column", name, columns, programme, "columns", name, key=True)


def _labels(profile: Profile) -> Iterator[Diagnostic]:
    """QS472: a value of the profile's labels stands in a second list, or twice but for its case."""
    for type_, labels in profile.labels.items():
        yield from _twice(profile, labels, bool(profile.ignore_case), "labels", type_)
        for value in labels:
            if value in (profile.missing or ()) or value in (profile.na or ()):
                message = f"“{value}” stands in labels, and in missing or na"
                yield profile.diagnostic("QS472", message, "labels", type_, value, key=True, help="keep one of the two")
    for value in profile.na or ():
        if value in (profile.missing or ()):
            yield profile.diagnostic(
                "QS472", f"“{value}” stands in missing and in na", "na", help="keep one of the two"
            )


def _field(profile: Profile, source: FieldSource, name: str, question: FrozenQuestion | None) -> Iterator[Diagnostic]:
    """QS472: a field comes from nowhere or from two sources, or its values cannot be meant so."""
    ways = [way for way in _WAYS if getattr(source, way)]
    if len(ways) != 1:
        message = f"{name} comes from {' and '.join(ways)}" if ways else f"{name} comes from no column"
        yield source.diagnostic("QS472", message, help=f"give it one of: {', '.join(_WAYS)}")
    yield from _twice(source, source.map, bool(field_notation(profile, source).ignore_case), "map")
    for part in (*source.join, *source.first_of):
        yield from _field(profile, part, name, None)
    if question:
        yield from _answers(source, question)


def _answers(source: FieldSource, question: FrozenQuestion) -> Iterator[Diagnostic]:
    known = answers.labels(question)
    if (source.choices or source.separator) and question.answer_type.nature != "several":
        key = "choices" if source.choices else "separator"
        message = f"{question.id} takes one answer, not several"
        yield source.diagnostic("QS472", message, key, key=True, help="use column, with a map")
        return
    for choice in source.choices:
        if choice not in known:
            message = f"{question.id} has no choice “{choice}”"
            yield source.diagnostic("QS472", message, "choices", choice, key=True, help=did_you_mean(choice, known))
    for value, answer in source.map.items():
        is_tick = answer in ("", "yes", "no")
        if not is_tick if source.choices else answers.answer_problem(question, answer):
            message = f"“{answer}” is no answer to {question.id}"
            meant = ["yes", "no"] if source.choices else known
            yield source.diagnostic("QS472", message, "map", value, help=did_you_mean(answer, meant))


def _twice(part: Part, values: Mapping[str, str], ignore_case: bool, *path: object) -> Iterator[Diagnostic]:  # noqa: FBT001 - said by a name where it is called
    first: dict[str, str] = {}
    for value, meaning in values.items() if ignore_case else ():
        other = first.setdefault(folded(value), value)
        if values[other] != meaning:
            message = f"without case “{value}” is “{other}”, which means something else"
            yield part.diagnostic(
                "QS472", message, *path, value, key=True, help="leave out ignore_case, or one of them"
            )
