"""Rules on waves: every visit has one wave."""

from collections.abc import Iterator
from itertools import combinations

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.settings import Wave


def waves(programme: Programme) -> Iterator[Diagnostic]:
    """QS216: a wave that ends before it begins, or two waves that share a day and a questionnaire."""
    for wave in programme.settings.waves:
        if wave.to < wave.from_:
            yield wave.diagnostic("QS216", "the wave ends before it begins", "to", help="swap from and to")
    for first, second in combinations(programme.settings.waves, 2):
        if _overlap(first, second):
            message = f"the waves “{first.id}” and “{second.id}” overlap"
            yield second.diagnostic("QS216", message, "from", help="a day belongs to one wave: change from or to")


def planned(programme: Programme) -> Iterator[Diagnostic]:
    """QS244: visits are planned with a questionnaire that the wave does not use."""
    for wave in programme.settings.waves:
        for name in sorted(programme.questionnaires.keys() & wave.planned):
            if wave.questionnaires and name not in wave.questionnaires:
                message = f"the wave “{wave.id}” does not use “{name}”, so no visit could be made as planned"
                help_ = f"add it to questionnaires ({', '.join(wave.questionnaires)}), or take it out here"
                yield wave.diagnostic("QS244", message, "planned", name, key=True, help=help_)


def rehearsals(programme: Programme) -> Iterator[Diagnostic]:
    """QS255: regular visits are planned for a rehearsal, in which every visit is a trial."""
    for wave in programme.settings.waves:
        if wave.rehearsal and wave.planned:
            message = f"the wave “{wave.id}” is a rehearsal: all its visits are trials, and planned counts regular ones"
            help_ = "take planned out here, or rehearsal if these visits are to count"
            yield wave.diagnostic("QS255", message, "planned", key=True, help=help_)


def _overlap(first: Wave, second: Wave) -> bool:
    in_all = not first.questionnaires or not second.questionnaires
    shared = in_all or not set(first.questionnaires).isdisjoint(second.questionnaires)
    return shared and first.from_ <= second.to and second.from_ <= first.to
