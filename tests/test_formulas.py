"""What a spreadsheet would run is only shown, and the neutral form can be undone exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.base.formulas import as_typed, is_formula, neutral
from qshop.cli.main import run
from support import front, programme, visits

RUN = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "'=1",
    '"=1',
    "＝1+1",
    "－1",
    "−1",
    "\n=1",
    "-",
    "\t1",
]
SHOWN = ["", "a", "-3.2", "-3,2", "+4", "1e-5", "a=1", "2026-03-02", "10:00", "S-1", '"a"', "'a"]


@pytest.mark.parametrize("cell", RUN)
def test_what_a_spreadsheet_would_run_gets_a_quote_in_front(cell):
    assert is_formula(cell)
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", SHOWN)
def test_numbers_and_words_are_no_formulas(cell):
    assert not is_formula(cell)
    assert neutral(cell) == (f"'{cell}" if cell.startswith("'") else cell)


@given(st.text(st.sampled_from("'=+-@\t\r \"1a＝")))
def test_the_neutral_form_can_be_undone(cell):
    assert as_typed(neutral(cell)) == cell


def test_ingest_stores_what_was_typed_and_names_what_a_spreadsheet_would_run(tmp_path, capsys):
    root = front(tmp_path)
    answers = "S01,2026-03-02,front,2,yes,no,4"
    text = visits(f"V1,{answers},=1+1", f"V2,{answers},'=1+1", f"V3,{answers},-3.2")
    programme(tmp_path, {"a.csv": "\ufeff" + text})
    assert run(["--project", str(root), "ingest", str(tmp_path / "a.csv")]) == 0
    said = "2 cells that a spreadsheet would run, kept as typed: comment on line 2, comment on line 3\n"
    assert said in capsys.readouterr().err
    stored = (root / "visits/2026/front-v2.csv").read_bytes().decode()
    assert '"=1+1",' in stored
    assert '"\'=1+1",' in stored
    assert stored.startswith('"visit_id"')


def test_figures_as_csv_hold_nothing_that_runs_and_their_numbers_stay(tmp_path, capsys):
    root = front(tmp_path)
    answers = "2026-03-02,front,2,no,no,1,"
    programme(tmp_path, {"a.csv": visits(f"=V1,S01,{answers}", f"'V2,S01,{answers}", f"-3.2,S01,{answers}")})
    run(["--project", str(root), "ingest", str(tmp_path / "a.csv")])
    capsys.readouterr()
    run(["--project", str(root), "score", "--by", "visit", "--format", "csv"])
    rows = capsys.readouterr().out.splitlines()[1:]
    assert sorted(row.split(",")[0] for row in rows) == ["''V2", "'=V1", "-3.2"]
