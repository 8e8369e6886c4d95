"""The subjects of a reader's debriefs that a person names at the command line."""

from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.base.plural import first_of
from qshop.base.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qshop.findings.results import Results

_HELP = "see: qshop score --by wave,site"
_NOBODY = {
    "team": ("no team that ran a stage is known", "say who runs which stage at a site: teams: in sites.yaml"),
    "owner": ("nobody has anything to act on", "say who acts on a criterion: owner: in its file"),
    "person": ("nobody who served is known", "shoppers note a code of staff where staff were informed of visits"),
}
"""Why a reader has no debrief at all, and what would change that."""


def named_subjects(results: "Results", reader: str, name: str, known: "Sequence[str]") -> list[str]:
    """Return those of a reader's subjects (`known`) that `name` names: all of them if it is blank.

    The id of a visit names all people who served on it. Raises `StopError` if there is none, with what there is.
    """
    named = [one for one in known if name in ("", one)] or _of_a_visit(results, reader, name)
    if not named:
        raise _no_such_subject(results, reader, name, known)
    return named


def _of_a_visit(results: "Results", reader: str, name: str) -> list[str]:
    """Return the sheets about one person that a visit, or a stage of it, names; also those that are refused."""
    if reader != "person":
        return []
    from qshop.debrief.person import named

    return named(results, name)


def _no_such_subject(results: "Results", reader: str, name: str, known: "Sequence[str]") -> StopError:
    wave = results.wave.id
    if not known:
        nothing = ("there are no visits to write about", _HELP)
        what, help_ = _NOBODY.get(reader, nothing) if results.sites else nothing
        return StopError(f"{what} in {wave}", help_)
    if reader == "programme":
        return StopError("the page of the programme takes no name", f"did you mean: --for site {name}")
    if name in _codes(results, reader):
        return StopError(f"there are no visits of {name} in {wave}", _HELP)
    return StopError(
        f"there is no {reader} “{name}” in {wave}", did_you_mean(name, known) or f"known: {first_of(known, 5)}"
    )


def _codes(results: "Results", reader: str) -> list[str]:
    """Return the codes of a reader's subjects in the programme, with visits or without."""
    programme = results.programme
    codes = {
        "site": list(programme.site),
        "team": [t.id for t in programme.teams],
        "owner": list(programme.settings.owners),
    }
    return codes.get(reader, [])
