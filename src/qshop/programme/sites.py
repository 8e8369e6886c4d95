"""`sites.yaml` as types: the places that are visited, and the teams that work there."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from qshop.programme.part import Part
from qshop.programme.scalars import Code, Day, Flag, Format, Id, Words


class TeamSpell(Part):
    """A team that runs a stage at a site from a day on.

    team: one of the teams above
    from: the first day on which it runs the stage; left out: from the beginning
    """

    team: Code
    from_: Day | None = Field(None, alias="from")


def _one_spell(value: object) -> object:
    """Return the code of a team as a list of one spell without a first day; any other value as it is."""
    return [{"team": value}] if isinstance(value, str) else value


class Site(Part):
    """A place that is visited; `teams` says who runs which stage there, and from when.

    id: the site's code, exactly as in the visits: 007 is not 7
    name: what people read; without it, the code
    region: the region that figures of the site are also counted in
    type: the type that figures of the site are also counted in
    tags: what the site has, so that criteria can apply to some sites only
    teams: who runs a stage here: a team, or a list of teams and the day from which each of them did
    """

    id: Code
    name: Words | None = None
    region: Code | None = None
    type: Code | None = None
    tags: list[Code] = []
    teams: dict[Id, Annotated[list[TeamSpell], BeforeValidator(_one_spell)]] = {}


class Team(Part):
    """People who run a stage; `provider` when they are an outside company.

    id: the team's code
    name: what people read; without it, the code
    provider: whether it belongs to an outside company
    """

    id: Code
    name: Words | None = None
    provider: Flag = False


class SitesFile(Part):
    """`sites.yaml`: the sites and the teams that work there.

    format: the version of this file's format: 1
    teams: the teams that run stages at the sites
    sites: the sites that are visited
    """

    format: Format
    teams: list[Team] = []
    sites: list[Site]
