"""Two states of a programme joined, so that visits made under either of them can be read."""

from dataclasses import replace

from qshop.programme.model import Programme
from qshop.programme.settings import Settings, Wave


def union(before: Programme, after: Programme) -> Programme:
    """Return the state before with the frozen versions, sites, waves and declarations that only the state after has."""
    new = [site for site in after.sites if site.id not in before.site]
    return replace(
        before,
        settings=_settings(before.settings, after.settings),
        sites=[*before.sites, *new],
        versions={**after.versions, **before.versions},
    )


def _settings(before: Settings, after: Settings) -> Settings:
    later = {wave.id: wave for wave in after.waves}
    waves = [_longer(wave, later.pop(wave.id, wave)) for wave in before.waves]
    ethics = before.ethics if before.ethics.staff_informed else after.ethics
    joined = {"waves": [*waves, *later.values()], "ethics": ethics, "data": after.data}
    return before.model_copy(update=joined)


def _longer(one: Wave, other: Wave) -> Wave:
    return one.model_copy(update={"from_": min(one.from_, other.from_), "to": max(one.to, other.to)})
