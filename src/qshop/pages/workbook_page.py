"""The workbook that a note-taker fills in after a meeting, with what is known already in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from qshop.base.i18n import Tongue
from qshop.io.xlsx.form import Cell, Entry, Form, FormSheet, Look
from qshop.pages.asking import Asking
from qshop.pages.choice_names import WorkbookChoices
from qshop.pages.workbook_words import workbook_words
from qshop.pages.workshop_facts import FACT_WORDS
from qshop.programme.criteria import Criterion
from qshop.programme.scalars import text_in
from qshop.workshop.capture.agreed import NO_PROCEDURE, UNNAMED_PROCEDURE
from qshop.workshop.guide import Guide
from qshop.workshop.occasion import live_criteria, meeting, members, stages_at_hand
from qshop.workshop.roster import Person
from qshop.workshop.session import Session
from qshop.workshop.workbook import ASKED, BLANK_ROWS, FILLED_IN, FORMAT, SHEETS

_TEXT = Entry()
_NUMBER, _DAY = Entry("number"), Entry("day")
_ENTRIES: Final[Mapping[str, Entry]] = {
    "id": Entry("code"),
    "stage": Entry(choices="stages"),
    "must_dots": _NUMBER,
    "plus_dots": _NUMBER,
    "owner": Entry(choices="owners"),
    "standard": Entry(choices="yes_no", only_choices=False),
    "team": Entry(choices="teams"),
    "manager": Entry(choices="yes_no"),
    "group": Entry(choices="groups"),
    "role": Entry(choices="roles"),
    "present": Entry(choices="yes_no"),
    "named": Entry(choices="yes_no"),
    "walks": Entry(choices="sites"),
}
"""What is written in the columns that are not for any text."""
_ASKED: Final[Mapping[str, Entry]] = {"group": Entry(choices="groups"), "date": _DAY, "present": _NUMBER}
_WIDTHS: Final[Mapping[str, Sequence[int]]] = {
    "help": (80,),
    "meeting": (34, 40),
    "criteria": (10, 18, 40, 34, 9, 9, 22, 16, 28, 20, 24, 44, 40, 28),
    "obstacles": (22, 80, 30),
    "people": (28, 28, 26, 12, 22, 22, 12, 14, 24),
}
HELP: Final = ("when", "meeting", "criteria", "owner", "standard", "obstacles", "people", "more", "send")
"""What the first sheet explains, in order."""
REFUSED: Final = ("choices", "number", "day")
"""What a spreadsheet may refuse, and says so."""


def meeting_workbook(guide: Guide, session: Session, tongue: Tongue) -> Form:
    """Return the workbook of a group's meeting: what to do with it first, then the sheets that come back."""
    words = _Workbook(guide, session, tongue)
    return Form(
        {"help": words.help()} | {name: words.sheet(name) for name in SHEETS},
        {name: [*names.values()] for name, names in words.choices.names.items()},
        words.words["sheet"]["lists"],
        {what: tongue(f"workbook.refused.{what}") for what in REFUSED},
    )


