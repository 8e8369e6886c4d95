"""The parts of a tally that are about one site or one team, so that nothing of another is ever looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from qshop.score.keys import Key
from qshop.score.tally import Tally

_BY_TEAM: Key = ("criterion", "team")


@dataclass(frozen=True, eq=False)
class TallyParts:
    """A tally in parts; it has groupings by team, one of them `_BY_TEAM`."""

    tally: Tally

    def of(self, where: Mapping[str, str]) -> Tally:
        """Return the tally of a site, of a team, or (nothing) of all, with figures by criterion as well.

        The groupings of a team's are those by team, without the team.
        """
        if "site" in where:
            return self._sites.get(where["site"], self._nothing)
        return self._teams.get(where["team"], self._nothing) if "team" in where else self._whole

    @cached_property
    def _whole(self) -> Tally:
        return self._with(self.tally.frames)

    @cached_property
    def _nothing(self) -> Tally:
        return self._with({keys: frame.head(0) for keys, frame in self.tally.frames.items()})

    @cached_property
    def _sites(self) -> dict[str, Tally]:
        return self._split("site", {keys: keys for keys in self.tally.frames})

    @cached_property
    def _teams(self) -> dict[str, Tally]:
        names = {keys: tuple(key for key in keys if key != "team") for keys in self.tally.frames if "team" in keys}
        return self._split("team", names)

    def _split(self, by: str, names: Mapping[Key, Key]) -> dict[str, Tally]:
        parts: dict[str, dict[Key, pd.DataFrame]] = {}
        for keys, name in names.items():
            for value, frame in self.tally.frames[keys].groupby(by, sort=False):
                found = parts.setdefault(str(value), {})
                found[name] = found[keys] = frame
        return {value: self._with(frames) for value, frames in parts.items()}

    def _with(self, frames: Mapping[Key, pd.DataFrame]) -> Tally:
        """Return the same with these frames; a criterion has one team a visit, so that its cells add up over teams."""
        return replace(self.tally, frames={**frames, ("criterion",): frames[_BY_TEAM]})
