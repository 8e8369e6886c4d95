"""A cell of evidence: the name of a file, and its digest once somebody has seen the file."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.visits.evidence import Evidence, VisitEvidence, read_evidence, with_digests
from qshop.visits.table import Column, Table

DIGEST, ANOTHER = "0a" * 32, "1b" * 32


def table(**cells):
    columns = {"visit_id": ["V1", "V2"], **cells}
    return Table("f.csv", {name: Column.of(column) for name, column in columns.items()}, 2)


@given(name=st.text(min_size=1).filter(lambda text: "sha256:" not in text), digest=st.sampled_from(["", DIGEST]))
def test_a_cell_says_the_name_and_the_digest_whatever_the_name_holds(name, digest):
    assert read_evidence(Evidence(name, digest).cell) == Evidence(name, digest)


def test_what_is_found_is_sealed_and_the_rest_is_counted():
    result, missing = with_digests(
        table(q1_evidence=["p1.jpg", "p1.jpg"], q2_evidence=["", "lost.jpg"], q2=["p1.jpg", "no"]),
        lambda _sought: {VisitEvidence("p1.jpg", "V2"): DIGEST},
    )
    assert missing == 2
    assert result.records() == [
        ("V1", "p1.jpg", "", "p1.jpg"),
        ("V2", f"p1.jpg sha256:{DIGEST}", "lost.jpg", "no"),
    ]


def test_what_is_sealed_already_stays_as_it_is_and_is_not_looked_for():
    asked = []
    cells = table(q1_evidence=[f"p1.jpg sha256:{ANOTHER}", "p2.jpg"])
    result, missing = with_digests(cells, lambda sought: asked.extend(sought) or dict.fromkeys(sought, DIGEST))
    assert (asked, missing) == ([VisitEvidence("p2.jpg", "V2")], 0)
    assert result.get("q1_evidence").cells() == [f"p1.jpg sha256:{ANOTHER}", f"p2.jpg sha256:{DIGEST}"]


def test_where_nothing_can_be_looked_for_all_is_counted_as_missing():
    cells = table(q1_evidence=["p1.jpg", "p1.jpg"])
    result, missing = with_digests(cells, None)
    assert (result.records(), missing) == (cells.records(), 2)
