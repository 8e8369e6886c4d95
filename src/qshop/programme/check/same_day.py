"""Rules on what holds at a site from a day on: its tags, and the teams that run its stages."""

from collections.abc import Iterator, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.sites import Site, TagSpell
from qshop.programme.spells import Spell


def same_day(programme: Programme) -> Iterator[Diagnostic]:
    """QS227: two entries of a site's tags, or of a stage's teams, begin on the same day."""
    for site in programme.sites:
        yield from _repeated(site, [tags for tags in site.tags if isinstance(tags, TagSpell)], "tags")
        for stage, teams in site.teams.items():
            yield from _repeated(site, teams, "teams", stage)


def _repeated(site: Site, spells: Sequence[Spell], *path: object) -> Iterator[Diagnostic]:
    seen = set()
    for index, spell in enumerate(spells):
        if spell.first in seen:
            which = f"begin on {spell.from_}" if spell.from_ else "have no day from which they hold"
            help_ = "keep one of them, or say from when the other holds: from: YYYY-MM-DD"
            yield site.diagnostic("QS227", f"two entries {which}", *path, index, help=help_)
        seen.add(spell.first)
