"""`sites.yaml` as types: the places that are visited, and the teams that work there."""

from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Discriminator, Field, Tag

from qshop.programme.part import Part
from qshop.programme.scalars import Code, Day, Flag, Format, Id, People, Words
from qshop.programme.spells import History, Spell, in_order


class TeamSpell(Spell):
    """A team that runs a stage at a site from a day on, until the next one does.

    team: one of the teams above
    """

    team: Code

    @property
    def holds(self) -> str:
        """Return the team."""
        return self.team


class TagSpell(Spell):
    """All that a site has from a day on, until the next entry: it replaces the whole list before it.

    tags: what the site has from then on
    """

    tags: list[Code]

    @property
    def holds(self) -> frozenset[str]:
        """Return the tags."""
        return frozenset(self.tags)


class SiteFacts(NamedTuple):
    """A site as it is at one time, as far as it matters to which criteria apply there."""

    id: str
    tags: frozenset[str]


def _form_of_tags(value: object) -> str:
    """Return whether tags are written as codes, or as spells with the day from which each holds."""
    dated = isinstance(value, list) and any(isinstance(entry, dict) for entry in value)
    return "spells" if dated else "codes"


Tags = Annotated[
    Annotated[list[Code], Tag("codes")] | Annotated[list[TagSpell], Field(min_length=1), Tag("spells")],
    Discriminator(_form_of_tags),
]


def _one_spell(value: object) -> object:
    """Return the code of a team as a list of one spell without a first day; any other value as it is."""
    return [{"team": value}] if isinstance(value, str) else value


class Site(Part):
    """A place that is visited, what it has, and who runs which stage there; the last two as of a visit's day.

    id: the site's code, exactly as in the visits: 007 is not 7
    name: what people read; without it, the code
    region: the region that figures of the site are also counted in
    type: the type that figures of the site are also counted in
    tags: what the site has, so that criteria can apply to some sites only: a list, or a list of such lists and the
        day from which each of them holds
    teams: who runs a stage here: a team, or a list of teams and the day from which each of them did
    """

    id: Code
    name: Words | None = None
    region: Code | None = None
    type: Code | None = None
    tags: Tags = []
    teams: dict[Id, Annotated[list[TeamSpell], BeforeValidator(_one_spell)]] = {}

    @property
    def tag_spells(self) -> list[TagSpell]:
        """Return the tags as spells, in order; none where the site never has any."""
        codes = [tag for tag in self.tags if isinstance(tag, str)]
        undated = [TagSpell(tags=codes)] if codes else []
        return in_order([*undated, *(tag for tag in self.tags if isinstance(tag, TagSpell))])

    @property
    def facts(self) -> History[SiteFacts]:
        """Return what the site was like over all time."""
        spells = [(spell.first, SiteFacts(self.id, spell.holds)) for spell in self.tag_spells]
        return History.of(SiteFacts(self.id, frozenset()), spells)

    def teams_of(self, stage: str) -> History[str]:
        """Return the teams that ran a stage over all time; blank stands for a time without a team."""
        return History.of("", [(spell.first, spell.team) for spell in self.teams.get(stage, [])])


class Team(Part):
    """People who run a stage; `provider` when they are an outside company.

    id: the team's code
    name: what people read; without it, the code
    provider: whether it belongs to an outside company
    people: how many people it has. What is told of fewer than five, or of a team that does not say, is told of persons
    informed: the day from which its people knew of the visits; left out: `staff_informed` in qshop.yaml
    contract: whether results touch the provider's contract: linked, or free
    """

    id: Code
    name: Words | None = None
    provider: Flag = False
    people: People | None = None
    informed: Day | None = None
    contract: Literal["linked", "free"] | None = None


class SitesFile(Part):
    """`sites.yaml`: the sites and the teams that work there.

    format: the version of this file's format: 1
    teams: the teams that run stages at the sites
    sites: the sites that are visited
    """

    format: Format
    teams: list[Team] = []
    sites: list[Site]
