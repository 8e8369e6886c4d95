"""Which file each new or changed criterion goes to, and what must still be true of that file afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qshop.programme.criteria import CriteriaFile
from qshop.programme.model import Programme
from qshop.programme.nodes import Mapping as MappingNode
from qshop.workshop.capture.criterion_edits import edited_stage, new_stage
from qshop.workshop.capture.statements import Said


@dataclass(frozen=True)
class StageEdit:
    """What changes in one file.

    before: what it says now; None for one that does not exist yet
    """

    stage: str
    languages: Sequence[str]
    before: CriteriaFile | None
    changes: dict[str, Said] = field(default_factory=dict)
    new: dict[str, Said] = field(default_factory=dict)

    def edited(self, text: str, root: MappingNode) -> str:
        """Return the text of the file, of which `root` is the node, after the edit."""
        return edited_stage(text, root, self.changes, self.new, self.languages)

    def written(self) -> str:
        """Return the text of a file that does not exist yet."""
        return new_stage(self.stage, self.new, self.languages)

    def is_kept_in(self, after: CriteriaFile) -> bool:
        """Return whether a file says of all others what it said before, and has nothing but what was meant."""
        before = self.before.criteria if self.before else []
        names = [*(criterion.id for criterion in before), *self.new]
        same = zip(before, after.criteria, strict=False)
        return names == [criterion.id for criterion in after.criteria] and all(
            one.id in self.changes or one == other for one, other in same
        )


def stage_edits(
    new: Mapping[str, Mapping[str, Said]], changes: Mapping[str, Mapping[str, Said]], programme: Programme
) -> dict[str, StageEdit]:
    """Return the edits by path: known criteria where they stand, new ones in the file that has the stage's name."""
    edits = dict[str, StageEdit]()
    files = {file.at("stage").path: file for file in programme.criteria_files}

    def edit_of(path: str, stage: str) -> StageEdit:
        return edits.setdefault(path, StageEdit(stage, programme.settings.languages, files.get(path)))

    for stage, by_id in changes.items():
        for id_, said in by_id.items():
            edit_of(programme.criteria[id_].at("id").path, stage).changes[id_] = said
    for stage, by_id in new.items():
        of_stage = [path for path, file in files.items() if file.stage == stage]
        own = f"criteria/{stage}.yaml"
        edit_of(own if own in of_stage or not of_stage else of_stage[0], stage).new.update(by_id)
    return edits
