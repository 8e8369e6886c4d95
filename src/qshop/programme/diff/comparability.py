"""The questions that versions ask alike, and the criteria whose series of figures breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from qshop.programme.compile import compile_version, next_version
from qshop.programme.counted_words import counted_in
from qshop.programme.diff.values import normalised, text_of
from qshop.programme.frozen import FrozenCriterion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import BaseQuestion, When

DRAFT = 0
"""The number of a version compiled only to compare: no frozen version has it, and nothing can refer to it."""


@dataclass(frozen=True)
class Break:
    """A criterion whose figures before and after cannot be compared.

    `why` holds pairs of a question and what became of it; it is empty where the questionnaire no longer asks the
    criterion at all.
    """

    questionnaire: str
    stage: str
    criterion: str
    why: tuple[tuple[str, str], ...] = ()


def drafts(programme: Programme) -> dict[str, Version]:
    """Return every questionnaire compiled as of now, by name, as version 0."""
    return {name: compile_version(programme, name, DRAFT) for name in programme.questionnaires}


def versions_to_freeze(before: Programme, after: Programme) -> list[Version]:
    """Return the next version of each questionnaire that a change between two states makes, and nobody froze yet.

    A questionnaire that was never frozen is left out: its first version is no news.
    """
    old, new = drafts(before), drafts(after)
    changed = [name for name, draft in new.items() if name in old and draft.hash != old[name].hash]
    versions = [next_version(after, name) for name in changed if after.latest(name)]
    return [version for version, is_new in versions if is_new]


def differing_aspects(before: BaseQuestion, after: BaseQuestion, language: str) -> list[str]:
    """Return in what two questions differ for a shopper: any of wording, type, unit, answers."""
    old_aspects, new_aspects = _aspects(before, language), _aspects(after, language)
    return [name for name, value in old_aspects.items() if value != new_aspects[name]]


def _aspects(question: BaseQuestion, language: str) -> dict[str, object]:
    answers = {choice.id: choice.text for choice in question.choices}
    if question.scale:
        answers |= {level: question.scale.labels.get(level, {}) for level in question.scale.levels()}
    return {
        "wording": normalised(question.ask.get(language, "")),
        "type": question.type,
        "unit": (normalised(_unit(question, language)), question.full_mark),
        "answers": {label: normalised(words.get(language, "")) for label, words in answers.items()},
    }


def _unit(question: BaseQuestion, language: str) -> str:
    """Return what stands beside the blank for the answer: no number yet, so the unit in its form `other`."""
    return counted_in(question.unit, language) if question.unit else ""


def common_questions(version: Version, before: Version, after: Version) -> frozenset[str]:
    """Return the ids of the questions of `version` that `before` and `after` ask alike, in its first language.

    Where the condition of a question changed, the questions in it must be asked alike as well.
    """
    language = version.languages[0]
    states = [{q.id: q for _, _, q in state.questions()} for state in (before, after)]
    alike = {
        q.id
        for _, _, q in version.questions()
        if all(q.id in state and not differing_aspects(q, state[q.id], language) for state in states)
    }
    old, new = _conditions(before), _conditions(after)
    return frozenset(name for name in alike if _same_conditions(old[name], new[name], alike))


def _conditions(version: Version) -> dict[str, list[When]]:
    return {question.id: version.conditions(stage, question) for stage, _, question in version.questions()}


def _same_conditions(before: list[When], after: list[When], alike: set[str]) -> bool:
    """Return whether conditions are the same, or can at least be judged the same: by questions asked alike."""
    if text_of(before) == text_of(after):
        return True
    return {leaf.question for when in (*before, *after) for leaf in when.leaves()} <= alike


def restricted(version: Version, questions: frozenset[str]) -> Version:
    """Return a version that asks only some of its questions; their points and weights stay as they are."""
    stages = [_stage(stage, questions) for stage in version.stages]
    return version.model_copy(update={"stages": [stage for stage in stages if stage.criteria or stage.questions]})


def _stage(stage: FrozenStage, questions: frozenset[str]) -> FrozenStage:
    criteria = [
        criterion.model_copy(update={"questions": [q for q in criterion.questions if q.id in questions]})
        for criterion in stage.criteria
    ]
    kept = [criterion for criterion in criteria if criterion.questions]
    return stage.model_copy(update={"criteria": kept, "questions": [q for q in stage.questions if q.id in questions]})


def breaks(before: dict[str, Version], after: dict[str, Version]) -> list[Break]:
    """Return the scored criteria that are asked differently, or no longer, questionnaire by questionnaire."""
    series_breaks: list[Break] = []
    for name, version in before.items():
        stages = after[name].stages if name in after else []
        still_asked = {criterion.id: criterion for stage in stages for criterion in stage.criteria}
        for stage in version.stages:
            for criterion in (one for one in stage.criteria if one.scored_questions):
                why = tuple(_why(criterion, still_asked.get(criterion.id), version.languages[0]))
                if why or criterion.id not in still_asked:
                    series_breaks.append(Break(name, stage.id, criterion.id, why))
    return series_breaks


def _why(before: FrozenCriterion, after: FrozenCriterion | None, language: str) -> Iterator[tuple[str, str]]:
    """Yield each question that counts in the criterion's figures, before or after, with what became of it."""
    if after is None:
        return
    old, new = ({q.id: q for q in criterion.questions} for criterion in (before, after))
    scored = {question.id for criterion in (before, after) for question in criterion.scored_questions}
    for name in (name for name in dict.fromkeys([*old, *new]) if name in scored):
        if name not in old:
            yield name, "newly asked"
        elif name not in new:
            yield name, "no longer asked"
        elif aspects := differing_aspects(old[name], new[name], language):
            yield name, f"asked differently ({', '.join(aspects)})"
