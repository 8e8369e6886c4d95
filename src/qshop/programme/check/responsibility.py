"""Rules on who acts and who was told: the line of owners upward, holidays, and what teams say of themselves."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.settings import MANAGEMENT, Owner


def line_upward(programme: Programme) -> Iterator[Diagnostic]:
    """QS246: a line of owners that never reaches management, or somebody above management."""
    for name, owner in programme.settings.owners.items():
        if not isinstance(owner, Owner) or not owner.above:
            continue
        ring = _ring(programme, name)
        if name == MANAGEMENT:
            yield owner.diagnostic("QS246", "nobody is above management", "above", help="leave above out here")
        elif ring:
            message = f"what goes up from “{name}” comes back to it: {' → '.join([*ring, name])}"
            help_ = "let one of them be under somebody else, or leave its above out: then management is above"
            yield owner.diagnostic("QS246", message, "above", help=help_)


def _ring(programme: Programme, name: str) -> list[str]:
    """Return the owners on the way from `name` back to itself, or none."""
    way = [name]
    while (above := programme.owner_above(way[-1])) and above not in way:
        way.append(above)
    return way if above == name else []


def listed_once(programme: Programme) -> Iterator[Diagnostic]:
    """QS247: a holiday, or a use of results, that is listed twice: another one may have been meant."""
    settings = programme.settings
    yield from _repeated(settings, settings.holidays, "holidays")
    yield from _repeated(settings.ethics, settings.ethics.uses, "uses")


def _repeated(part: Part, entries: Sequence[object], key: str) -> Iterator[Diagnostic]:
    seen = Counter[object]()
    for index, entry in enumerate(entries):
        seen[entry] += 1
        if seen[entry] == 2:
            help_ = "correct it, or take it out"
            yield part.diagnostic("QS247", f"“{entry}” is listed twice", key, index, help=help_)


def contracts(programme: Programme) -> Iterator[Diagnostic]:
    """QS248: a team with a contract that is not said to be a provider's."""
    for team in programme.teams:
        if team.contract and not team.provider:
            message = f"the team “{team.id}” has a contract, but is no provider"
            yield team.diagnostic("QS248", message, "contract", help="add provider: true, or take contract out")
