"""Rules on the working groups: the stages they take, each once, and the criteria that they proposed."""

from collections import Counter
from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.workshop.groups import MOST_STAGES
from qshop.workshop.workshop_files import WorkshopFiles


def each_once(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS646: two groups of one code: nobody could tell who is in which."""
    seen = Counter[str]()
    for group in files.groups.groups if files.groups else ():
        seen[group.id] += 1
        if seen[group.id] == 2:
            help_ = "give one of them another code"
            yield group.diagnostic("QS646", f"there are two groups “{group.id}”", "id", help=help_)


def known_stages(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS647: a stage that the journey does not have."""
    known = [stage.id for stage in programme.stages]
    for group in files.groups.groups if files.groups else ():
        for place, stage in enumerate(group.stages):
            if stage not in known and not programme.has_unread("stage"):
                help_ = did_you_mean(stage, known) or "stages are in criteria/stages.yaml"
                yield group.diagnostic("QS647", f"there is no stage “{stage}”", "stages", place, help=help_)


def two_stages(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS648: a group with more than two stages, or with none."""
    for group in files.groups.groups if files.groups else ():
        count = len(set(group.stages))
        if not count:
            yield group.diagnostic("QS648", f"group “{group.id}” takes no stage", "stages", help="give it one or two")
        elif count > MOST_STAGES:
            message = f"group “{group.id}” takes {counted(count, 'stage')}; in a morning people agree two"
            yield group.diagnostic("QS648", message, "stages", help="give some of them to another group, or form one")


def stage_taken_once(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS649: a stage in two groups, or twice in one: its criteria would be agreed twice, and differently."""
    taken: dict[str, str] = {}
    for group in files.groups.groups if files.groups else ():
        for place, stage in enumerate(group.stages):
            if stage in taken:
                message = f"group “{taken[stage]}” takes the stage “{stage}” already"
                help_ = "each stage is agreed once: leave it to one of them"
                yield group.diagnostic("QS649", message, "stages", place, help=help_)
            taken.setdefault(stage, group.id)


def every_stage_taken(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS650: a stage that no group takes, and which group could."""
    if files.groups is None:
        return
    groups = files.groups.groups
    taken = {stage for group in groups for stage in group.stages}
    with_room = [group.id for group in groups if len(set(group.stages)) < MOST_STAGES]
    for stage in programme.stages:
        if stage.id not in taken:
            room = f"it could go to: {', '.join(with_room)}" if with_room else "every group has two: form another one"
            message = f"no group takes the stage “{stage.id}”"
            yield files.groups.diagnostic("QS650", message, "groups", key=True, help=room)


def known_proposers(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS659: a criterion was proposed by a group that there is not: nobody would be told what became of it."""
    known = [group.id for group in files.groups.groups] if files.groups else []
    for criterion in programme.criteria.values() if files.groups else ():
        if criterion.proposed and criterion.proposed.group not in known:
            help_ = did_you_mean(criterion.proposed.group, known) or "groups are in workshops/groups.yaml"
            message = f"there is no group “{criterion.proposed.group}”"
            yield criterion.proposed.diagnostic("QS659", message, "group", help=help_)
