"""Rules on leader's guides: time, papers, roles, and moves that say something."""

from collections.abc import Iterable, Iterator
from typing import Final

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.workshop.clock import minutes_of
from qshop.workshop.groups import MOST_STAGES
from qshop.workshop.guide import PACKAGED, Guide, Move, Span
from qshop.workshop.roster import ROLES
from qshop.workshop.schedule import total
from qshop.workshop.workshop_files import WorkshopFiles
from qshop.workshop.written_texts import parts_of

MEETING_ROLES: Final = ROLES[2:5]
_MOST_FINDINGS: Final = 3
_CONTENT = ("say", "do", "note", "model", "if_", "heading", "text", "bullets", "show", "boxes", "lines", "table")


def minutes(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS620: the items of a guide take another time than is announced."""
    for guide in files.guides.values():
        stages = min(MOST_STAGES, len(programme.stages))
        least, most = _total(guide, stages, 0).from_, _total(guide, stages, _MOST_FINDINGS).to
        told = guide.minutes
        shortest, longest = _total(guide, stages, _MOST_FINDINGS).from_, _total(guide, stages, 0).to
        if not (least <= told.from_ <= shortest and longest <= told.to <= most):
            message = f"the items take {_span(least, most)}, announced are {_span(told.from_, told.to)}"
            help_ = "shorten or lengthen items, or announce what they take"
            yield guide.diagnostic("QS620", f"{message}{_counted(guide, stages)}", "minutes", help=help_)


def _total(guide: Guide, stages: int, findings: int) -> Span:
    times = {None: 1, "stage": stages, "finding": findings}
    return total(item.minutes for item in guide.items for _ in range(times[item.each]))


def _counted(guide: Guide, stages: int) -> str:
    """Return for how many stages items were counted, where any is held for each."""
    return f" (with {counted(stages, 'stage')})" if any(item.each == "stage" for item in guide.items) else ""


def _span(least: int, most: int) -> str:
    """Return minutes, from one number to another."""
    return counted(most, "minute") if least == most else f"{least}–{counted(most, 'minute')}"


def handouts(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS621: an item hands out a paper that there is not, or a paper is never handed out."""
    for guide in files.guides.values():
        for item in guide.items:
            for index, name in enumerate(item.handouts):
                if name not in guide.handouts:
                    help_ = did_you_mean(name, guide.handouts) or "write it below handouts:"
                    yield item.diagnostic("QS621", f"there is no handout “{name}”", "handouts", index, help=help_)
        handed = {name for item in guide.items for name in item.handouts}
        for name in guide.handouts:
            if name not in handed:
                help_ = f"name it where it is handed out: handouts: [{name}]"
                message = f"the handout “{name}” is never handed out"
                yield guide.diagnostic("QS621", message, "handouts", name, key=True, help=help_)


def roles(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS622: a guide names a role that there is not."""
    for guide in files.guides.values():
        for role in guide.roles:
            if role not in MEETING_ROLES:
                help_ = did_you_mean(role, MEETING_ROLES)
                yield guide.diagnostic("QS622", f"there is no role “{role}”", "roles", role, key=True, help=help_)


def filled_roles(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS626: once roles of a meeting are given out in a group, one that its guide needs is held by nobody."""
    for group in files.groups.groups if files.groups else ():
        held = {one.role for one in files.roster if one.group == group.id}
        names = dict.fromkeys(met.guide for met in group.meetings) if held.intersection(MEETING_ROLES) else ()
        for role in (role for role in MEETING_ROLES if role not in held and _is_needed(role, names, files)):
            help_ = f"write {role} beside somebody of the group in workshops/roster.csv"
            message = f"nobody of group “{group.id}” is its {role.replace('_', '-')}"
            yield group.diagnostic("QS626", message, "id", help=help_)


def _is_needed(role: str, guides: Iterable[str], files: WorkshopFiles) -> bool:
    """Return whether one of some guides needs a role; the packaged guide for groups needs all of them."""
    own = [files.guides[name].roles if name in files.guides else MEETING_ROLES for name in guides]
    return any(role in needed for needed in own)


def meetings(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS628, QS629: a meeting that begins at no time of the day, or is led by a guide that there is not."""
    for met in (met for group in (files.groups.groups if files.groups else ()) for met in group.meetings):
        if met.from_ and minutes_of(met.from_) is None:
            yield met.diagnostic("QS628", f"“{met.from_}” is no time of the day", "from", help="write it like 09:30")
        known = [*PACKAGED, *files.guides]
        if met.guide not in known:
            help_ = did_you_mean(met.guide, known)
            yield met.diagnostic("QS629", f"there is no guide “{met.guide}”", "guide", help=help_)


def moves(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS627: a move of a guide says nothing, or answers what is not said to happen."""
    for guide in files.guides.values():
        for move in (part for part in parts_of(guide) if isinstance(part, Move)):
            if move.then and not move.if_:
                yield move.diagnostic("QS627", "then answers nothing", "then", key=True, help="add if: what may happen")
            elif not any(getattr(move, name) for name in _CONTENT):
                yield move.diagnostic("QS627", "this move says nothing", help="add say, do, note, if or model")


def times(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS628: a time of the day that is none, or a span that ends before it begins."""
    for guide in files.guides.values():
        if minutes_of(guide.start) is None:
            message = f"“{guide.start}” is no time of the day"
            yield guide.diagnostic("QS628", message, "start", help="write it like 09:30")
        spans = [guide.minutes, *(item.minutes for item in guide.items), *([guide.people] if guide.people else [])]
        for span in spans:
            if span.from_ > span.to:
                message = f"from {span.from_} to {span.to} runs backwards"
                yield span.diagnostic("QS628", message, "from", help="write the least first")
