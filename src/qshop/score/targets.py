"""What a programme aims at, and whether a figure reaches it."""

from qshop.programme.model import Programme
from qshop.score.kernel import MILLION


def target_of(scope: str, code: str, measure: str, programme: Programme) -> float | None:
    """Return the target of a figure in percent, if it has one: a stage has its own, sites share the programme's."""
    targets, target = programme.settings.targets, None
    if scope == "stage" and measure == "score":
        target = targets.stages.get(code)
    elif scope in ("programme", "site"):
        target = {"score": targets.score, "must_rate": targets.must_rate}.get(measure)
    return None if target is None else float(target)


def reaches(percent: float, target: float) -> bool:
    """Return whether a figure reaches its target, as far as can be told: units are rounded to a millionth."""
    return percent >= target - 100 / (2 * MILLION)
