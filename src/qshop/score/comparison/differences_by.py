"""What changed between two sides, by keys: one way from accepted visits to what is printed."""

from collections.abc import Iterable

from qshop.base.errors import StopError
from qshop.programme.model import Programme
from qshop.score.comparison.compare import Differences, compared, tally_keys
from qshop.score.comparison.like_visits import LikeVisits, like_visits
from qshop.score.comparison.sides import Sides
from qshop.score.kernel import score_visits
from qshop.score.keys import Key
from qshop.score.selection import Selection
from qshop.score.tally import tally
from qshop.visits.accepted import Visits


def differences_by(
    keys: Key, accepted: Iterable[Visits], sides: Sides, programme: Programme, selection: Selection
) -> tuple[Differences, LikeVisits]:
    """Return the differences by keys between the sides, and the visits that they are of, scored over what is alike.

    Raises `StopError` for a filter that would leave one side without visits: one by what is compared.
    """
    if getattr(selection, sides.of, ""):
        raise StopError(f"{sides.of}s are what is compared: {' and '.join(sides.codes)}", f"leave --{sides.of} out")
    chosen = sides.apply(selection.apply(accepted, programme), programme)
    like = like_visits([score_visits(visits, programme) for visits in chosen], sides, programme)
    total = tally(like.batches, programme, tally_keys(sides, keys), sides.stages)
    return compared(total, sides, keys, programme, selection.kinds), like
