"""What single values of an export mean by the lists of a profile: labels, `missing`, `na` and maps."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.visits.intake.declared_notation import Below
from qshop.visits.intake.profile import FieldSource, Profile

TICKS: Final = {
    **dict.fromkeys(("1", "x", "X", "yes", "TRUE", "✓", "✔"), "yes"),
    **dict.fromkeys(("0", "no", "FALSE"), "no"),
}
"""What stands in the column of a choice where a profile says nothing else."""

Same = Callable[[str], str]
"""Returns a text as it is compared: without case, if that does not count."""


def questions(profile: Profile, programme: Programme) -> dict[str, FrozenQuestion]:
    """Return the questions of the profile's version by id."""
    version = programme.versions.get((profile.questionnaire, profile.version))
    return {question.id: question for _, _, question in version.questions()} if version else {}


def meanings(profile: Profile, source: FieldSource, question: FrozenQuestion | None, same: Same) -> dict[str, str]:
    """Return the meaning of each value listed for a field: an answer, or blank for “not answered”.

    Of two lists with one value the later counts: the profile's labels, na, missing; the field's own map, na, missing.
    """
    lists = [_of_all(profile, source, question), source.map, _na(source.na), _missing(source.missing)]
    return {same(value): meaning for listed in lists for value, meaning in listed.items()}


def _of_all(profile: Profile, source: FieldSource, question: FrozenQuestion | None) -> dict[str, str]:
    """Return what the profile says of values in all columns, as far as the field does not say it itself."""
    labels = profile.labels.get(question.type, {}) if question and not source.map else {}
    na = profile.na if question and source.na is None and question.answer_type.nature != "text" else None
    missing = profile.missing if source.missing is None else None
    return {**labels, **_na(na), **_missing(missing)}


def _na(values: Iterable[str] | None) -> Mapping[str, str]:
    return dict.fromkeys(values or (), answers.NOT_APPLICABLE)


def _missing(values: Iterable[str | Below] | None) -> Mapping[str, str]:
    return {value: "" for value in values or () if isinstance(value, str)}


def is_closed(profile: Profile, source: FieldSource, question: FrozenQuestion | None) -> bool:
    """Return whether only listed values are possible in a field."""
    return bool(source.map or (question and profile.labels.get(question.type)))
