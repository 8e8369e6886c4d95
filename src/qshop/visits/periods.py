"""When visits were made: on their day, or, where only that is known, in their wave."""

from typing import cast

from qshop.programme.model import Programme
from qshop.programme.spells import Period
from qshop.visits.table import Column, Table, paired


def sites_and_periods(visits: Table, programme: Programme) -> Column[tuple[str, Period]]:
    """Return of each visit its site, and when it may have been made."""
    days = paired(visits.get("date"), visits.get("wave")).map(lambda cells: programme.period_of(*cells))
    columns = cast("list[Column[object]]", [visits.get("site"), days.merged()])
    return cast("Column[tuple[str, Period]]", paired(*columns))
