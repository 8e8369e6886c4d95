"""Findings made by hand, or drawn at random, of which only what choices are made by is told."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from qshop.findings.criterion_finding import CriticalFailure, Finding, Place
from qshop.programme.criteria import Promise
from qshop.programme.frozen import FrozenCriterion
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.figures import Rate

PROMISE = Promise.model_validate({"says": "At once", "where": "a sign"})


def criterion(name, *, critical=False):
    return FrozenCriterion.model_validate(
        {"id": name, "priority": "must", "critical": str(critical).lower(), "questions": []}
    )


def finding(
    name, asked, met, *, weight=2, narrow=0, broken=0, though_met=0, critical=False, promised=False, gain=None, **given
):
    """Give a finding; `gain` is that of a clear change, in points."""
    found = Finding(
        criterion=criterion(name, critical=critical),
        stage="desk",
        priority="must",
        met=met,
        asked=asked,
        rate=Rate(met, asked, asked, 100 * met / asked),
        weight=Fraction(weight),
        narrow=narrow,
        places=[Place("S1", "", met, asked)],
        change=None if gain is None else changed(gain),
        before=None,
        owner="",
        above="management",
        promise=PROMISE if promised or broken else None,
        broken=broken,
        broken_though_met=though_met,
        measured=[],
        circumstances=[],
        is_everywhere=False,
        without_standard=False,
    )
    return replace(found, **given)


def changed(gain):
    word = "better" if gain > 0 else "worse"
    return FigureDifference(("x",), "must", (8, 8), (8, 8), 50.0, 50.0 + gain, float(gain), p=0.001, change=word)


def failure(name):
    return CriticalFailure(criterion(name, critical=True), "desk", "S1", "", "V1", date(2026, 9, 1))


@st.composite
def lists_of_findings(draw):
    return [draw(findings_of(f"c{number}")) for number in range(draw(st.integers(0, 12)))]


@st.composite
def findings_of(draw, name):
    asked = draw(st.integers(1, 10))
    met = draw(st.integers(0, asked))
    though_met = draw(st.integers(0, met))
    return finding(
        name,
        asked,
        met,
        weight=draw(st.sampled_from([1, 2, Fraction(3, 2)])),
        narrow=draw(st.integers(0, asked - met)),
        broken=draw(st.integers(0, asked - met)) + though_met,
        though_met=though_met,
        critical=draw(st.booleans()),
        gain=draw(st.sampled_from([None, 30, -30])),
        is_everywhere=draw(st.integers(1, 4)) == 1,
        without_standard=draw(st.integers(1, 4)) == 1,
    )
