"""Which waves there are figures of: all but rehearsals."""

from typing import TYPE_CHECKING

from qshop.base.errors import StopError

if TYPE_CHECKING:
    from qshop.programme.model import Programme


def check_measured(wave: str, programme: "Programme") -> None:
    """Raise `StopError` for the code of a rehearsal."""
    if wave in [one.id for one in programme.settings.waves if one.rehearsal]:
        measured = ", ".join(one.id for one in programme.settings.measured_waves)
        message = f"{wave} is a rehearsal: its visits are trials, and there are no figures of them"
        raise StopError(message, f"known: {measured}" if measured else "declare a wave that is no rehearsal")
