"""Take one export: read it, map it, judge it, settle repeats. Every row read is accounted for."""

from dataclasses import dataclass, field
from pathlib import Path

from qshop.base.diagnostics import Diagnostic
from qshop.io.tables import Read, read_csv
from qshop.programme.model import Profile
from qshop.programme.programme import Programme
from qshop.visits.accept import Outcome, Visits, accept
from qshop.visits.privacy import personal_data
from qshop.visits.profile import apply_profile
from qshop.visits.rejects import Reject
from qshop.visits.repeats import Known, settle


@dataclass
class Taken:
    """What became of one source: read = accepted + rejected + repeated; or the refusal of the whole file."""

    source: str
    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    repeated: int = 0
    read: int = 0
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Count the accepted visits."""
        return sum(visits.table.rows for visits in self.accepted)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Give the refusal, or one diagnostic for each rejected row."""
        return [self.refusal] if self.refusal else [reject.diagnostic for reject in self.rejects]


def take(
    path: Path, source: str, programme: Programme, profile: Profile | None, encoding: str, stored: dict[str, Known]
) -> Taken:
    """Take the visits of one file; `stored` are those accepted before, which stay as they are."""
    read = read_csv(path, source, encoding)
    if read.table is None:
        return Taken(source, refusal=read.refusal, notes=read.notes)
    outcome, notes = _judged(read, programme, profile)
    if outcome.refusal:
        return Taken(source, refusal=outcome.refusal, notes=notes)
    settled = settle(outcome.accepted, stored)
    rejects = sorted([*read.rejects, *outcome.rejects, *settled.conflicts], key=lambda reject: reject.line)
    total = read.table.rows + len(read.rejects)
    taken = Taken(source, settled.accepted, rejects, settled.repeated, total, None, notes)
    taken.notes += [note for visits in settled.accepted for note in personal_data(visits)]
    if total == 0:
        taken.notes.append("the file holds no visits")
    if taken.count + len(rejects) + taken.repeated != total:
        raise AssertionError("rows were lost between reading and judging")
    return taken


def _judged(read: Read, programme: Programme, profile: Profile | None) -> tuple[Outcome, list[str]]:
    if read.table is None or profile is None:
        return accept(read.table, programme) if read.table else Outcome(), read.notes
    mapped = apply_profile(profile, read.table, programme)
    if isinstance(mapped, Diagnostic):
        return Outcome(refusal=mapped), read.notes
    outcome = accept(mapped.table, programme)
    outcome.rejects += mapped.rejects
    return outcome, [*read.notes, *mapped.notes]
