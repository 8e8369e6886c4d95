"""Compiles validated criteria into the next frozen version of a questionnaire."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from qshop.programme.answers import HUNDREDTHS, point_rule
from qshop.programme.chosen_criteria import chosen_criteria, chosen_questions, chosen_stage_questions
from qshop.programme.criteria import Criterion, Stage
from qshop.programme.frozen import (
    FrozenBand,
    FrozenCriterion,
    FrozenOutOf,
    FrozenPolicy,
    FrozenQuestion,
    FrozenStage,
    Scales,
    Version,
    plain_number,
)
from qshop.programme.frozen_file import content, seal
from qshop.programme.model import Programme
from qshop.programme.question import BaseQuestion, ExactPoints, OutOf, Question
from qshop.programme.settings import Policy


def next_version(programme: Programme, name: str) -> tuple[Version, bool]:
    """Return the version of questionnaire `name` as of now, and whether it is new: it is not if nothing changed."""
    latest = programme.latest(name)
    if latest is None:
        return compile_version(programme, name, 1), True
    recompiled = compile_version(programme, name, latest.version)
    if recompiled.hash == latest.hash:
        return recompiled, False
    return compile_version(programme, name, latest.version + 1), True


def compile_version(programme: Programme, name: str, number: int) -> Version:
    """Return version `number` of questionnaire `name` from the criteria as they are now, with its hash. Deterministic.

    Everything in it was validated when the programme was read, so it is not validated again.
    """
    questionnaire, policy = programme.questionnaires[name], programme.settings.scoring
    chosen = chosen_criteria(programme, questionnaire)
    questions = {c.id: chosen_questions(c, questionnaire) for _, criteria in chosen for c in criteria}
    scoring = _scoring([(c, q) for _, criteria in chosen for c in criteria for q in questions[c.id]], policy)
    version = Version.model_construct(
        format="1",
        questionnaire=name,
        version=number,
        hash="",
        languages=programme.settings.languages,
        channel=questionnaire.channel,
        title=questionnaire.title,
        introduction=questionnaire.introduction,
        scenarios=questionnaire.scenarios,
        policy=FrozenPolicy.model_construct(plus=policy.plus, min_answered=_canonical(policy.min_answered)),
        scale=scoring.scale,
        stages=[
            _stage(
                stage,
                policy,
                [_criterion(c, [scoring.freeze(q) for q in questions[c.id]]) for c in criteria],
                [scoring.freeze(q) for q in chosen_stage_questions(programme, stage, questionnaire)],
            )
            for stage, criteria in chosen
        ],
    )
    return version.model_copy(update={"hash": seal(content(version))})


def _stage(
    stage: Stage, policy: Policy, criteria: list[FrozenCriterion], questions: list[FrozenQuestion]
) -> FrozenStage:
    factor = _denominator(Fraction(weight) for weight in policy.stages.values())
    weight = int(Fraction(policy.stages[stage.id]) * factor) if policy.stages else None
    return FrozenStage.model_construct(
        id=stage.id, weight=weight, when=stage.when, applies=stage.applies, questions=questions, criteria=criteria
    )


def _criterion(criterion: Criterion, questions: list[FrozenQuestion]) -> FrozenCriterion:
    return FrozenCriterion.model_construct(
        id=criterion.id,
        text=criterion.text,
        missed=criterion.missed,
        priority=criterion.priority,
        critical=criterion.critical,
        access=criterion.access,
        applies=criterion.applies,
        questions=questions,
    )


@dataclass(frozen=True)
class _Scoring:
    """The exact points and weights of the scored questions, by question id, and the scales that make them whole."""

    rules: dict[str, ExactPoints]
    weights: dict[str, Fraction]
    scale: Scales

    def freeze(self, question: Question) -> FrozenQuestion:
        """Return a question with its points, `met` and weight as whole numbers; one that is not scored has none."""
        fields = {name: getattr(question, name) for name in BaseQuestion.model_fields}
        rule = self.rules.get(question.id)
        if rule is None:
            return FrozenQuestion.model_construct(**fields)
        met = int(Fraction(question.met) * self.scale.points)
        weight = int(self.weights[question.id] * self.scale.weights)
        points = _points(question, rule, self.scale.points)
        return FrozenQuestion.model_construct(**fields, points=points, met=met, weight=weight)


def _scoring(questions: list[tuple[Criterion, Question]], policy: Policy) -> _Scoring:
    """Return the points and weights of the questions, on the smallest common scales."""
    rules = {question.id: rule for _, question in questions if (rule := _rule(question, policy)) is not None}
    scored = [(criterion, question) for criterion, question in questions if question.id in rules]
    weights = _weights(scored, policy)
    points = _denominator(value for _, q in scored for value in (*_values(rules[q.id]), Fraction(q.met)))
    return _Scoring(rules, weights, Scales.model_construct(points=points, weights=_denominator(weights.values())))


def _rule(question: Question, policy: Policy) -> ExactPoints | None:
    """Return the points of a question that is scored: a fact, or an opinion where the policy scores opinions."""
    counts = question.kind == "fact" or (question.kind == "opinion" and policy.opinions == "scored")
    return point_rule(question) if counts else None


def is_scored(question: Question, policy: Policy) -> bool:
    """Return whether a question can earn points under a policy."""
    return _rule(question, policy) is not None


def _weights(scored: list[tuple[Criterion, Question]], policy: Policy) -> dict[str, Fraction]:
    """Return the weight of each question by id: the weight of its priority times that of its criterion, shared out."""
    totals: dict[str, Fraction] = {}
    for criterion, question in scored:
        totals[criterion.id] = totals.get(criterion.id, Fraction(0)) + Fraction(question.weight)
    return {
        q.id: Fraction(getattr(policy.priorities, c.priority)) * Fraction(c.weight) * Fraction(q.weight) / totals[c.id]
        for c, q in scored
    }


def _values(rule: ExactPoints) -> list[Fraction]:
    """Return points of which those of every answer are whole multiples."""
    match rule:
        case dict():
            return list(rule.values())
        case list():
            return [points for _, points in rule]
        case OutOf():
            return [Fraction(1, rule.out_of * HUNDREDTHS)]


def _denominator(values: Iterable[Fraction]) -> int:
    return lcm(*(value.denominator for value in values))


def _points(question: Question, rule: ExactPoints, scale: int) -> dict[str, int] | list[FrozenBand] | FrozenOutOf:
    match rule:
        case dict():
            full_point = {"*": scale} if question.answer_type.nature == "several" else {}
            return {label: int(points * scale) for label, points in rule.items()} | full_point
        case list():
            bands = [(None if limit is None else _canonical(limit), int(points * scale)) for limit, points in rule]
            return [FrozenBand.model_construct(up_to=limit, points=points) for limit, points in bands]
        case OutOf():
            return FrozenOutOf.model_construct(out_of=rule.out_of, points=scale)


def _canonical(value: Decimal) -> Decimal:
    """Return a number as it is read back from a frozen version: 30.0 is 30 there."""
    return Decimal(plain_number(value))
