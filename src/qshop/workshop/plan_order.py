"""The steps of the plan in the order in which they matter on a day: what is late first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qshop.workshop.communication import Step


@dataclass(frozen=True)
class PlanOrder:
    """The steps of a plan on a day, or as long as no day is known, without any that is late.

    late: not done, though it was due; the longest ago first
    ahead: still to be done, the next first
    done: done by that day, the last first
    """

    late: list[Step]
    ahead: list[Step]
    done: list[Step]


def plan_order(steps: Sequence[Step], day: date | None) -> PlanOrder:
    """Return the steps by what matters on a day; what was done after it was not done yet."""
    done = [one for one in steps if one.done and (day is None or one.done <= day)]
    left = sorted((one for one in steps if one not in done), key=lambda one: one.due)
    return PlanOrder(
        late=[one for one in left if day is not None and one.due < day],
        ahead=[one for one in left if day is None or one.due >= day],
        done=sorted(done, key=lambda one: one.done or one.due, reverse=True),
    )
