"""What programmes ask alike: whose past answers both could score, and where a series of figures breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from qshop.programme.compile import compile_version
from qshop.programme.diff.values import normalised, text_of
from qshop.programme.frozen import FrozenCriterion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import BaseQuestion, When

DRAFT = 0
"""The number of a version compiled only to compare: no frozen version has it, and nothing can refer to it."""


@dataclass(frozen=True)
class Break:
    """A criterion whose figures before and after cannot be compared, and why: by question, what became of it.

    Without any question, the questionnaire no longer asks the criterion at all.
    """

    questionnaire: str
    stage: str
    criterion: str
    why: tuple[tuple[str, str], ...] = ()


def drafts(programme: Programme) -> dict[str, Version]:
    """Compile what every questionnaire would ask now."""
    return {name: compile_version(programme, name, DRAFT) for name in programme.questionnaires}


def differing_aspects(one: BaseQuestion, other: BaseQuestion, language: str) -> list[str]:
    """Tell in what two questions are not the same to a shopper: wording, type, unit, answers."""
    asked, again = _asking(one, language), _asking(other, language)
    return [name for name, value in asked.items() if value != again[name]]


def _asking(question: BaseQuestion, language: str) -> dict[str, object]:
    answers = {choice.id: choice.text for choice in question.choices}
    if question.scale:
        answers |= {level: question.scale.labels.get(level, {}) for level in question.scale.levels()}
    return {
        "wording": normalised(question.ask.get(language, "")),
        "type": question.type,
        "unit": normalised((question.unit or {}).get(language, "")),
        "answers": {label: normalised(words.get(language, "")) for label, words in answers.items()},
    }


def common_questions(made: Version, before: Version, after: Version) -> frozenset[str]:
    """Give the ids of the questions that all three ask alike, in the first language of `made`.

    Where the condition of a question changed, what it depends on must be asked alike as well.
    """
    asked, was, now = ({q.id: q for _, _, q in version.questions()} for version in (made, before, after))
    told, again = (_conditions(version) for version in (before, after))
    language = made.languages[0]
    alike = {
        name
        for name, question in asked.items()
        if all(name in other and not differing_aspects(question, other[name], language) for other in (was, now))
    }
    return frozenset(name for name in alike if _told_alike(told[name], again[name], alike))


def _conditions(version: Version) -> dict[str, list[When]]:
    return {question.id: version.conditions(stage, question) for stage, _, question in version.questions()}


def _told_alike(one: list[When], other: list[When], alike: set[str]) -> bool:
    if text_of(one) == text_of(other):
        return True
    return {leaf.question for when in (*one, *other) for leaf in when.leaves()} <= alike


def restricted(version: Version, questions: frozenset[str]) -> Version:
    """Give a version that asks only some of its questions; their points and weights stay as they are."""
    stages = [_stage(stage, questions) for stage in version.stages]
    return version.model_copy(update={"stages": [stage for stage in stages if stage.criteria]})


def _stage(stage: FrozenStage, questions: frozenset[str]) -> FrozenStage:
    kept = [
        criterion.model_copy(update={"questions": [q for q in criterion.questions if q.id in questions]})
        for criterion in stage.criteria
    ]
    return stage.model_copy(update={"criteria": [criterion for criterion in kept if criterion.questions]})


def breaks(before: dict[str, Version], after: dict[str, Version]) -> list[Break]:
    """List the scored criteria that are asked differently, or no longer, questionnaire by questionnaire."""
    found: list[Break] = []
    for name, was in before.items():
        stages = after[name].stages if name in after else []
        asked = {criterion.id: criterion for stage in stages for criterion in stage.criteria}
        for stage in was.stages:
            for criterion in filter(_scored, stage.criteria):
                why = tuple(_why(criterion, asked.get(criterion.id), was.languages[0]))
                if why or criterion.id not in asked:
                    found.append(Break(name, stage.id, criterion.id, why))
    return found


def _scored(criterion: FrozenCriterion) -> bool:
    return any(question.points is not None for question in criterion.questions)


def _why(before: FrozenCriterion, after: FrozenCriterion | None, language: str) -> Iterator[tuple[str, str]]:
    """Say what became of each question that counts in the criterion's figures, before or after."""
    if after is None:
        return
    was, now = ({q.id: q for q in criterion.questions} for criterion in (before, after))
    for name in dict.fromkeys([*was, *now]):
        one, other = was.get(name), now.get(name)
        if not any(question is not None and question.points is not None for question in (one, other)):
            continue
        if one is None or other is None:
            yield name, "newly asked" if one is None else "no longer asked"
        elif changed := differing_aspects(one, other, language):
            yield name, f"asked differently ({', '.join(changed)})"
