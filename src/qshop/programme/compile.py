"""Compile validated criteria into the next frozen version of a questionnaire."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from qshop.programme.answers import point_rule
from qshop.programme.criteria import Criterion, Stage
from qshop.programme.frozen import Version
from qshop.programme.frozen_file import seal, text_tree
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.settings import Policy

Rule = dict[str, Fraction] | list[tuple[Decimal | None, Fraction]]


def chosen_criteria(programme: Programme, questionnaire: Questionnaire) -> list[tuple[Stage, list[Criterion]]]:
    """List the validated criteria a questionnaire asks, stage by stage in journey order.

    Without `stages` and `criteria` it asks everything; with either, what they name; never `not_criteria`,
    and never what applies only to channels the questionnaire is not used on.
    """
    chosen = []
    for stage in programme.stages:
        mine = [
            c
            for c in programme.criteria.values()
            if programme.stage_of[c.id] == stage.id and _asked(c, stage, questionnaire)
        ]
        if mine:
            chosen.append((stage, mine))
    return chosen


def _asked(criterion: Criterion, stage: Stage, questionnaire: Questionnaire) -> bool:
    named = questionnaire.criteria or questionnaire.stages
    return (
        criterion.status == "validated"
        and bool(criterion.questions)
        and criterion.id not in questionnaire.not_criteria
        and (not named or criterion.id in questionnaire.criteria or stage.id in questionnaire.stages)
        and all(_reachable(part, questionnaire) for part in (criterion, stage))
    )


def _reachable(part: Criterion | Stage | Question, questionnaire: Questionnaire) -> bool:
    channels = part.applies.channel if part.applies else []
    return not channels or not questionnaire.channel or bool(set(channels) & set(questionnaire.channel))


def compile_version(programme: Programme, name: str, number: int) -> dict[str, Any]:
    """Give the content of version `number` of questionnaire `name`, ready to be written; weights are DESIGN §4's.

    A criterion weighs its priority's weight times its own, shared among its scored questions by their
    weights. Points and weights become integers on the smallest common scales. Deterministic.
    """
    questionnaire, policy = programme.questionnaires[name], programme.settings.scoring
    chosen = chosen_criteria(programme, questionnaire)
    asked = [(c, q) for _, criteria in chosen for c in criteria for q in _questions(c, questionnaire)]
    rules = {q.id: rule for _, q in asked if (rule := scored_rule(q, policy)) is not None}
    weights = _weights(asked, rules, policy)
    point_scale = _common(
        value for c, q in asked if q.id in rules for value in (*_values(rules[q.id]), Fraction(q.met))
    )
    weight_scale = _common(weights.values())
    scales = (point_scale, weight_scale)
    content: dict[str, Any] = {
        "format": 1,
        "questionnaire": name,
        "version": number,
        "languages": list(programme.settings.languages),
        **({"channel": list(questionnaire.channel)} if questionnaire.channel else {}),
        "title": questionnaire.title,
        **_plain(questionnaire, "introduction"),
        **({"scenarios": [_dump(s) for s in questionnaire.scenarios]} if questionnaire.scenarios else {}),
        "policy": {"plus": policy.plus, "min_answered": _number(policy.min_answered)},
        "scale": {"points": point_scale, "weights": weight_scale},
        "stages": [
            _stage(stage, criteria, questionnaire, policy, rules, weights, scales) for stage, criteria in chosen
        ],
    }
    return {**content, "hash": seal(content)}


def scored_rule(question: Question, policy: Policy) -> Rule | None:
    """Give a question's points if its answers count in a score: facts, and opinions where the policy says so."""
    counts = question.kind == "fact" or (question.kind == "opinion" and policy.opinions == "scored")
    return point_rule(question) if counts else None


def _questions(criterion: Criterion, questionnaire: Questionnaire) -> list[Question]:
    return [q for q in criterion.questions if _reachable(q, questionnaire)]


def _weights(asked: list[tuple[Criterion, Question]], rules: dict[str, Rule], policy: Policy) -> dict[str, Fraction]:
    shares: dict[str, Fraction] = {}
    for criterion, question in asked:
        if question.id in rules:
            shares[criterion.id] = shares.get(criterion.id, Fraction(0)) + Fraction(question.weight)
    return {
        q.id: Fraction(getattr(policy.priorities, c.priority)) * Fraction(c.weight) * Fraction(q.weight) / shares[c.id]
        for c, q in asked
        if q.id in rules
    }


def _values(rule: Rule) -> list[Fraction]:
    return list(rule.values()) if isinstance(rule, dict) else [points for _, points in rule]


def _common(values: Iterable[Fraction]) -> int:
    return lcm(*(value.denominator for value in values))


def _stage(
    stage: Stage,
    criteria: list[Criterion],
    questionnaire: Questionnaire,
    policy: Policy,
    rules: dict[str, Rule],
    weights: dict[str, Fraction],
    scales: tuple[int, int],
) -> dict[str, Any]:
    factor = _common(Fraction(weight) for weight in policy.stages.values())
    weight = {"weight": int(Fraction(policy.stages[stage.id]) * factor)} if policy.stages else {}
    frozen = [
        {
            "id": c.id,
            "priority": c.priority,
            **_plain(c, "critical", "access", "applies"),
            "questions": [_question(q, rules.get(q.id), weights, scales) for q in _questions(c, questionnaire)],
        }
        for c in criteria
    ]
    return {"id": stage.id, **weight, **_plain(stage, "when", "applies"), "criteria": frozen}


def _question(
    question: Question, rule: Rule | None, weights: dict[str, Fraction], scales: tuple[int, int]
) -> dict[str, Any]:
    names = [name for name in type(question).model_fields if name not in ("id", "points", "met", "weight", "accept")]
    content = {"id": question.id, **_plain(question, *names)}
    if rule is None:
        return content
    point_scale, weight_scale = scales
    return {
        **content,
        "points": _points(question, rule, point_scale),
        "met": int(Fraction(question.met) * point_scale),
        "weight": int(weights[question.id] * weight_scale),
    }


def _points(question: Question, rule: Rule, scale: int) -> object:
    if isinstance(rule, dict):
        full = {"*": scale} if question.type == "multi" else {}
        return {label: int(points * scale) for label, points in rule.items()} | full
    return [
        {**({"up_to": _number(limit)} if limit is not None else {}), "points": int(points * scale)}
        for limit, points in rule
    ]


def _number(value: Decimal) -> int | str:
    return int(value) if value == int(value) else format(value.normalize(), "f")


def _plain(part: Part, *names: str) -> dict[str, Any]:
    """Give the named fields that differ from their defaults, under the keys they are written with."""
    return {key: value for key, value in _dump(part).items() if key in names or key.rstrip("_") in names}


def _dump(part: Part) -> dict[str, Any]:
    dumped: dict[str, Any] = part.model_dump(by_alias=True, exclude_defaults=True, mode="python")
    return dumped


def next_version(programme: Programme, name: str) -> tuple[dict[str, Any], bool]:
    """Give what questionnaire `name` should be now: its newest version if nothing changed, else a new one (True)."""
    latest = programme.latest(name)
    if latest is None:
        return compile_version(programme, name, 1), True
    same = compile_version(programme, name, latest.version)
    if same["hash"] == latest.hash:
        return same, False
    return compile_version(programme, name, latest.version + 1), True


def as_version(content: dict[str, Any]) -> Version:
    """Read compiled content back as the version it will be once written."""
    return Version.model_validate(text_tree(content))
