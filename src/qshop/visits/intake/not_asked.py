"""“Does not apply” of a question that cannot be answered so: where it was not asked, nothing is stored."""

from functools import partial

import numpy as np

from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.settings import Wave
from qshop.visits.applicable import Applicability
from qshop.visits.intake.judge import with_defaults
from qshop.visits.metadata_checks import find_wave
from qshop.visits.table import Column, Mask, Table, paired


def without_unasked(visits: Table, programme: Programme, version: Version) -> Table:
    """Return visits with a blank for each `na` of a question that was not asked there and cannot be answered so.

    Where it was asked, the `na` stays, to be rejected.
    """
    marked = [parts for parts in version.questions() if _is_marked(visits, parts[2].id) and not parts[2].na]
    if not marked:
        return visits
    rows = np.flatnonzero(_is_known(visits, programme))
    applicability = Applicability(programme, version, with_defaults(visits.take(rows), version))
    columns = {}
    for stage, criterion, question in marked:
        column = visits.get(question.id)
        unasked = np.zeros(visits.rows, np.bool_)
        unasked[rows] = ~applicability.applies(stage, criterion, question)
        blank = unasked & column.is_in([NOT_APPLICABLE])
        codes = np.where(blank, len(column.values), column.codes).astype(np.int32)
        columns[question.id] = Column(codes, [*column.values, ""]).compact()
    return visits.with_columns(columns)


def _is_marked(visits: Table, name: str) -> bool:
    return NOT_APPLICABLE in visits.get(name).values


def _is_known(visits: Table, programme: Programme) -> Mask:
    """Return of which visits the site and the wave are known, on which it may depend what was asked."""
    cells = paired(visits.get("date"), visits.get("wave"), visits.get("questionnaire"))
    has_wave = cells.map(partial(find_wave, programme)).where(lambda wave: isinstance(wave, Wave))
    return has_wave & visits.get("site").is_in(programme.site)
