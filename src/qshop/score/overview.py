"""What an analyst wants first: the programme's line, its sites, its stages, and the musts most often missed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qshop.programme.model import Programme
from qshop.score.figures import Figure, figures
from qshop.score.kernel import Scored
from qshop.score.keys import Key
from qshop.score.outcomes import MET, NOT_MET
from qshop.score.selection import split_by
from qshop.score.tally import tally


@dataclass(frozen=True)
class Missed:
    """A must and how often it was missed."""

    criterion: str
    stage: str
    text: str
    missed: int
    asked: int


@dataclass(frozen=True)
class Base:
    """How many visits there are, and why some are not in the figures."""

    visits: int
    scored: int
    no_service: int
    void: int
    too_blank: int


@dataclass(frozen=True)
class Overview:
    """The parts of the first screen; each part is a title and its lines, a name and a figure."""

    base: Base
    parts: list[tuple[str, list[tuple[str, Figure]]]]
    missed: list[Missed]
    split: Key


def overview(parts: list[Scored], programme: Programme, most: int = 10) -> Overview:
    """Decide what the first screen says of scored visits."""
    split = split_by(parts, (), programme)
    sections = [
        ("programme", lambda _code: "all"),
        ("site", lambda code: programme.name_of("site", code, programme.language)),
        ("stage", lambda code: code),
    ]
    return Overview(
        base=base_of(parts),
        parts=[(key, _lines(parts, key, split, programme, name)) for key, name in sections],
        missed=missed_musts(parts, programme)[:most],
        split=split,
    )


def _lines(
    parts: list[Scored], key: str, split: Key, programme: Programme, name: Callable[[str], str]
) -> list[tuple[str, Figure]]:
    own: Key = () if key == "programme" else (key,)
    found = figures(tally(parts, (*own, *split), programme), programme)
    return [(_label(values, own, name), figure) for values, figure in found.items()]


def _label(values: Key, own: Key, name: Callable[[str], str]) -> str:
    shown = [name(values[0]) if own else name(""), *values[len(own) :]]
    if own and shown[0] != values[0]:
        shown[0] = f"{values[0]} {shown[0]}"
    return " · ".join(shown)


def base_of(parts: list[Scored]) -> Base:
    """Count visits by what became of them."""
    status = [part.visits.table.get("status") for part in parts]
    return Base(
        visits=sum(part.visits.table.rows for part in parts),
        scored=sum(int(s.is_in(["completed"])[p.counts].sum()) for s, p in zip(status, parts, strict=True)),
        no_service=sum(int(s.is_in(["no_service"]).sum()) for s in status),
        void=sum(int(s.is_in(["void"]).sum()) for s in status),
        too_blank=sum(int(part.too_blank.sum()) for part in parts),
    )


def missed_musts(parts: list[Scored], programme: Programme) -> list[Missed]:
    """List the musts missed at least once, the most often missed first, then by share and journey order."""
    order = {criterion: place for place, criterion in enumerate(programme.criteria)}
    met, missed = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for part in parts:
        for stage, criterion, state in part.criteria:
            if criterion.priority == "must":
                met[criterion.id, stage.id] += int(np.count_nonzero(state == MET))
                missed[criterion.id, stage.id] += int(np.count_nonzero(state == NOT_MET))
    found = [
        Missed(criterion, stage, programme.name_of("criterion", criterion, programme.language), count, count + met[key])
        for key, count in missed.items()
        if count
        for criterion, stage in [key]
    ]
    return sorted(found, key=lambda m: (-m.missed, -m.missed / m.asked, order.get(m.criterion, 0)))
