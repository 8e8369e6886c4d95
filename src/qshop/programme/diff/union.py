"""Two states of a programme as one, so that visits made under either of them can be read."""

from dataclasses import replace

from qshop.programme.model import Programme
from qshop.programme.settings import Settings, Wave


def union(before: Programme, after: Programme) -> Programme:
    """Return the state before with the frozen versions, sites, waves and declarations that only the state after has."""
    new_sites = [site for site in after.sites if site.id not in before.site]
    return replace(
        before,
        settings=_settings(before.settings, after.settings),
        sites=[*before.sites, *new_sites],
        versions={**after.versions, **before.versions},
    )


def _settings(before: Settings, after: Settings) -> Settings:
    new_waves = {wave.id: wave for wave in after.waves}
    waves = [_both_periods(wave, new_waves.pop(wave.id, wave)) for wave in before.waves]
    ethics = before.ethics if before.ethics.staff_informed else after.ethics
    return before.model_copy(update={"waves": [*waves, *new_waves.values()], "ethics": ethics, "data": after.data})


def _both_periods(before: Wave, after: Wave) -> Wave:
    return before.model_copy(update={"from_": min(before.from_, after.from_), "to": max(before.to, after.to)})
