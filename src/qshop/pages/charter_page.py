"""The charter in words: what customers are promised, on one page that they read while standing."""

from dataclasses import dataclass

from qshop.base.errors import StopError
from qshop.base.i18n import Tongue
from qshop.programme.scalars import text_in
from qshop.workshop.charter import MOST, promised
from qshop.workshop.session import Session


@dataclass(frozen=True)
class CharterPage:
    """A charter: what `workshop/charter` arranges.

    promises: in customers' words, in journey order
    closing: what to do where one of them is not kept
    """

    title: str
    language: str
    promises: list[str]
    closing: str


def charter_papers(session: Session, tongue: Tongue) -> dict[str, CharterPage]:
    """Return the charter, by the stem of its file. Raises `StopError` where nothing is promised, or too much."""
    told = [one.promise.says for one in promised(session.programme) if one.promise]
    if not told:
        help_ = "a promise of a validated criterion that says charter: true stands in it"
        raise StopError("nothing is promised in a charter yet", help_)
    if len(told) > MOST:
        raise StopError(f"{len(told)} promises are too many for a charter", f"choose {MOST} at most")
    page = CharterPage(
        title=tongue("charter.title"),
        language=tongue.spoken,
        promises=[text_in(says, tongue.language) for says in told],
        closing=tongue("charter.closing"),
    )
    return {"charter": page}
