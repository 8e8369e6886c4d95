"""Compiles validated criteria into the next frozen version of a questionnaire."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import gcd, lcm

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
    scoring = _scoring([(c, questions[c.id]) for _, criteria in chosen for c in criteria], policy)
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
                [scoring.freeze_criterion(c, questions[c.id]) for c in criteria],
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


@dataclass(frozen=True)
class _Scoring:
    """The exact points of the scored questions and weights of criteria, by id, and the scales that make them whole.

    shares: of the scored questions, their proportions in their criterion
    """

    rules: dict[str, ExactPoints]
    shares: dict[str, int]
    weights: dict[str, Fraction]
    scale: Scales

    def freeze_criterion(self, criterion: Criterion, questions: list[Question]) -> FrozenCriterion:
        """Return a criterion with its weight as a whole number, and those of its questions that are asked."""
        return FrozenCriterion.model_construct(
            id=criterion.id,
            text=criterion.text,
            missed=criterion.missed,
            priority=criterion.priority,
            weight=int(self.weights[criterion.id] * self.scale.weights),
            critical=criterion.critical,
            access=criterion.access,
            applies=criterion.applies,
            questions=[self.freeze(question) for question in questions],
        )

    def freeze(self, question: Question) -> FrozenQuestion:
        """Return a question with its points, `met` and weight as whole numbers; one that is not scored has none."""
        fields = {name: getattr(question, name) for name in BaseQuestion.model_fields}
        rule = self.rules.get(question.id)
        if rule is None:
            return FrozenQuestion.model_construct(**fields)
        met = int(Fraction(question.met) * self.scale.points)
        points = _points(question, rule, self.scale.points)
        return FrozenQuestion.model_construct(**fields, points=points, met=met, weight=self.shares[question.id])


def _scoring(criteria: list[tuple[Criterion, list[Question]]], policy: Policy) -> _Scoring:
    """Return the points and weights of criteria and their questions, on the smallest common scales."""
    questions = [question for _, asked in criteria for question in asked]
    rules = {question.id: rule for question in questions if (rule := _rule(question, policy)) is not None}
    shares = {
        id_: share for _, asked in criteria for id_, share in _shares([q for q in asked if q.id in rules]).items()
    }
    weights = {
        criterion.id: Fraction(getattr(policy.priorities, criterion.priority)) * Fraction(criterion.weight)
        for criterion, _ in criteria
    }
    scored = [question for question in questions if question.id in rules]
    points = _denominator(value for q in scored for value in (*_values(rules[q.id]), Fraction(q.met)))
    scale = Scales.model_construct(points=points, weights=_denominator(weights.values()))
    return _Scoring(rules, shares, weights, scale)


def _rule(question: Question, policy: Policy) -> ExactPoints | None:
    """Return the points of a question that is scored: a fact, or an opinion where the policy scores opinions."""
    counts = question.kind == "fact" or (question.kind == "opinion" and policy.opinions == "scored")
    return point_rule(question) if counts else None


def is_scored(question: Question, policy: Policy) -> bool:
    """Return whether a question can earn points under a policy."""
    return _rule(question, policy) is not None


def _shares(questions: list[Question]) -> dict[str, int]:
    """Return the weights of the scored questions of one criterion, by id, as the smallest whole numbers."""
    factor = _denominator(Fraction(question.weight) for question in questions)
    whole = {question.id: int(Fraction(question.weight) * factor) for question in questions}
    divisor = gcd(*whole.values())
    return {id_: weight // divisor for id_, weight in whole.items()}


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
