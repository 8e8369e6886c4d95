"""What must be said beside figures, lest they be taken for more than they are."""

from collections.abc import Iterable, Iterator

from qshop.base.plural import counted
from qshop.programme.model import Programme
from qshop.score.figure_table import Figures
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key

_MOST_CELLS = 5


def caveats(batches: list[ScoredVisits], tables: Iterable[Figures], programme: Programme, keys: Key = ()) -> list[str]:
    """Return what is pooled, kept apart or ignored in tables of figures by `keys`, a sentence each."""
    found = list(tables)
    return [*_waves(batches, programme, keys), *_apart(found), *_missing(found), *_weights(batches), *_singles(found)]


def _waves(batches: list[ScoredVisits], programme: Programme, keys: Key) -> Iterator[str]:
    visited = {batch.visits.wave for batch in batches}
    waves = [wave.id for wave in sorted(programme.settings.waves, key=lambda wave: wave.from_) if wave.id in visited]
    if len(waves) > 1 and not {"wave", "visit"} & set(keys):
        yield f"figures pool {counted(len(waves), 'wave')} ({', '.join(waves)}); --wave or --by wave keeps them apart"


def _apart(tables: list[Figures]) -> Iterator[str]:
    names = list(dict.fromkeys(name for table in tables for name in table.undeclared))
    if names:
        yield f"the mix in qshop.yaml has no shares for {' and '.join(names)}: different visits are kept apart"


def _missing(tables: list[Figures]) -> Iterator[str]:
    missing = [(cell, kinds) for table in tables for cell, kinds in table.missing.items()]
    for cell, kinds in missing[:_MOST_CELLS]:
        of = f" of {' '.join(filter(None, cell))}" if any(cell) else ""
        yield f"no pooled figure{of}: no score from {', '.join(kinds)}, which the mix in qshop.yaml counts on"
    if len(missing) > _MOST_CELLS:
        yield f"and {counted(len(missing) - _MOST_CELLS, 'more cell')} without a pooled figure"


def _weights(batches: list[ScoredVisits]) -> Iterator[str]:
    weighted = sum(int(batch.visits.table.get("weight").where(bool).sum()) for batch in batches)
    others = sum(batch.visits.table.rows for batch in batches) - weighted
    if weighted:
        count = "counts by its weight" if weighted == 1 else "count by their weight"
        weigh = f"the {counted(others, 'other')} weigh{'s' if others == 1 else ''} 1"
        yield f"{counted(weighted, 'visit')} {count}" + (f"; {weigh}" if others else "")


def _singles(tables: list[Figures]) -> Iterator[str]:
    if any(figure.singles or figure.must.singles for table in tables for figure in table.rows.values()):
        yield "* sites visited once show no variance of their own: the interval takes that of the other sites"
