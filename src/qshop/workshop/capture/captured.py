"""What the workbooks of meetings change in a programme's files, and what became of every row."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted
from qshop.programme.check.reserved_ids import OF_SERVICES
from qshop.programme.model import Programme
from qshop.programme.scalars import METADATA
from qshop.visits.intake.receipt import Receipt
from qshop.workshop.capture.criterion_ids import ids_of
from qshop.workshop.capture.criterion_rows import KNOWN, CriterionReader, text_said
from qshop.workshop.capture.meeting_book import MeetingBook
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow
from qshop.workshop.capture.name_lists import NameLists
from qshop.workshop.capture.obstacle_rows import ObstacleReader, obstacles_after
from qshop.workshop.capture.people_rows import PeopleReader, people_after
from qshop.workshop.capture.statements import Outcome, Path, Problems, Said, Statement, agreed_changes
from qshop.workshop.groups import GroupsFile
from qshop.workshop.obstacle import Obstacle
from qshop.workshop.proposals import doubles
from qshop.workshop.roster import Person

Reader = Callable[[Sheet, SheetRow], Statement | Problems]
ByStage = Mapping[str, Mapping[str, Said]]


@dataclass(frozen=True)
class Kept:
    """What is kept of earlier meetings."""

    roster: Sequence[Person] = ()
    obstacles: Sequence[Obstacle] = ()


@dataclass(frozen=True)
class Captured:
    """What was captured.

    receipts: one a sheet, and one a file that is refused
    new: new criteria by stage and by id
    changes: what changes in known ones, by stage and by id
    doubles: criteria that may be one and the same, by their ids
    """

    receipts: Sequence[Receipt]
    new: ByStage
    changes: ByStage
    doubles: Sequence[tuple[str, str]]
    kept: Kept
    notes: Sequence[str] = field(default=())


class Capture:
    """Takes the workbooks of meetings into a programme."""

    def __init__(self, programme: Programme, groups: GroupsFile, lists: NameLists, kept: Kept) -> None:
        self.programme, self.groups, self.lists, self.kept = programme, groups, lists, kept

    def take(self, books: Sequence[MeetingBook]) -> Captured:
        """Return what the workbooks of meetings change, whatever their order."""
        books = [self._of_this_programme(book) for book in books]
        statements, outcomes = defaultdict[str, list[Statement]](list), list[Outcome]()
        for sheet, reader in ((sheet, reader) for book in books for sheet, reader in self._readers(book)):
            for row in sheet.rows():
                said = reader(sheet, row)
                if isinstance(said, Statement):
                    statements[sheet.kind].append(said)
                else:
                    outcomes.append(Outcome(sheet, row, said))
        agreed = defaultdict[str, dict[Path, Said]](dict)
        for kind, of_kind in statements.items():
            agreed[kind], taken = agreed_changes(of_kind)
            outcomes += taken
        roster = people_after(self.kept.roster, agreed["people"])
        obstacles = obstacles_after(self.kept.obstacles, agreed["obstacles"])
        new, changes = self._by_stage(agreed["criteria"])
        texts = {id_: {"": text_said(said)} for by_id in new.values() for id_, said in by_id.items()}
        return Captured(
            [*(one for book in books for one in book.receipts), *_receipts(books, outcomes)],
            new,
            changes,
            list(doubles(texts, self.programme)),
            Kept(roster, obstacles),
            [note for book in books for note in book.notes],
        )

    def _of_this_programme(self, book: MeetingBook) -> MeetingBook:
        """Return a workbook; refused where none of the ids in it is known (QS666)."""
        sheet = next((sheet for sheet in book.sheets if sheet.kind == "criteria"), None)
        ids = [(row, row["id"]) for row in sheet.rows() if row["id"]] if sheet else []
        if sheet is None or not ids or any(id_ in self.programme.criteria for _, id_ in ids):
            return book
        message = f"no criterion has any of its {counted(len(ids), 'id')}: it is the workbook of another programme"
        place, help_ = sheet.place(ids[0][0], "id"), "give the right file; to propose them here, clear the ids"
        return replace(
            book,
            meeting=None,
            sheets=(),
            receipts=[Receipt(sheet.name, refusal=Diagnostic("QS666", message, place, help_))],
        )

    def _readers(self, book: MeetingBook) -> Iterator[tuple[Sheet, Reader]]:
        """Yield the sheets of a workbook, each with what reads its rows."""
        if book.meeting is None:
            return
        group = next(group for group in self.groups.groups if group.id == book.meeting.group)
        criteria = CriterionReader(self.programme, self.lists, book.meeting, group.stages, self.groups.must_from)
        readers: dict[str, Reader] = {
            "criteria": criteria.read,
            "obstacles": ObstacleReader(self.kept.obstacles, book.meeting, self.lists.stages, self.lists.owners).read,
            "people": PeopleReader(self.kept.roster, self.lists.people).read,
        }
        yield from ((sheet, readers[sheet.kind]) for sheet in book.sheets)

    def _by_stage(self, agreed: Mapping[Path, Said]) -> tuple[ByStage, ByStage]:
        """Return new criteria, and changes of known ones, by stage and by id; what nobody put dots on is a plus."""
        new, changes = defaultdict[str, dict[str, Said]](dict), defaultdict[str, dict[str, Said]](dict)
        by_stage = defaultdict[str, dict[str, Said]](dict)
        for about, said in agreed.items():
            if about[0] == KNOWN:
                changes[self.programme.stage_of[about[1]]][about[1]] = said
            else:
                by_stage[about[1]][text_said(said)] = {("priority",): "plus"} | said
        taken = {*self.programme.declared, *self.programme.criteria, *METADATA, *OF_SERVICES}
        for stage, by_text in by_stage.items():
            ids = ids_of(stage, by_text, taken)
            taken |= set(ids.values())
            new[stage] = {ids[text]: said for text, said in by_text.items()}
        return new, changes


def _receipts(books: Sequence[MeetingBook], outcomes: Iterable[Outcome]) -> Iterator[Receipt]:
    """Yield the receipt of each sheet: every row that was read is accepted, rejected or repeated."""
    by_sheet = defaultdict[str, list[Outcome]](list)
    for outcome in outcomes:
        by_sheet[outcome.sheet.name].append(outcome)
    for sheet in (sheet for book in books for sheet in book.sheets):
        of_sheet = by_sheet[sheet.name]
        rejects = [sheet.reject(one.row, one.problems) for one in of_sheet if one.problems]
        repeated = sum(one.is_repeated for one in of_sheet)
        yield Receipt(
            sheet.name,
            rejects=sorted([*sheet.source.rejects, *rejects], key=lambda reject: reject.line),
            repeated=repeated,
            read=sum(1 for _ in sheet.rows()) + sheet.source.rejected,
            more_rejects=sheet.source.more_rejects,
            captured=sum(not one.problems and not one.is_repeated for one in of_sheet),
        )
