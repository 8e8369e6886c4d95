"""`qshop debrief --quotes`: the list on which a person ticks what may be quoted."""

from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.base.plural import counted
from qshop.cli.output import print_data, print_message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qshop.findings.quotable_remarks import QuotableRemark
    from qshop.findings.results import Results
    from qshop.visits.tick_list import TickRow

READERS = ("programme", "site", "team")
"""The readers about whose findings remarks are listed."""


def write_quotes(results: "Results", reader: str, subjects: "Sequence[str]", language: str, out: Path | None) -> None:
    """Print the list of remarks for a reader's pages about some subjects, or write it into the folder `out`.

    Raises `StopError` for a reader who has no findings.
    """
    from qshop.io.spreadsheet_csv import spreadsheet_csv
    from qshop.io.write import File, write_files
    from qshop.visits.tick_list import COLUMNS

    if reader not in READERS:
        raise StopError(f"no remarks are listed for a {reader}", f"list them with --for {', '.join(READERS)}")
    rows = tick_rows(results, [{reader: one} if reader != "programme" else {} for one in subjects], language)
    text = spreadsheet_csv([*COLUMNS], rows)
    if out is None:
        print_data(text)
    else:
        name = f"{results.wave.id}-quotes.csv"
        write_files([File(out, name, text)])
        print_data(f"{out / name}\n")
    print_message(
        f"{counted(len(rows), 'remark')} to decide on\n    write x under release, fill in audience, by and on, then: "
        "qshop ingest FILE"
    )


def tick_rows(results: "Results", places: "Sequence[Mapping[str, str]]", language: str) -> "list[TickRow]":
    """Return the rows of the list for some places; each remark stands there once."""
    from qshop.findings.quotable_remarks import quotable_remarks

    chosen = [one for where in places for one in quotable_remarks(results, where)]
    by_cell = {(one.remark.visit, one.remark.question): one for one in reversed(chosen)}
    ordered = dict.fromkeys((one.remark.visit, one.remark.question) for one in chosen)
    return [_row(by_cell[cell], results, language) for cell in ordered]


def _row(one: "QuotableRemark", results: "Results", language: str) -> "TickRow":
    from qshop.io.packaged import tongue
    from qshop.programme.scalars import read_day, text_in
    from qshop.visits.released import QUOTATION, VISIT
    from qshop.visits.tick_list import TickRow

    remark, criterion, programme = one.remark, one.finding.criterion, results.programme
    words = criterion.standard if remark.is_met else criterion.failure
    day = read_day(remark.day)
    name = programme.name_of("site", remark.site, language)
    return TickRow(
        release="",
        criterion=text_in(words, language),
        site=remark.site if name == remark.site else f"{remark.site} {name}",
        day=tongue(language, programme.settings.languages).date(day) if day else "",
        remark=remark.text,
        audience="",
        by="",
        on="",
        agreed_by_person="",
        language="",
        source=VISIT,
        id=remark.visit,
        question=remark.question,
        what=QUOTATION,
    )
