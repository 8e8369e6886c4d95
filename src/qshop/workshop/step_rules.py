"""Rules on the steps of the plan: whom and what they name, and that waves are trained for and talked about."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.check.references import dangling
from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.workshop.workshop_files import WorkshopFiles


def known_names(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS210: a step names a team, an owner or a wave that there is not."""
    teams = [team.id for team in programme.teams]
    owners = [*programme.settings.owners, MANAGEMENT]
    waves = [wave.id for wave in programme.settings.waves]
    for step in files.steps:
        for index, team in enumerate(step.teams):
            yield from dangling(step, "team", team, teams, programme, "teams", index)
        yield from dangling(step, "owner", step.by, owners, programme, "by")
        if step.wave:
            yield from dangling(step, "wave", step.wave, waves, programme, "wave")


def once(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS600: two steps of one name, so that nobody knows which of them was done."""
    seen = set[str]()
    for step in files.steps:
        if step.id in seen:
            yield step.diagnostic("QS600", f"there are two steps “{step.id}”", "id", help="give each a name of its own")
        seen.add(step.id)


def every_wave_discussed(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS607: a wave without a day on which its results are shown and talked about."""
    shown = {step.wave for step in files.steps if step.what == "shown"}
    for wave in programme.settings.measured_waves:
        if files.communication and wave.id not in shown:
            help_ = f"add a step: what: shown, wave: {wave.id}, with the teams that talk about it and by when"
            message = f"no time is planned to show and discuss the wave “{wave.id}”"
            yield files.communication.diagnostic("QS607", message, help=help_)


def trained_before_the_first_wave(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS608: a first wave before anybody is trained to present, debrief and reframe."""
    waves = programme.settings.measured_waves
    if files.communication is None or not waves:
        return
    first = min(waves, key=lambda wave: wave.from_)
    if not any(step.what == "trained" and step.day <= first.from_ for step in files.steps):
        message = f"nobody is trained by {first.from_}, when the first visits are made"
        help_ = "add a step: what: trained, with the teams whose supervisors present, debrief and reframe"
        yield files.communication.diagnostic("QS608", message, help=help_)
