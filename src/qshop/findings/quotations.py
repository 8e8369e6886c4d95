"""What visitors wrote, as far as it was released: the words come from the visit, the leave to show them from a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.score.outcomes import MET, NOT_MET
from qshop.visits.released import QUOTATION

Released = Mapping[tuple[str, str], str]
"""The language of what is released (blank: not known), by the id of the visit and the question."""


@dataclass(frozen=True)
class Quotation:
    """A remark that may be shown.

    criterion: blank where the question hangs on its stage alone
    text: as the visitor wrote it, in one line
    language: of the words; blank where it is not known
    is_met: whether the visit met the criterion; None where that is not decided
    """

    criterion: str
    question: str
    text: str
    language: str
    site: str
    is_met: bool | None


def quotations(results: Results, reader: str, where: Mapping[str, str]) -> list[Quotation]:
    """Return what may be quoted to a reader of the wave's regular visits, in the order of versions and questions.

    Within `where`: nothing for all visits, {"site": S}, {"team": T} or {"visit": V}. Where `quotes` is `all`, that is
    every comment, in a language that is not known.
    """
    released = released_languages(results, reader)
    if released is not None and not released:
        return []
    return [one for judged in results.judged for one in _of_version(judged, released, where)]


def released_languages(results: Results, reader: str) -> Released | None:
    """Return what is released for a reader; None where everything is, since `quotes` is `all`."""
    if results.programme.settings.privacy.quotes == "all":
        return None
    quoted = [one for one in results.released if one.what == QUOTATION and one.is_for(reader)]
    return {(one.id, one.question): one.language for one in quoted}


def _of_version(judged: JudgedVisits, released: Released | None, where: Mapping[str, str]) -> Iterator[Quotation]:
    place = {key: value for key, value in where.items() if key != "visit"}
    for stage, criterion, question in judged.scored.visits.version.questions():
        comments = judged.scored.visits.table.get(f"{question.id}_comment")
        rows = [row for row in judged.rows(place, stage.id).tolist() if comments.cell(row).strip()]
        for row in sorted(rows, key=lambda row: (judged.sites[row], judged.codes[row])):
            code = judged.codes[row]
            if where.get("visit", code) == code and (released is None or (code, question.id) in released):
                language = released[code, question.id] if released else ""
                yield _quotation(judged, row, criterion, question, language)


def _quotation(
    judged: JudgedVisits, row: int, criterion: FrozenCriterion | None, question: FrozenQuestion, language: str
) -> Quotation:
    text = judged.scored.visits.table.get(f"{question.id}_comment").cell(row)
    name = criterion.id if criterion else ""
    is_met = {MET: True, NOT_MET: False}.get(int(judged.counted[name][row])) if name in judged.counted else None
    return Quotation(name, question.id, " ".join(text.split()), language, judged.sites[row], is_met)