@dataclass(frozen=True)
class _Workbook:
    guide: Guide
    session: Session
    tongue: Tongue

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        return workbook_words(self.tongue)

    @cached_property
    def choices(self) -> WorkbookChoices:
        return WorkbookChoices(self.session, self.tongue)

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self.session, self.tongue)

    def _text(self, words: dict[str, str] | None) -> str:
        return text_in(words, self.tongue.language) if words else ""

    def _fact(self, name: str) -> str:
        return FACT_WORDS[name](self._asking)

    def help(self) -> FormSheet:
        """Return the sheet of explanations; its last line says what the workbook was made for."""
        told = [[Cell(line, _TEXT, "told")] for line in (*self._explained(), self._mark())]
        name, title = self.words["sheet"]["help"], self.tongue("workbook.title")
        return FormSheet(name, [title], _WIDTHS["help"], told, upright=True, below="told", foot=self._foot())

    def _explained(self) -> Iterator[str]:
        tongue = self.tongue
        yield tongue("workshop.group_and_stages", group=self._fact("group"), stages=self._fact("stages"))
        for name in HELP:
            yield tongue(f"workbook.help.{name}")
            if name == "criteria":
                yield tongue("workbook.dots", must_from=self._fact("must_from"))

    def _mark(self) -> str:
        """Return by which a workbook is known: its format, guide, group, language and programme."""
        group = self.session.group.id if self.session.group else ""
        known = (f"qshop workbook {FORMAT}", self.session.guide, group, self.tongue.language, self._fact("programme"))
        return " · ".join(known)

    def _foot(self) -> str:
        return f"{self._fact('programme')} · {self._fact('group')}"

    def sheet(self, name: str) -> FormSheet:
        """Return a sheet that comes back."""
        rows = {
            "meeting": self._meeting,
            "criteria": self._criteria,
            "obstacles": self._obstacles,
            "people": self._people,
        }[name]
        fixed, wide = (3, 2) if name == "criteria" else (1, 1)
        headings = list(self.words[name].values())
        return FormSheet(
            self.words["sheet"][name], headings, _WIDTHS[name], list(rows()), fixed, wide, foot=self._foot()
        )

    def _meeting(self) -> Iterator[list[Cell]]:
        met = meeting(self.session)
        answers = {
            "group": self.choices.shown("groups", self.session.group.id if self.session.group else ""),
            "guide": self._text(self.guide.title),
            "date": met.on.isoformat() if met else "",
            "note_taker": self.tongue.joined(one.name for one in members(self.session) if one.role == "note_taker"),
        }
        for asked in ASKED:
            look: Look = "known" if asked == "guide" else "open"
            question = Cell(self.words["asked"][asked], _TEXT, "known")
            yield [question, Cell(answers.get(asked, ""), _ASKED.get(asked, _TEXT), look)]

    def _criteria(self) -> Iterator[list[Cell]]:
        """Yield, stage by stage, the criteria that are in use, then rows for new ones."""
        for stage in stages_at_hand(self.session):
            for criterion in live_criteria(self.session, stage):
                yield self._known(criterion, stage)
            yield from self._blank("criteria", {"stage": self.choices.shown("stages", stage)})

    def _known(self, criterion: Criterion, stage: str) -> list[Cell]:
        """Return the row of a criterion; of a validated one, only what is blank may be written."""
        texts = self._texts(criterion) | {"stage": self.choices.shown("stages", stage)}
        decided = set(SHEETS["criteria"]) if criterion.status == "validated" else {"id", "stage"}
        decided -= {column for column in FILLED_IN if not texts.get(column)}
        return [
            Cell(texts.get(column, ""), _ENTRIES.get(column, _TEXT), "known" if column in decided else "open")
            for column in SHEETS["criteria"]
        ]

    def _texts(self, criterion: Criterion) -> dict[str, str]:
        promise, proposed = criterion.promise, criterion.proposed
        return {
            "id": criterion.id,
            "criterion": self._text(criterion.text),
            "visible": self._text(proposed.visible) if proposed else "",
            "owner": self.choices.shown("owners", criterion.owner),
            "standard": self._procedure(criterion.standard),
            "promise": self._text(promise.says) if promise else "",
            "promise_where": self._text(promise.where) if promise else "",
            "missed": self._text(criterion.missed),
            "try": self._text(criterion.try_),
            "check_first": self._text(criterion.check_first),
            "remark": self._text(proposed.remark) if proposed else "",
        }

    def _procedure(self, standard: str | None) -> str:
        """Return the name of a procedure; where nobody wrote it, or there is none, the word yes or no."""
        answer = {NO_PROCEDURE: "no", UNNAMED_PROCEDURE: "yes"}.get(standard or "")
        return self.choices.shown("yes_no", answer) if answer else standard or ""

    def _obstacles(self) -> Iterator[list[Cell]]:
        yield from self._blank("obstacles", {})

    def _people(self) -> Iterator[list[Cell]]:
        """Yield the people of the group as the roster has them, then rows for others who came."""
        for person in members(self.session):
            cells = self._person(person)
            yield [Cell(cells[column], _ENTRIES.get(column, _TEXT)) for column in SHEETS["people"]]
        group = self.session.group.id if self.session.group else ""
        yield from self._blank("people", {"group": self.choices.shown("groups", group)})

    def _person(self, person: Person) -> dict[str, str]:
        """Return what is known of a person; whether somebody is here is told anew at each meeting."""
        return {
            column: self.choices.shown(_ENTRIES[column].choices, code) if column in _ENTRIES else code
            for column, code in person._replace(present="")._asdict().items()
        }

    def _blank(self, sheet: str, given: Mapping[str, str]) -> Iterator[list[Cell]]:
        """Yield rows to write in, with what is given in each."""
        row = [Cell(given.get(column, ""), _ENTRIES.get(column, _TEXT)) for column in SHEETS[sheet]]
        yield from [row] * BLANK_ROWS[sheet]
