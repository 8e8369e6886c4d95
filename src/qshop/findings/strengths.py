"""What people did well, and better than in the wave before: what says most about this place comes first."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from qshop.findings.criterion_finding import Finding

STEP = Fraction(1, 5)
MOST_STRENGTHS, ENOUGH, MOST_STEPS = 5, 3, 2


def gains(found: Sequence[Finding]) -> list[Finding]:
    """Return what is clearly better than in the wave before, the largest gain first."""
    better = [(one.change.difference, one) for one in found if one.change and one.change.change == "better"]
    return [one for _, one in sorted(better, key=lambda pair: -pair[0])]


def well_done(found: Sequence[Finding], told: Collection[str] = (), elsewhere: Sequence[Finding] = ()) -> list[Finding]:
    """Return at most five things that people did well, without the criteria that are `told` of already.

    Gains that are clear come first. The others were met on nine visits of ten or more, and so was their promise: never
    on a single visit where there were several, never a critical standard that failed. Of these come first those that
    saved most beside what as many visits `elsewhere` (in the findings of the whole programme) miss, then those with
    much at stake: so that pages differ as places do. A provider, who learns nothing of others, and the programme itself
    have no `elsewhere`. Where these are fewer than three, the largest steps up are told too, clear or not.
    """
    better = [one for one in gains(found) if one.criterion.id not in told]
    strong = [one for one in _strong(found) if one.criterion.id not in told and one not in better]
    of_all = {one.criterion.id: one for one in elsewhere}
    strong.sort(key=lambda one: (-_saved(one, of_all), *_least_at_stake(one)))
    done = [*better, *strong][:MOST_STRENGTHS]
    up = [one for one in steps(found) if one.criterion.id not in told and one not in done]
    return [*done, *up[: max(ENOUGH - len(done), 0)][:MOST_STEPS]]


def steps(found: Sequence[Finding]) -> list[Finding]:
    """Return what most visits met, and a fifth more of them than in the wave before, the largest step first.

    None is a step where there are too few visits to compare, where a promise is broken, or a critical standard failed.
    """
    compared = [(one, one.before) for one in found if one.before and one.change and one.change.change is not None]
    up = [(Fraction(one.met, one.asked) - Fraction(*before), one) for one, before in compared]
    kept = [(step, one) for step, one in up if step >= STEP and 2 * one.met > one.asked]
    found_up = [(step, one) for step, one in kept if not one.broken and not one.criterion.critical]
    return [one for _, one in sorted(found_up, key=lambda pair: -pair[0])]


def _strong(found: Sequence[Finding]) -> list[Finding]:
    most = max((one.asked for one in found), default=0)
    usual = [one for one in found if one.is_usual and (one.asked > 1 or most == 1)]
    return [one for one in usual if not (one.criterion.critical and one.missed)]


def _saved(one: Finding, of_all: Mapping[str, Finding]) -> Fraction:
    """Return what as many visits elsewhere miss and these did not, times its weight; 0 where it is no better here."""
    everywhere = of_all.get(one.criterion.id, one)
    asked, missed = everywhere.asked - one.asked, everywhere.missed - one.missed
    if asked <= 0:
        return Fraction(0)
    return one.weight * max(Fraction(one.asked * missed, asked) - one.missed, Fraction(0))


def _least_at_stake(one: Finding) -> tuple[bool, bool, Fraction, Fraction, int]:
    """Return what sorts criteria by how much was at stake, the most first."""
    is_kept = one.promise is not None and not one.broken
    return not one.criterion.critical, not is_kept, -one.weight, -Fraction(one.met, one.asked), -one.asked
