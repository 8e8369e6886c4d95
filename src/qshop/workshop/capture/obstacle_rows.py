"""Obstacles that a group named: findings, and no objections. They are kept in `workshops/obstacles.csv`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.kept_texts import problem_of_text
from qshop.workshop.capture.meeting_facts import MeetingHeld
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow
from qshop.workshop.capture.name_lists import NameList
from qshop.workshop.capture.statements import Problems, Said, Statement
from qshop.workshop.obstacle import Obstacle


@dataclass(frozen=True)
class ObstacleReader:
    """Reads the rows of one meeting; `known`: the obstacles that are kept already."""

    known: Sequence[Obstacle]
    meeting: MeetingHeld
    stages: NameList
    owners: NameList

    def read(self, sheet: Sheet, row: SheetRow) -> Statement | Problems:
        """Return what a row says, or why it is rejected."""
        stage, owner = self.stages.read(row["stage"]), self.owners.read(row["owner"])
        problems = [(name, value) for name, value in (("stage", stage), ("owner", owner)) if isinstance(value, Problem)]
        text = row["obstacle"]
        if not text:
            problems.append(("obstacle", Problem("QS668", "no obstacle is written", "write it, or delete the row")))
        elif problem := problem_of_text(text):
            problems.append(("obstacle", problem))
        if problems or isinstance(stage, Problem) or isinstance(owner, Problem):
            return problems
        said = Obstacle(self.meeting.group, self.meeting.on.isoformat(), stage, text, owner)
        known = next((one for one in self.known if _is_same(one, said)), None)
        changes: Said = {("owner",): owner} if owner and owner != (known and known.owner) else {}
        if known is None:
            changes["obstacle",] = text
        return Statement(sheet, row, (*said[:3], normal(text)), changes)


def _is_same(one: Obstacle, other: Obstacle) -> bool:
    return one[:3] == other[:3] and normal(one.obstacle) == normal(other.obstacle)


def obstacles_after(known: Sequence[Obstacle], agreed: Mapping[tuple[str, ...], Said]) -> list[Obstacle]:
    """Return the obstacles after what was agreed, new ones last."""
    obstacles = {(*one[:3], normal(one.obstacle)): one for one in known}
    for about, changes in agreed.items():
        group, date, stage, _ = about
        cells = {path[0]: text for path, text in changes.items()}
        found = obstacles.get((group, date, stage, about[3])) or Obstacle(group, date, stage, "")
        obstacles[group, date, stage, about[3]] = found._replace(**cells)
    return list(obstacles.values())
