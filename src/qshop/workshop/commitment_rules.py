"""Rules on the commitment of management: what it must say so that people can rely on it."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.workshop.communication import Commitment
from qshop.workshop.workshop_files import WorkshopFiles

_LEFT_OUT = {
    "exception": (
        "does not say when it does not hold",
        "say it beforehand: danger or a serious offence against a person, never from a visit alone",
    ),
    "ready_to_change": (
        "does not say what management is ready to change",
        "name two or three things, or nobody speaks",
    ),
    "not_ready_to_change": ("does not say what is not going to change", "name it, so that nobody hopes for it"),
}


def complete(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS609: no commitment, or one without its exception, or what management is ready to change and what not."""
    told = files.communication
    if told is None:
        return
    if told.commitment is None:
        if not told.is_written("commitment"):
            help_ = "add commitment: what management says, by whom, in words to be said aloud in every group"
            yield told.diagnostic("QS609", "management has not committed itself to anything", help=help_)
        return
    yield from _left_out(told.commitment)


def _left_out(commitment: Commitment) -> Iterator[Diagnostic]:
    for key, (message, help_) in _LEFT_OUT.items():
        if not commitment.is_written(key):
            yield commitment.diagnostic("QS609", f"the commitment {message}", help=f"{help_} ({key})")
