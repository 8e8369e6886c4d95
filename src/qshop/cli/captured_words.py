"""What `qshop workshop capture` says: a row a sheet, what is new and changed, and what may be one and the same."""

from typing import TYPE_CHECKING, Literal

from qshop.cli.output import print_data, print_json, print_message, print_rejects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qshop.programme.criteria import Criterion
    from qshop.programme.model import Programme
    from qshop.visits.intake.receipt import Receipt
    from qshop.workshop.capture.captured import Captured
    from qshop.workshop.capture.statements import Path, Said

COLUMNS = ("source", "read", "accepted", "rejected", "repeated", "refused")
_MOST = 200


def report(captured: "Captured", programme: "Programme", format_: Literal["table", "json"]) -> int:
    """Print what was captured, and return the exit code."""
    from qshop.pages.console import table
    from qshop.visits.rejects import MAX_LISTED

    diagnostics = [one for receipt in captured.receipts for one in receipt.diagnostics[:MAX_LISTED]]
    for note in captured.notes:
        print_message(note)
    print_rejects(diagnostics)
    rows = [_row(receipt) for receipt in captured.receipts]
    if format_ == "json":
        print_json([*rows], diagnostics)
    else:
        cells = [[("yes" if v else "no") if isinstance(v, bool) else str(v) for v in row.values()] for row in rows]
        print_data(table(COLUMNS, cells, numbers=COLUMNS[1:5]))
    for line in [*_new(captured), *_changed(captured, programme), *_doubles(captured, programme)][:_MOST]:
        print_message(line)
    return 1 if diagnostics else 0


def _row(receipt: "Receipt") -> dict[str, object]:
    counts = {"read": receipt.read, "accepted": receipt.count, "rejected": receipt.rejected}
    return {"source": receipt.source, **counts, "repeated": receipt.repeated, "refused": receipt.refusal is not None}


def _new(captured: "Captured") -> "Iterator[str]":
    from qshop.workshop.capture.criterion_rows import text_said

    for by_id in captured.new.values():
        for id_, said in by_id.items():
            yield f"new: {id_}, {said['priority',]}{_dots(said)}: {text_said(said)}"


def _dots(said: "Said", known: "Criterion | None" = None) -> str:
    """Return how many dots make it a must or a plus, those that a known criterion had and keeps among them."""
    from qshop.workshop.capture.criterion_rows import value_at

    paths = [("proposed", name) for name in ("must", "plus", "present")]
    must, plus, present = (said.get(path) or value_at(known, path) for path in paths)
    if not must and not plus:
        return " (without dots)"
    return f" ({must or 0} for a must, {plus or 0} for a plus, of {present or '?'})"


def _language(said: "Said") -> str:
    return next(path[-1] for path in said if path[0] == "text")


def _changed(captured: "Captured", programme: "Programme") -> "Iterator[str]":
    from qshop.workshop.capture.criterion_rows import value_at

    for by_id in captured.changes.values():
        for id_, said in by_id.items():
            for path, text in ((path, text) for path, text in said.items() if not _is_count(path)):
                found = value_at(programme.criteria[id_], path)
                yield f"changed: {id_}, {'.'.join(path)}: {found or '…'} → {text}"
            if any(_is_count(path) for path in said):
                yield f"changed: {id_}, dots{_dots(said, programme.criteria[id_])}"


def _is_count(path: "Path") -> bool:
    """Return whether something tells when a criterion was proposed and by how many dots."""
    return path[0] == "proposed" and len(path) == 2


def _doubles(captured: "Captured", programme: "Programme") -> "Iterator[str]":
    """Yield criteria that may be one and the same, side by side."""
    from qshop.programme.scalars import text_in
    from qshop.workshop.capture.criterion_rows import text_said

    new = {id_: said for by_id in captured.new.values() for id_, said in by_id.items()}
    for one, other in captured.doubles:
        known, language = programme.criteria.get(other), _language(new[one])
        text = text_in(known.text, language) if known else text_said(new[other])
        status = f" ({known.status})" if known else ""
        yield f"the same? {one}: {text_said(new[one])}\n          {other}{status}: {text}"
