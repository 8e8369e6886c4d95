"""Where a line of figures breaks: between visits whose versions ask, or judge, what the figure counts differently."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from qshop.base.plural import first_of
from qshop.programme.answers import is_met
from qshop.programme.diff.comparability import common_questions, differing_aspects
from qshop.programme.diff.values import text_of
from qshop.programme.frozen import FrozenCriterion, FrozenOutOf, FrozenQuestion, FrozenStage, Version
from qshop.programme.met_values import least_mark, met_ranges

_MOST_QUESTIONS = 3
Asked = tuple[FrozenStage, FrozenCriterion, FrozenQuestion]


@dataclass(frozen=True)
class Subject:
    """What a figure counts: blank means every stage, criterion or priority.

    weighs: whether points and weights matter, as in a score; else only which answers meet a criterion
    asked: the questions that its visits were asked; None: any of their versions
    """

    stage: str = ""
    criterion: str = ""
    priority: str = ""
    weighs: bool = True
    asked: frozenset[str] | None = None

    def asked_in(self, version: Version) -> dict[str, Asked]:
        """Return the scored questions of a version that the figure counts, by their ids."""
        return {
            question.id: (stage, criterion, question)
            for stage, criterion, question in version.scored_questions()
            if (self.asked is None or question.id in self.asked)
            and self.stage in ("", stage.id)
            and self.criterion in ("", criterion.id)
            and self.priority in ("", criterion.priority)
        }


Versions = Mapping[str, Iterable[Version]]
"""The versions that visits were scored with, by questionnaire."""


def breaks_between(before: Versions, after: Versions, subject: Subject) -> list[str]:
    """Return why figures of visits before and after cannot stand in one line, a sentence each; nothing if they can."""
    only = [f"there are visits of {name} only before it" for name in before if name not in after]
    only += [f"there are visits of {name} only from it on" for name in after if name not in before]
    pairs = [pair for name in before if name in after for pair in product(before[name], after[name])]
    return [*only, *(said for old, new in pairs if (said := _said(old, new, subject)))]


def _said(old: Version, new: Version, subject: Subject) -> str:
    if old == new:
        return ""
    changes = [f"{name} {what}" for name, what in _asked_otherwise(old, new, subject)]
    changes = changes or [f"{name} is judged differently" for name in _judged_otherwise(old, new, subject)]
    if not changes:
        return ""
    return f"{old.questionnaire} v{old.version} and v{new.version} differ: {first_of(changes, _MOST_QUESTIONS)}"


def _asked_otherwise(old: Version, new: Version, subject: Subject) -> Iterator[tuple[str, str]]:
    """Yield the questions that the figure counts in either version and that are asked differently, and how."""
    before, after = subject.asked_in(old), subject.asked_in(new)
    alike = common_questions(new, old, new)
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield name, "no longer counts" if name in new.field_ids() else "is no longer asked"
        elif name not in before:
            yield name, "newly counts" if name in old.field_ids() else "is newly asked"
        elif name not in alike:
            aspects = differing_aspects(before[name][2], after[name][2], new.languages[0])
            yield name, f"is asked differently ({', '.join(aspects) or 'on other conditions'})"
        elif _visits_asked(old, before[name]) != _visits_asked(new, after[name]):
            yield name, "is asked of other visits"


def _visits_asked(version: Version, asked: Asked) -> tuple[str, str]:
    stage, _, question = asked
    return text_of(version.limits(*asked)), text_of(version.conditions(stage, question))


def _judged_otherwise(old: Version, new: Version, subject: Subject) -> Iterator[str]:
    """Yield the questions whose answers count differently; both versions ask the same questions."""
    before, after = subject.asked_in(old), subject.asked_in(new)
    for name in after:
        if _judgement(old, before, name, subject) != _judgement(new, after, name, subject):
            yield name


def _judgement(version: Version, asked: Mapping[str, Asked], name: str, subject: Subject) -> tuple[object, ...]:
    """Return all by which an answer counts; weights as shares of those that count beside it, so that scales cancel."""
    stage, criterion, question = asked[name]
    if not subject.weighs:
        return criterion.id, criterion.priority, _meeting(question, version)
    criteria = {one.id: one.full_weight for _, one, _ in asked.values()}
    stages = {one.id: one.weight or 0 for one, _, _ in asked.values()}
    return (
        criterion.id,
        criterion.priority,
        version.policy.plus,
        _share(criterion.full_weight, criteria.values()),
        _share(question.weight, (one.weight for _, of, one in asked.values() if of.id == criterion.id)),
        _share(stage.weight or 0, stages.values()),
        _points(question, version),
    )


def _share(weight: int, weights: Iterable[int]) -> Fraction:
    return Fraction(weight, sum(weights) or 1)


def _points(question: FrozenQuestion, version: Version) -> object:
    scale = version.scale.points
    match question.points:
        case list() as bands:
            return [(band.up_to, Fraction(band.points, scale)) for band in bands]
        case dict() as by_label:
            return {label: Fraction(points, scale) for label, points in by_label.items()}
        case FrozenOutOf() as mark:
            return mark.out_of, Fraction(mark.points, scale)
    return None


def _meeting(question: FrozenQuestion, version: Version) -> object:
    """Return which answers meet the criterion."""
    match question.points:
        case list() as bands:
            return list(met_ranges(bands, question.met))
        case FrozenOutOf() as mark:
            return least_mark(mark, question.met)
    if question.answer_type.nature == "several":
        return _points(question, version), Fraction(question.met, version.scale.points)
    return {label for label in question.answer_type.labels(question) if is_met(question, label)}
