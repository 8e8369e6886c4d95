"""Where a criterion was asked and missed, and whether it is missed everywhere alike."""

from collections import Counter
from collections.abc import Sequence

from qshop.findings.criterion_finding import Place
from qshop.score.tally import Tally

_LEAST_SITES = 3
_KEYS = ("criterion", "site", "team")


def places(tally: Tally) -> dict[str, list[Place]]:
    """Return where each criterion was asked, by site in the order of codes, then by team."""
    found: dict[str, list[Place]] = {}
    for cell in tally.records(_KEYS):
        met, asked = (cell[f"must_{name}"] + cell[f"plus_{name}"] for name in ("met", "asked"))
        if asked:
            found.setdefault(cell["criterion"], []).append(Place(cell["site"], cell["team"], met, asked))
    return found


def is_everywhere(asked_at: Sequence[Place]) -> bool:
    """Return whether a criterion is missed at most places alike, so that no single place can put it right.

    It is where at three quarters of the sites, of three at least, half of the visits or more missed it. Sites that
    were visited once tell little, so where others were visited more often, these alone count.
    """
    asked, missed = Counter[str](), Counter[str]()
    for place in asked_at:
        asked[place.site] += place.asked
        missed[place.site] += place.missed
    several = [site for site in asked if asked[site] > 1] or list(asked)
    missed_at = [site for site in several if 2 * missed[site] >= asked[site]]
    return len(asked) >= _LEAST_SITES and 4 * len(missed_at) >= 3 * len(several)
