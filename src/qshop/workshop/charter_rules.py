"""Rules on the charter that customers are shown."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.workshop.charter import MOST, promised
from qshop.workshop.workshop_files import WorkshopFiles


def few_enough(programme: Programme, _files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS610: a charter of more promises than anybody reads at a wall."""
    for criterion in promised(programme)[MOST:]:
        message = f"the charter promises more than {MOST} things, and this is one too many"
        help_ = "take charter: true from those that customers would miss least"
        if criterion.promise:
            yield criterion.promise.diagnostic("QS610", message, "charter", help=help_)
