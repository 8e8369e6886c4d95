"""What visitors wrote, as far as it was released: the words come from the visit, the leave to show them from a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.score.outcomes import MET, NOT_MET
from qshop.visits.released import QUOTATION

Released = Mapping[tuple[str, str], str]
"""The language of what is released (blank: not known), by the id of the visit and the question."""


@dataclass(frozen=True)
class Remark:
    """What a visitor wrote beside an answer; it may not be shown as it is.

    criterion: blank where the question hangs on its stage alone
    text: as it was written
    is_met: whether the visit met the criterion; None where that is not decided
    """

    visit: str
    site: str
    day: str
    criterion: str
    question: str
    text: str
    is_met: bool | None


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

    Within `where`: nothing for all visits, {"site": S} or {"team": T}. Where `quotes` is `all`, that is
    every comment, in a language that is not known.
    """
    released = released_languages(results, reader)
    if released is not None and not released:
        return []
    return [
        Quotation(
            one.criterion,
            one.question,
            " ".join(one.text.split()),
            released[one.visit, one.question] if released else "",
            one.site,
            one.is_met,
        )
        for one in remarks(results, where)
        if released is None or (one.visit, one.question) in released
    ]


def released_languages(results: Results, reader: str) -> Released | None:
    """Return what is released for a reader; None where everything is, since `quotes` is `all`."""
    if results.programme.settings.privacy.quotes == "all":
        return None
    quoted = [one for one in results.released if one.what == QUOTATION and one.is_for(reader)]
    return {(one.id, one.question): one.language for one in quoted}


def remarks(results: Results, where: Mapping[str, str]) -> Iterator[Remark]:
    """Yield every comment within `where`, by version and question, then by site and visit."""
    for judged in results.judged:
        yield from _of_version(judged, where)


def _of_version(judged: JudgedVisits, place: Mapping[str, str]) -> Iterator[Remark]:
    table = judged.scored.visits.table
    for stage, criterion, question in judged.scored.visits.version.questions():
        comments, name = table.get(f"{question.id}_comment"), criterion.id if criterion else ""
        rows = [row for row in judged.rows(place, stage.id).tolist() if comments.cell(row).strip()]
        for row in sorted(rows, key=lambda row: (judged.sites[row], judged.codes[row])):
            yield Remark(
                visit=judged.codes[row],
                site=judged.sites[row],
                day=judged.days[row],
                criterion=name,
                question=question.id,
                text=comments.cell(row),
                is_met=_is_met(judged, name, row),
            )


def _is_met(judged: JudgedVisits, criterion: str, row: int) -> bool | None:
    outcomes = judged.counted.get(criterion)
    return None if outcomes is None else {MET: True, NOT_MET: False}.get(int(outcomes[row]))
