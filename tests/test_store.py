"""Accepted visits in their files: twice changes nothing, order changes nothing, and nothing that is there is lost."""

import json
import os
import re
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.base.errors import StopError
from qshop.cli.main import run
from qshop.io import write
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.folder import load
from qshop.io.store import read_tables
from qshop.io.store_files import data_folder, source_name, visit_files
from qshop.visits.intake import pipeline, stored
from qshop.visits.intake.judge import accept_visits
from qshop.visits.intake.stored import stored_visits
from support import front, programme, somebody_elses, visits

HEADER = ["visit_id", "site", "date", "questionnaire", "version", "q1", "q2", "q3", "comment"]
STORED = "visits/2026/front-v2.csv"


def tree(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


COUNTS = ("read", "accepted", "rejected", "repeated", "refused")


def ingest(capsys, root, *arguments):
    capsys.readouterr()
    code = run(["--project", str(root), "ingest", *map(str, arguments), "--format", "json"])
    out, err = capsys.readouterr()
    return code, [tuple(map(row.get, COUNTS)) for row in json.loads(out)["rows"]] if out else [], err


def export(folder, name, *rows):
    path = folder / name
    path.write_text(visits(*rows), encoding="utf-8")
    return path


def test_visits_are_stored_one_file_a_wave_and_version_in_order_and_quoted(tmp_path, capsys):
    root = front(tmp_path)
    file = export(tmp_path, "a.csv", "V3,7,2026-03-01", "V1,S01,2026-03-02", "V2,S01,2026-03-01")
    assert ingest(capsys, root, file)[:2] == (0, [(3, 3, 0, 0, False)])
    lines = (root / STORED).read_bytes().decode().split("\n")
    assert lines[0].startswith('"visit_id","questionnaire","version","site","date","wave","time_in"')
    assert [line.split(",")[0] for line in lines[1:]] == ['"V2"', '"V3"', '"V1"', ""]
    assert lines[1] == (
        '"V2","front","2","S01","2026-03-01","2026","","","face_to_face","","","regular","completed","","","","",'
        '"yes","","","no","","","4","","","ok","",""'
    )
    assert not (root / "rejects").exists()


def test_the_same_file_again_changes_no_byte(tmp_path, capsys):
    root = front(tmp_path)
    file = export(tmp_path, "a.csv", "V1", "V2,7", "V3,nowhere", "V4,S01,2026-03-02,front,2,yes,no,4,two “words”")
    assert ingest(capsys, root, file)[:2] == (1, [(4, 3, 1, 0, False)])
    before = tree(root)
    assert ingest(capsys, root, file)[:2] == (1, [(4, 0, 1, 3, False)])
    assert ingest(capsys, root, file, file)[:2] == (1, [(4, 0, 1, 3, False)] * 2)
    assert tree(root) == before


def test_files_in_any_order_together_or_apart_give_the_same_bytes(tmp_path, capsys):
    files = [
        export(tmp_path, "a.csv", "V1", "V5,7,2026-01-09"),
        export(tmp_path, "b.csv", "V2", "V1", "V4,S01,2026-05-01"),
        export(tmp_path, "c.csv", "V3,7,2026-03-02,front,2,,,,"),
    ]
    kept = set()
    for turn, order in enumerate(permutations(files)):
        apart, together = front(tmp_path / f"apart{turn}"), front(tmp_path / f"together{turn}")
        for file in order:
            assert ingest(capsys, apart, file)[0] == 0
        assert ingest(capsys, together, *order)[0] == 0
        kept |= {(apart / STORED).read_bytes(), (together / STORED).read_bytes()}
    assert len(kept) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path, capsys):
    root = front(tmp_path)
    file = export(tmp_path, "a.csv", "V1", "V2,nowhere")
    before = tree(root)
    dry = ingest(capsys, root, file, "--dry-run")
    assert tree(root) == before
    assert dry == ingest(capsys, root, file)


def test_a_contradiction_is_kept_in_rejects_and_so_is_that_it_was_mended(tmp_path, capsys):
    root = front(tmp_path)
    assert ingest(capsys, root, export(tmp_path, "a.csv", "V1"))[0] == 0
    stored = (root / STORED).read_bytes()
    other = export(tmp_path, "b.csv", "V1,7", "V2")
    code, rows, err = ingest(capsys, root, other)
    assert (code, rows) == (1, [(2, 1, 1, 0, False)])
    assert f"{other}:2:1: QS417 visit_id: the visit “V1” says something else at {STORED}:2:1" in err
    (rejects,) = (root / "rejects").iterdir()
    kept = ["V1,7,2026-03-02,front,2,yes,no,4,ok"]
    assert read_csv(rejects, "r").table.get("raw").cells() == kept
    assert stored.splitlines()[1] in (root / STORED).read_bytes().splitlines()
    export(tmp_path, "b.csv", "V9,7", "V2")
    assert ingest(capsys, root, other)[:2] == (0, [(2, 1, 0, 1, False)])
    table = read_csv(rejects, "r").table
    assert (table.get("raw").cells(), table.get("outcome").cells()) == (kept, [f"not in {other} any more"])


