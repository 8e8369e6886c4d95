"""Which visits may be pooled into one figure: those of one kind, or of several under declared shares.

Questionnaires, scenarios and channels differ in what they ask and how hard they are, so their visits are pooled only
under the shares of `mix:` in qshop.yaml. A dimension without shares splits figures; shares of several multiply.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from qshop.programme.frozen import FrozenCriterion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies
from qshop.programme.settings import Shares
from qshop.programme.sites import SiteFacts
from qshop.score.keys import KEYS, Key

POOLED = ("questionnaire", "scenario", "channel")
"""The dimensions in which visits differ in kind."""
KIND_KEYS = (*POOLED, "version")
"""The keys by which a tally keeps visits apart, so that kinds of visits can be pooled later."""
PLACE_KEYS = ("site", "shopper")
"""The keys by which a tally keeps visits apart, because visits within them resemble each other."""
Places = Sequence[SiteFacts] | None
"""Sites as they were at any time; None: wherever it may be."""


class Kind(NamedTuple):
    """One kind of visit: a value of each dimension, blank where the questionnaire has none."""

    questionnaire: str
    scenario: str
    channel: str

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "Kind":
        """Return the kind of the visits in a row of a tally."""
        return cls(*(row[name] for name in POOLED))


class Seen(NamedTuple):
    """A kind of visit, made with one version, that occurs in some data."""

    kind: Kind
    version: int

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "Seen":
        """Return the kind of the visits in a row of a tally, with their version."""
        return cls(Kind.of(row), int(row["version"]))


@dataclass(frozen=True)
class KindShares:
    """What each kind of visits counts for in a cell: in its score, in its must rate and in its plus rate.

    Each adds up to one, over the kinds that have a share and ask something, whether there are such visits or not.
    """

    score: dict[Kind, Fraction]
    must: dict[Kind, Fraction]
    plus: dict[Kind, Fraction]


@dataclass(frozen=True)
class _Asked:
    """A criterion of a version, what limits each of its scored questions, and the kinds of visits it is asked in."""

    stage: str
    criterion: FrozenCriterion
    limits: list[list[Applies]]
    kinds: list[Kind]

    @classmethod
    def of(cls, version: Version, stage: FrozenStage, criterion: FrozenCriterion) -> "_Asked":
        limits = [version.limits(stage, criterion, question) for question in criterion.scored_questions]
        return cls(stage.id, criterion, limits, [kind for kind in _kinds(version) if _any_meets(limits, kind, None)])

    def is_asked(self, kind: Kind, places: Places) -> bool:
        """Return whether any question is meant for a kind of visit, at one of the places, or (None) at any at all."""
        return _any_meets(self.limits, kind, places)


@dataclass(frozen=True)
class Mix:
    """The declared shares of a programme, for figures over the kinds of visits seen in some data.

    grouping: the keys of criteria that figures are grouped by
    stages: the stages whose criteria they are about; none: all
    versions: what visits were scored with, by questionnaire and by the number of the version they were made with
    """

    programme: Programme
    grouping: Key
    stages: frozenset[str]
    versions: Mapping[tuple[str, int], Version]
    seen: frozenset[Seen]

    def split(self, keys: Key) -> Key:
        """Return the dimensions to be added to `keys`: those without shares in which visits of one kind differ.

        A scenario or channel splits only where one questionnaire has several of them.
        """
        return tuple(name for name in POOLED if name not in keys and self._shares(name) is None and self._differs(name))

    def _differs(self, name: str) -> bool:
        if name == "questionnaire":
            return len({one.kind.questionnaire for one in self.seen}) > 1
        values = {(one.kind.questionnaire, getattr(one.kind, name)) for one in self.seen}
        return len(values) > len({questionnaire for questionnaire, _ in values})

    def _shares(self, name: str) -> Shares | None:
        mix = self.programme.settings.mix
        return getattr(mix, name) if mix else None

    @property
    def named(self) -> Key:
        """Return the dimensions for which shares are declared."""
        return tuple(name for name in POOLED if self._shares(name) is not None)

    def shares(self, cell: Mapping[str, str], seen: Iterable[Seen], sites: Iterable[str] | None = None) -> KindShares:
        """Return the shares of the kinds that make up the figures of a cell, in which visits as in `seen` are.

        With `sites`, only of those that ask something at one of them.
        """
        found = list(seen)
        places = None if sites is None else [facts for site in sites for facts in self.programme.facts_of(site).values]
        return KindShares(
            score=self._shares_of(cell, found, places, ("must", "plus")),
            must=self._shares_of(cell, found, places, ("must",)),
            plus=self._shares_of(cell, found, places, ("plus",)),
        )

    def _shares_of(
        self, cell: Mapping[str, str], seen: list[Seen], places: Places, priorities: Collection[str]
    ) -> dict[Kind, Fraction]:
        shares: dict[Kind, Fraction] = {}
        for name in self._questionnaires(cell):
            versions = self._versions(name, {one.version for one in seen if one.kind.questionnaire == name})
            asked = [one for version in versions for one in self._asked_in(version, cell, priorities)]
            kinds = {kind for one in asked for kind in one.kinds if one.is_asked(kind, self._run_by(cell, one, places))}
            chosen = [kind for kind in kinds if self._is_in(kind, cell)]
            scenarios = self._normalised("scenario", {kind.scenario for kind in chosen})
            channels = self._normalised("channel", {kind.channel for kind in chosen})
            for kind in chosen:
                shares[kind] = self._share("questionnaire", name) * scenarios[kind.scenario] * channels[kind.channel]
        total = sum(shares.values())
        return {kind: share / total for kind, share in sorted(shares.items()) if share}

    def _run_by(self, cell: Mapping[str, str], asked: _Asked, places: Places) -> Places:
        """Return those of the places where the team of a cell, if it has one, ever runs the stage of a criterion."""
        if places is None or "team" not in cell:
            return places
        sites = self.programme.site
        return [place for place in places if cell["team"] in sites[place.id].teams_of(asked.stage).values]

    def _is_in(self, kind: Kind, cell: Mapping[str, str]) -> bool:
        """Return whether a kind of visit is in a cell; where no shares are declared, only what was seen counts."""
        for name in ("scenario", "channel"):
            value = getattr(kind, name)
            seen = {getattr(one.kind, name) for one in self.seen if one.kind.questionnaire == kind.questionnaire}
            if cell.get(name, value) != value or (self._shares(name) is None and seen and value not in seen):
                return False
        return True

    def _questionnaires(self, cell: Mapping[str, str]) -> list[str]:
        if "questionnaire" in cell:
            return [cell["questionnaire"]]
        shares = self._shares("questionnaire")
        names = {one.kind.questionnaire for one in self.seen}
        frozen = {name for name, _ in self.programme.versions}
        return sorted(names if shares is None else names | (frozen if shares == "equal" else frozen & set(shares)))

    def _versions(self, questionnaire: str, numbers: set[int]) -> list[Version]:
        """Return these versions of a questionnaire; without any, those seen in all the data, else the newest."""
        numbers = numbers or {one.version for one in self.seen if one.kind.questionnaire == questionnaire}
        latest = self.programme.latest(questionnaire)
        known = {**self.programme.versions, **self.versions}
        return [known[questionnaire, number] for number in sorted(numbers)] or ([latest] if latest else [])

    def _share(self, name: str, value: str) -> Fraction:
        shares = self._shares(name)
        if shares is None or shares == "equal":
            return Fraction(1)
        return Fraction(shares.get(value, 0))

    def _normalised(self, name: str, values: set[str]) -> dict[str, Fraction]:
        """Return the shares of values within one questionnaire, which add up to one."""
        shares = {value: self._share(name, value) if len(values) > 1 else Fraction(1) for value in values}
        total = sum(shares.values()) or Fraction(1)
        return {value: share / total for value, share in shares.items()}

    def _asked_in(self, version: Version, cell: Mapping[str, str], priorities: Collection[str]) -> list[_Asked]:
        """Return the criteria of these priorities that a version asks and that count towards a cell."""
        if version.name not in self._asked:
            self._asked[version.name] = dict[Key, list[_Asked]]()
            for stage in version.stages:
                for criterion in stage.criteria if not self.stages or stage.id in self.stages else ():
                    asked = _Asked.of(version, stage, criterion)
                    for values in product(*(self._values(key, stage, criterion) for key in self.grouping)):
                        self._asked[version.name].setdefault(values, []).append(asked)
        counting = self._asked[version.name].get(tuple(cell[key] for key in self.grouping), [])
        return [one for one in counting if one.criterion.priority in priorities]

    @cached_property
    def _asked(self) -> dict[str, dict[Key, list[_Asked]]]:
        """Return what has been worked out: the criteria of versions, by what they count towards."""
        return {}

    def _values(self, key: str, stage: FrozenStage, criterion: FrozenCriterion) -> set[str]:
        """Return what a criterion's value under a key may be, whatever the visit."""
        of_criterion = KEYS[key].of_criterion
        if of_criterion:
            return {of_criterion(self.programme, stage, criterion)}
        return {"", *(spell.team for site in self.programme.sites for spell in site.teams.get(stage.id, []))}


def _any_meets(limits: list[list[Applies]], kind: Kind, places: Places) -> bool:
    return any(
        all(limit.meets(place, kind.scenario, kind.channel) for limit in of_question)
        for of_question in limits
        for place in ([None] if places is None else places)
    )


def _kinds(version: Version) -> list[Kind]:
    """Return the kinds of visits that can be made with a version."""
    scenarios = [scenario.id for scenario in version.scenarios] or [""]
    channels = [str(channel) for channel in version.channel] or [""]
    return [Kind(version.questionnaire, *pair) for pair in product(scenarios, channels)]
