"""The folders of stored visits: each is named after a wave."""

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.file_names import safe_name
from qshop.base.shown_path import shown_path
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme


def without_wave(folder: str, file: str, programme: Programme) -> Diagnostic | None:
    """Return QS465 for a file of visits in a folder that is that of no wave; None for any other."""
    waves = {safe_name(wave.id): wave.id for wave in programme.settings.waves}
    if folder in waves:
        return None
    message = f"the folder “{shown_path(folder)}” is that of no wave, so its visits are in no figure"
    help_ = did_you_mean(folder, waves) or "move it out of the visits, or name its wave in qshop.yaml again"
    return Diagnostic("QS465", message, Where(file), help_)
