"""Laws of a capture, whatever people write: no row is lost, twice changes nothing, order says nothing."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import MEETING, small, tables
from qshop.cli.meeting_books import _book_words, _said_words
from qshop.cli.workshop_read import workshop_files
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import LoadedProgramme, load
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.criteria import CriteriaFile
from qshop.programme.nodes import Mapping
from qshop.programme.reading import read_part
from qshop.workshop.capture.captured import Capture, Captured, Kept
from qshop.workshop.capture.meeting_book import read_book
from qshop.workshop.capture.name_lists import NameLists
from qshop.workshop.capture.stage_edits import stage_edits
from qshop.workshop.groups import GroupsFile

Cells = dict[str, str | int]
NOTHING = Kept()
LANGUAGES = ["en", "fr"]


@cache
def front() -> tuple[LoadedProgramme, GroupsFile, NameLists]:
    loaded = load(small(Path(mkdtemp())))
    groups = workshop_files(loaded)[0].groups
    assert groups
    return loaded, groups, NameLists(loaded.programme, groups, _said_words(LANGUAGES))


def taken(rows: Sequence[Cells], kept: Kept = NOTHING, criteria: Sequence[CriteriaFile] | None = None) -> Captured:
    """Capture rows of every kind; `criteria`: the files of criteria, if they have changed since."""
    loaded, groups, lists = front()
    programme = loaded.programme if criteria is None else replace(loaded.programme, criteria_files=list(criteria))
    kinds = {kind: [row for row in rows if row["kind"] == kind] for kind in ("criteria", "obstacles", "people")}
    sheets = tables("en", meeting=MEETING, **kinds)  # type: ignore[arg-type]
    sources = [
        parse_csv(
            write_csv([str(cell) for cell in head], [tuple(map(str, row)) for row in body]).encode(), f"{name}.csv"
        )
        for name, (head, *body) in sheets.items()
    ]
    book = read_book("B", sources, _book_words(LANGUAGES), lists.groups, LANGUAGES)
    return Capture(programme, groups, lists, kept).take([book])


def files_after(captured: Captured) -> dict[str, str]:
    """Give the texts of the files of criteria after a capture."""
    loaded, *_ = front()
    texts = {"criteria/desk.yaml": (loaded.root / "criteria/desk.yaml").read_text()}
    for path, edit in stage_edits(captured.new, captured.changes, loaded.programme).items():
        root, _ = read_yaml(texts[path].encode(), path) if path in texts else (None, [])
        texts[path] = edit.edited(texts[path], root) if isinstance(root, Mapping) else edit.written()
    return texts


def as_files(texts: dict[str, str]) -> list[CriteriaFile]:
    files = []
    for path, text in texts.items():
        node, faults = read_yaml(text.encode(), path)
        assert node
        assert faults == []
        file, faults = read_part(CriteriaFile, node)
        assert file
        assert faults == []
        files.append(file)
    return files


def mostly(*usual: str, rarely: Sequence[str] = ()) -> st.SearchStrategy[str]:
    """Draw what is usual, and now and then what cannot be taken, so that rows meet each other."""
    return st.integers(0, 9).flatmap(lambda n: st.sampled_from(usual if n or not rarely else rarely))


WORDS = mostly("Signs are lit", "signs are lit.", "Lit signs", rarely=["", "x" * 400, "é\u202e", "- a: b"])
STAGES = mostly("Reception desk", "desk", "Parking", rarely=["", "Front door", "Bar"])
OWNERS = mostly("", "Facilities", rarely=["desk_manager", "Ann"])
ROWS = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("criteria"),
            "id": mostly("", "desk_smile", "desk_wait", rarely=["desk_coffee", "nobody"]),
            "stage": STAGES,
            "criterion": WORDS,
            "must_dots": mostly("", "7", rarely=["3", "12", "x"]),
            "owner": OWNERS,
            "missed": mostly("", "Dark signs", "dark signs.", rarely=["no"]),
            "standard": mostly("", "no", rarely=["yes", "Gate rules"]),
            "promise": mostly("", rarely=["Soon"]),
            "promise_where": mostly("", rarely=["web"]),
        }
    ),
    st.fixed_dictionaries({"kind": st.just("obstacles"), "stage": STAGES, "obstacle": WORDS, "owner": OWNERS}),
    st.fixed_dictionaries(
        {
            "kind": st.just("people"),
            "name": mostly("Ann Bee", "ann bee", "Bo", rarely=[""]),
            "team": mostly("", "Welcome", rarely=["T9"]),
            "group": st.sampled_from(["", "B"]),
            "present": mostly("", "yes", "oui", rarely=["no", "perhaps"]),
        }
    ),
)
SEVERAL = st.lists(ROWS, max_size=8)


@pytest.mark.slow
@given(SEVERAL)
def test_every_row_is_accepted_rejected_or_repeated(rows: list[Cells]) -> None:
    given_stage = {"criteria": {"stage"}, "obstacles": {"stage"}, "people": {"group"}}
    written = [
        row for row in rows if {key for key, cell in row.items() if cell} - given_stage[str(row["kind"])] - {"kind"}
    ]
    receipts = taken(rows).receipts

    if not any(receipt.refusal for receipt in receipts):
        assert sum(receipt.read for receipt in receipts) == len(written)
        for receipt in receipts:
            assert receipt.read == receipt.captured + receipt.rejected + receipt.repeated


@pytest.mark.slow
@given(SEVERAL)
def test_a_second_time_changes_nothing_and_rejects_the_same(rows: list[Cells]) -> None:
    first = taken(rows)
    texts = files_after(first)

    second = taken(rows, first.kept, as_files(texts))

    assert (dict(second.new), dict(second.changes), second.kept) == ({}, {}, first.kept)
    assert [receipt.rejected for receipt in second.receipts] == [receipt.rejected for receipt in first.receipts]


@pytest.mark.slow
@given(SEVERAL, st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(rows: list[Cells], chance: Random) -> None:
    first = taken(rows)
    chance.shuffle(rows)
    second = taken(rows)

    assert {stage: dict(by_id) for stage, by_id in first.changes.items()} == {
        stage: dict(by_id) for stage, by_id in second.changes.items()
    }
    assert {stage: dict(by_id) for stage, by_id in first.new.items()} == {
        stage: dict(by_id) for stage, by_id in second.new.items()
    }
    assert sorted(first.kept.obstacles) == sorted(second.kept.obstacles)
    assert sorted(first.kept.roster) == sorted(second.kept.roster)


@pytest.mark.slow
@given(SEVERAL)
def test_all_other_criteria_and_every_validated_text_stay(rows: list[Cells]) -> None:
    loaded, *_ = front()
    captured = taken(rows)
    after = {one.id: one for file in as_files(files_after(captured)) for one in file.criteria}

    changed = {id_ for by_id in captured.changes.values() for id_ in by_id}
    for id_, criterion in loaded.programme.criteria.items():
        assert after[id_] == criterion or id_ in changed
        if criterion.status != "proposed":
            kept = ("text", "priority", "status", "validated", "declined", "proposed")
            assert all(getattr(after[id_], key) == getattr(criterion, key) for key in kept)