def test_two_files_in_one_call_are_judged_against_each_other(tmp_path, capsys):
    root = front(tmp_path)
    files = export(tmp_path, "a.csv", "V1"), export(tmp_path, "b.csv", "V1,7", "V2")
    assert ingest(capsys, root, *files)[:2] == (1, [(1, 1, 0, 0, False), (2, 1, 1, 0, False)])


def test_one_file_that_cannot_be_opened_leaves_the_others_untaken(tmp_path, capsys):
    root = front(tmp_path)
    before = {name for name in tree(root) if not name.startswith(".qshop/")}
    code, rows, err = ingest(capsys, root, export(tmp_path, "a.csv", "V1"), tmp_path / "no.csv")
    assert (code, rows) == (2, [])
    assert "no.csv: No such file or directory" in err
    assert {name for name in tree(root) if not name.startswith(".qshop/")} == before


DAMAGES = {
    "an open quote": lambda text: text + '"V9","front\n',
    "a ragged row": lambda text: text + '"V9","front"\n',
    "a renamed column": lambda text: text.replace('"comment"', '"remarks"'),
    "a column more": lambda text: text.replace("\n", ',"more"\n'),
    "nothing left": lambda _: "",
    "another encoding": lambda text: text.encode("cp1252"),
    "dates of a spreadsheet": lambda text: text.replace("2026-03-02", "02/03/2026"),
    "a site that is gone": lambda text: text.replace("S01", "S99"),
    "the same visit with other content": lambda text: text + text.split("\n")[1].replace("café", "tea") + "\n",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
@pytest.mark.parametrize("options", [[], ["--dry-run"]], ids=["", "dry-run"])
def test_nothing_is_added_while_any_stored_visit_cannot_be_read_back(tmp_path, capsys, damage, options):
    root = front(tmp_path)
    assert ingest(capsys, root, export(tmp_path, "a.csv", "V1,S01,2026-03-02,front,2,yes,no,4,café"))[0] == 0
    damaged = damage((root / STORED).read_text(encoding="utf-8"))
    (root / STORED).write_bytes(damaged if isinstance(damaged, bytes) else damaged.encode())
    before = tree(root)
    code, rows, err = ingest(capsys, root, export(tmp_path, "b.csv", "V2", "V3,nowhere"), *options)
    assert (code, rows, tree(root)) == (2, [], before)
    assert re.match(r"visits/2026/front-v2\.csv:\d", err)
    assert "qshop: nothing is added while what is stored cannot be read back whole\n" in err


def test_moments_that_cannot_be_read_back_keep_visits_out_as_well(tmp_path, capsys):
    root = front(tmp_path)
    moments = "visit_id,step,feeling,thought\nV1,Chat,glad,\n"
    ingest(capsys, root, export(tmp_path, "a.csv", "V1"))
    programme(root, {STORED.replace("front-v2", "Moments"): moments})
    assert ingest(capsys, root, export(tmp_path, "b.csv", "V2"))[0] == 2


def test_what_a_spreadsheet_saved_again_without_changing_a_value_is_added_to(tmp_path, capsys):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1,S01,2026-03-02,front,2,yes,no,4,café"))
    stored = (root / STORED).read_text(encoding="utf-8")
    (root / STORED).write_bytes(stored.replace('"', "").replace(",", ";").encode("utf-8-sig"))
    assert ingest(capsys, root, export(tmp_path, "b.csv", "V1,S01,2026-03-02,front,2,yes,no,4,café", "V2"))[0] == 0
    assert (root / STORED).read_text(encoding="utf-8") == stored + stored.split("\n")[1].replace("V1", "V2").replace(
        "café", "ok"
    ) + "\n"


def test_a_row_that_was_deleted_may_come_again(tmp_path, capsys):
    root = front(tmp_path)
    file = export(tmp_path, "a.csv", "V1", "V2")
    ingest(capsys, root, file)
    before = (root / STORED).read_bytes()
    (root / STORED).write_bytes(b"\n".join(before.split(b"\n")[:2]) + b"\n")
    assert ingest(capsys, root, file)[:2] == (0, [(2, 1, 0, 1, False)])
    assert (root / STORED).read_bytes() == before


def test_moments_of_a_visit_that_was_taken_out_wait_for_it(tmp_path, capsys):
    root = front(tmp_path)
    moments = programme(tmp_path, {"m.csv": "visit_id,step,feeling,thought\nV1,Chat,neutral,\n"}) / "m.csv"
    file = export(tmp_path, "a.csv", "V1")
    ingest(capsys, root, file, moments)
    before = tree(root)
    (root / STORED).unlink()
    assert ingest(capsys, root, file, moments)[0] == 0
    assert tree(root) == before


def test_a_file_in_capitals_is_read_and_added_to(tmp_path, capsys):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1"))
    (root / STORED).rename((root / STORED).with_suffix(".CSV"))
    assert ingest(capsys, root, export(tmp_path, "b.csv", "V1", "V2"))[:2] == (0, [(2, 1, 0, 1, False)])
    assert sorted(path.name for path in (root / "visits/2026").iterdir()) == ["front-v2.CSV"]


def test_what_lies_among_the_visits_and_is_none_is_named_and_never_read(tmp_path, capsys, monkeypatch):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1"))
    other = visits("V9")
    places = ["x.csv", "2026/x.csv.bak", "2026/x.csv~", "2026/x.xlsx", "2026/old/x.csv", ".hidden.csv", "2026/._x.csv"]
    programme(root / "visits", dict.fromkeys([*places, "2026/.gitkeep", ".old/2026/x.csv"], other))
    monkeypatch.chdir(root)
    for command in (["check"], ["score", "--by", ""], ["score", "visits/"], ["ingest", "../a.csv"], ["debrief"]):
        capsys.readouterr()
        assert run(command) == 0
        err = capsys.readouterr().err
        assert "passed over in visits: x.csv, 2026/old/, 2026/x.csv.bak, 2026/x.csv~, 2026/x.xlsx\n" in err
    assert run(["score", "--by", "visit", "--format", "csv"]) == 0
    assert "V9" not in capsys.readouterr().out


def test_visits_of_a_wave_that_is_gone_are_told_and_nothing_is_added_beside_them(tmp_path, capsys, monkeypatch):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1"))
    (root / "visits/2026").rename(root / "visits/2025")
    monkeypatch.chdir(root)
    assert run(["score"]) == 1
    assert "visits/2025/front-v2.csv: QS465 the folder “2025” is that of no wave" in capsys.readouterr().err
    assert ingest(capsys, root, tmp_path / "a.csv")[0] == 2
    assert not (root / "visits/2026").exists()


def test_visits_of_another_version_in_a_file_are_never_lost_by_adding_to_it(tmp_path, capsys):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1"))
    header, row, end = (root / STORED).read_text(encoding="utf-8").split("\n")
    more = f'{header},"desk_staff"\n{row},""\n{end}'
    (root / STORED).write_text(more, encoding="utf-8")
    code, _, err = ingest(capsys, root, export(tmp_path, "b.csv", "V2"))
    assert (code, (root / STORED).read_text(encoding="utf-8")) == (2, more), err


def test_every_stored_table_is_judged_once(tmp_path, capsys, monkeypatch):
    root = front(tmp_path)
    ingest(capsys, root, export(tmp_path, "a.csv", "V1", "V2"))
    (root / "visits/2026/more.csv").write_text(visits("V3", "V4", "V5"), encoding="utf-8")
    judged = []

    def accept(table, *arguments, **options):
        judged.append(table.rows)
        return accept_visits(table, *arguments, **options)

    monkeypatch.setattr(stored, "accept_visits", accept)
    monkeypatch.setattr(pipeline, "accept_visits", accept)
    assert ingest(capsys, root, export(tmp_path, "b.csv", "V6"))[0] == 0
    assert judged == [2, 3, 1]


def test_data_may_be_kept_outside(tmp_path, capsys):
    root = front(tmp_path)
    settings = (root / "qshop.yaml").read_text(encoding="utf-8")
    (root / "qshop.yaml").write_text(settings + "data: ../private/visits\n", encoding="utf-8")
    assert ingest(capsys, root, export(tmp_path, "a.csv", "V1"))[0] == 0
    assert (tmp_path / "private/visits/2026/front-v2.csv").is_file()
    assert not (root / "visits").exists()
    assert data_folder(root, load(root).programme) == (tmp_path / "private/visits").resolve()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")
def test_a_folder_of_visits_that_may_not_be_read_is_said(capsys):
    with TemporaryDirectory() as folder:
        root = front(Path(folder))
        (root / "visits/2026").mkdir(parents=True)
        (root / "visits/2026").chmod(0)
        with somebody_elses(Path(folder)):
            assert run(["--project", str(root), "score"]) == 2
        assert "visits/2026 cannot be read: Permission denied\n" in capsys.readouterr().err


def test_sources_are_named_as_a_person_standing_there_would(tmp_path):
    (tmp_path / "here").mkdir()
    assert source_name(tmp_path / "here/a.csv", tmp_path / "here") == "a.csv"
    assert source_name(tmp_path / "here/../here/b.csv", tmp_path / "here") == "b.csv"
    assert source_name(tmp_path / "there/c.csv", tmp_path / "here") == (tmp_path / "there/c.csv").as_posix()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_that_is_no_text_does_no_harm(tmp_path, capsys, monkeypatch):
    root = front(tmp_path)
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9\x1b[2J.csv")
    (tmp_path / name).write_text(visits("V1,nowhere"), encoding="utf-8")
    code, rows, err = ingest(capsys, root, name)
    assert (code, rows) == (1, [(1, 0, 1, 0, False)])
    assert "caf\\xe9\\u001b[2J.csv:2:4: QS411" in err
    assert [path.name for path in (root / "rejects").iterdir()] == ["caf%5Cxe9%5Cu001b%5B2J~ceff684b.csv"]


def test_folders_and_files_of_visits_are_listed_once_in_order(tmp_path):
    for name in ("b/2.csv", "b/1.csv", "a.csv", "b/c/3.csv", "b/no.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    listed = visit_files([tmp_path / "b", tmp_path / "a.csv", tmp_path / "b/1.csv"])
    assert [path.relative_to(tmp_path).as_posix() for path in listed] == ["b/1.csv", "b/2.csv", "b/c/3.csv", "a.csv"]
    with pytest.raises(StopError, match="does not exist"):
        list(visit_files([tmp_path / "nowhere"]))


def test_figures_see_the_same_visit_in_two_files_as_one_however_they_are_written(tmp_path):
    root = front(tmp_path)
    plain = visits("V1,S01,2026-03-02,front,2,yes,no,4,late")
    quoted = (
        plain.replace("late", '"late"') + visits('V2,S01,2026-03-02,front,2,yes,no,4,"a ""b"""').split("\n")[1] + "\n"
    )
    folder = programme(root / "visits/2026", {"a.csv": plain, "b.csv": quoted})
    for words in (True, False):
        stored = stored_visits(read_tables([folder], root, words=words), load(root).programme)
        kept = [visit for batch in stored.accepted for visit in batch.table.get("visit_id").cells()]
        assert (sorted(kept), stored.repeated, stored.rejects) == (["V1", "V2"], 1, [])


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)


@settings(max_examples=25)
@given(comments=st.lists(CELLS | st.sampled_from(["=1+1", '","', '"\n"', "a\r\nb", "\t"]), min_size=1, max_size=5))
def test_what_people_typed_comes_back_as_typed(tmp_path_factory, comments):
    root = front(tmp_path_factory.mktemp("front"))
    rows = [(f"V{n}", "S01", "2026-03-02", "front", "2", "yes", "no", "4", text) for n, text in enumerate(comments)]
    (root / "a.csv").write_bytes(write_csv(HEADER, rows).encode())
    for _ in range(2):
        run(["--project", str(root), "ingest", str(root / "a.csv")])
        with_plain_ends = [text.replace("\r\n", "\n") for text in comments]
        assert read_csv(root / STORED, "s").table.get("comment").cells() == with_plain_ends


def test_an_intake_that_was_interrupted_before_any_of_its_files_is_completed_by_the_next(tmp_path, monkeypatch):
    exports = [
        export(tmp_path, "a.csv", "V1", "V2,nowhere"),
        export(tmp_path, "b.csv", "V2", "V3,nowhere"),
        programme(tmp_path, {"m.csv": "visit_id,step,feeling,thought\nV1,Chat,neutral,\nV1,Chat,sad,\n"}) / "m.csv",
    ]

    def ingest_into(root):
        return run(["--project", str(root), "ingest", *map(str, exports)])

    whole = front(tmp_path / "whole")
    assert ingest_into(whole) == 1
    replace, interruptions = write._replace, 0
    for number in range(1, 20):
        root, calls = front(tmp_path / str(number)), iter(range(1, 20))

        def interrupted(*file, number=number, calls=calls):
            if next(calls) == number:
                raise KeyboardInterrupt
            return replace(*file)

        monkeypatch.setattr(write, "_replace", interrupted)
        interruptions += ingest_into(root) == 130
        monkeypatch.setattr(write, "_replace", replace)
        assert ingest_into(root) == 1
        assert tree(root) == tree(whole)
    assert interruptions == len([".gitignore", "a.csv", "b.csv", "m.csv", "front-v2.csv", "moments.csv"])
