"""What the headers of a service's export give away to the readers of tables."""

import pytest

from qshop.io.csv_files import parse_csv
from qshop.visits.exports.export_headers import ExportHeaders

HELP = "export again with “Value and header format: XML values and headers”"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("What did you see?,What did you see?,_uuid,_id", "QS440 a label export: its headers are words"),
        ("problems,problems,_uuid,_id", "QS404 columns 1 and 2 have the same name"),
        ("What did you see?,What did you see?,visit_id", "QS404 columns 1 and 2 have the same name"),
    ],
)
def test_words_that_stand_twice_give_a_label_export_away(header, told):
    refusal = parse_csv(f"{header}\n".encode(), "export.csv", headers=ExportHeaders()).refusal
    assert f"{refusal.code} {refusal.message}" == told
    assert (refusal.help == HELP) == (refusal.code == "QS440")


def test_readers_that_are_told_nothing_know_no_service():
    refusal = parse_csv(b"What did you see?,What did you see?,_uuid,_id\n", "export.csv").refusal
    assert refusal.message == "columns 1 and 2 have the same name"


@pytest.mark.parametrize(
    ("headers", "typed"),
    [({"_uuid", "_id"}, True), ({"KEY", "SubmissionDate"}, True), ({"visit_id", "site", "date"}, False)],
)
def test_formulas_are_what_somebody_typed_only_where_a_service_wrote_the_table(headers, typed):
    assert ExportHeaders().has_typed_formulas(headers) == typed
