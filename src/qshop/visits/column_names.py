"""Names of columns as a message tells them: a header may hold what somebody typed."""

import re

from qshop.base.plural import first_of
from qshop.base.shown import shown

_PERSONAL = re.compile(r"@|\d[\d ./()-]{5,}\d|^[^\W\d_a-z]\w+(?:,? [^\W\d_a-z]\w+){1,2}$")


def column_name(name: str) -> str:
    """Return the name of a column for a message: in quotation marks where its outer blanks would not be seen."""
    return shortened(name) if name == name.strip() != "" else f"“{shortened(name)}”"


def column_names(unknown: list[str], header: list[str]) -> str:
    """Return the unknown names of a header for a message.

    Where most are unknown, the first line may hold answers instead: then only their places are named. So is the place
    alone of one that looks like an address, a telephone number or a person's name.
    """
    places = {name: str(place) for place, name in enumerate(header, 1)}
    if 2 * len(unknown) > len(header):
        return first_of([places[name] for name in unknown], 8)
    return first_of([f"{places[n]} ({shown(n)})" if _PERSONAL.search(n) else column_name(n) for n in unknown], 8)


def shortened(text: str) -> str:
    """Return what a person typed in at most 40 characters, for a message."""
    return text if len(text) <= 40 else text[:39] + "…"
