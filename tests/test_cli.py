"""The command line's contract: exit codes, what goes to stdout and stderr, formats, filters and help."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desk import FILES, VISITS, said, visited
from qshop.cli.main import run
from support import programme

QSHOP = [sys.executable, "-m", "qshop"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


def rows(capsys, root, *arguments):
    code, output = said(capsys, root, "score", *arguments, "--format", "json")
    assert code == 0
    return json.loads(output.out)["rows"]


def test_a_clean_check_is_0_and_says_what_it_looked_at(desk, capsys):
    code, output = said(capsys, desk, "check")
    assert (code, output.out) == (0, "")
    assert output.err == "nothing found: 3 criteria, 4 questions, 2 sites\n"


def test_findings_are_1_on_stdout_with_their_place(tmp_path, capsys):
    root = programme(
        tmp_path, FILES | {"criteria/leaving.yaml": FILES["criteria/leaving.yaml"].replace("plus", "pluss")}
    )
    code, output = said(capsys, root, "check", "--format", "concise")
    assert code == 1
    assert output.out.endswith("criteria/leaving.yaml:6:15: QS206 “pluss” is not possible for “priority”\n")
    assert output.err == "1 problem in 1 file\n"


def test_github_gets_annotations(tmp_path, capsys, monkeypatch):
    root = programme(
        tmp_path, FILES | {"criteria/leaving.yaml": FILES["criteria/leaving.yaml"].replace("plus", "pluss")}
    )
    monkeypatch.chdir(root)
    code, output = said(capsys, root, "check", "--format", "github")
    assert code == 1
    assert output.out == (
        "::error file=criteria/leaving.yaml,line=6,col=15,title=QS206::"
        "“pluss” is not possible for “priority”. did you mean “plus”?\n"
    )


def test_json_holds_the_contract(tmp_path, capsys, monkeypatch):
    root = programme(
        tmp_path, FILES | {"criteria/leaving.yaml": FILES["criteria/leaving.yaml"].replace("plus", "pluss")}
    )
    monkeypatch.chdir(root)
    _, output = said(capsys, root, "check", "--format", "json")
    assert json.loads(output.out) == {
        "format": 1,
        "rows": [],
        "diagnostics": [
            {
                "path": "criteria/leaving.yaml",
                "line": 6,
                "column": 15,
                "code": "QS206",
                "message": "“pluss” is not possible for “priority”",
                "help": "did you mean “plus”?",
            }
        ],
    }


def test_a_wrong_call_is_2(desk, capsys):
    assert said(capsys, desk, "score", "--by", "sites")[0] == 2
    assert capsys.readouterr().out == ""
    assert run(["score", "--no-such-option"]) == 2
    assert run(["--project", str(desk / "nowhere"), "check"]) == 2


def test_keys_and_filters_say_what_was_meant(desk, capsys):
    _, output = said(capsys, desk, "score", "--by", "stages")
    assert output.err == "qshop: nothing can be grouped by “stages”\n  did you mean “stage”?\n"
    _, output = said(capsys, desk, "score", "--by", "stage,stage")
    assert output.err == "qshop: “stage” is given twice\n  name each key once\n"
    _, output = said(capsys, desk, "score", "--stage", "dessk")
    assert output.err == "qshop: there is no stage “dessk”\n  did you mean “desk”?\n"
    _, output = said(capsys, desk, "score", "--wave", "automn")
    assert output.err == "qshop: there is no wave “automn”\n  did you mean “autumn”?\n"


def test_a_bug_is_3_and_tells_nothing_that_people_typed(desk, capsys, monkeypatch):
    import qshop.score.overview

    def broken(*_, **__):
        raise ValueError("Jane Doe, 07700 900123")

    monkeypatch.setattr(qshop.score.overview, "overview", broken)
    monkeypatch.delenv("QSHOP_DEBUG", raising=False)
    code, output = said(capsys, desk, "score")
    assert code == 3
    assert "Jane" not in output.err
    assert output.err.startswith("qshop: a bug (ValueError at ")


def test_an_interrupt_is_130():
    script = "import os, signal, sys\nfrom qshop.cli import main, check\nimport qshop.io.folder\n"
    script += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # in the background it is ignored
    script += "qshop.io.folder.load = lambda root: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(5)\n"
    script += "sys.exit(main.run(['--project', sys.argv[1], 'check']))"
    root = Path(__file__).parent / "programmes" / "front"
    process = subprocess.run([sys.executable, "-c", script, root], capture_output=True, text=True, check=False)
    assert (process.returncode, process.stderr.strip()) == (130, "qshop: interrupted")


def test_a_closed_pipe_ends_quietly(desk):
    process = subprocess.Popen(
        [*QSHOP, "--project", str(desk), "score", "--by", "visit,criterion", "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=30) in (0, 1)


HEAVY = ["pandas", "numpy", "pyarrow", "jinja2"]


@pytest.mark.parametrize(
    ("command", "heavy"), [("--help", [*HEAVY, "pydantic", "yaml", "babel"]), ("check", [*HEAVY, "ftfy", "openpyxl"])]
)
def test_nothing_heavy_is_loaded_that_a_command_can_do_without(desk, command, heavy):
    script = f"import sys\nfrom qshop.cli.main import run\nrun(['--project', {str(desk)!r}, {command!r}])\n"
    script += f"print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown.splitlines()[-1] == "[]"


def test_the_nearest_programme_upward_is_found(desk, capsys, monkeypatch):
    monkeypatch.chdir(desk / "criteria")
    assert run(["check"]) == 0
    monkeypatch.chdir("/")
    assert run(["check"]) == 2
    assert "no qshop.yaml here or in any folder above" in capsys.readouterr().err


def test_rows_carry_the_keys_in_the_order_asked(desk, capsys):
    _, output = said(capsys, desk, "score", "--by", "stage,site", "--format", "csv")
    assert output.out.splitlines()[0] == (
        "stage,site,visits,score,score_low,score_high,must_met,must_asked,must_rate,must_low,"
        "must_high,plus_met,plus_asked,plus_rate,plus_low,plus_high,critical_asked,failed,single_sites"
    )
    assert [line.split(",")[:3] for line in output.out.splitlines()[1:]] == [
        ["desk", "A1", "4"],
        ["desk", "B2", "2"],
        ["leaving", "A1", "4"],
        ["leaving", "B2", "1"],
    ]


def test_filters_narrow_what_is_counted(desk, capsys):
    assert [r["visits"] for r in rows(capsys, desk)] == [6]
    assert [r["visits"] for r in rows(capsys, desk, "--wave", "autumn")] == [4]
    assert [r["visits"] for r in rows(capsys, desk, "--site", "B2")] == [2]
    assert [r["visits"] for r in rows(capsys, desk, "--region", "north")] == [4]
    assert [r["visits"] for r in rows(capsys, desk, "--scenario", "guest")] == [6]
    assert [r["visits"] for r in rows(capsys, desk, "--stage", "leaving")] == [5]


def test_a_visit_without_service_never_vanishes(desk, capsys):
    (row,) = [r for r in rows(capsys, desk, "--by", "visit") if r["visit"] == "a5"]
    assert (row["visits"], row["score"], row["must_asked"], row["must_rate"]) == (0, None, 0, None)


def test_empty_cells_stay_empty_in_csv(desk, capsys):
    _, output = said(capsys, desk, "score", "--by", "visit", "--format", "csv")
    assert "a5,0,,,,0,0,,,,0,0,,,,0,0,0,0.0,0.0" in output.out.splitlines()


def test_scores_read_as_agreed(desk, capsys):
    _, output = said(capsys, desk, "score")
    assert output.out == OVERVIEW
    assert max(map(len, output.out.splitlines())) <= 100


OVERVIEW = """\
Front desks (simulated)
* sites visited once show no variance of their own: the interval takes that of the other sites

programme   spring   autumn        95 %
───────────────────────────────────────
score         75.0   67.5 ✗   *9.9–97.5
musts met     75.0   62.5 ✗   *6.7–97.5
visits           2      4
failed           0      1

first in autumn   criterion         before   missed
─────────────────────────────────────────────────────────────────────────────────────────────────
critical          desk_safe         0 of 2        1   Exit blocked: A1
costs most        desk_greeting     1 of 2   2 of 4   Every visitor is greeted; promise broken: 2
costs most        leaving_goodbye   0 of 1   2 of 4   Staff say goodbye

site   name         visits   spring   autumn       95 %    musts   failed
─────────────────────────────────────────────────────────────────────────
A1     North gate        3    100.0   70.0 ✗   6.3–98.8   66.7 ✗        1
B2     South gate        1     50.0   60.0                50.0          0

stage     visits   spring   autumn         95 %   musts   failed
────────────────────────────────────────────────────────────────
desk           4     75.0   68.8 ✗   *15.3–96.4    62.5        1
leaving        4    100.0   62.5      *1.7–99.4

team         name         visits   spring   autumn        95 %   musts   failed
───────────────────────────────────────────────────────────────────────────────
(none)                         4    100.0     62.5   *1.7–99.4
guests_ltd                     3              75.0    9.9–98.8    66.7        1
house        House team        1     75.0     50.0                50.0        0

visits of autumn   made   scored   no service
─────────────────────────────────────────────
onsite                5        4            1

no word for what changed since spring: under 3 visits alike on a side
95 %, musts (met, in percent), failed (visits that failed a critical): of the last wave
✓ ✗ target met, missed (score 80, musts 90, stages their own); no sign on a part of what a target is
for, or under 3 visits
every line of every wave, with its intervals: qshop score --by wave,site
"""


def test_visits_may_be_named(desk, capsys, monkeypatch):
    monkeypatch.chdir(desk)
    _, named = said(capsys, desk, "score", "visits/", "--by", "")
    _, default = said(capsys, desk, "score", "--by", "")
    assert named.out == default.out
    assert said(capsys, desk, "score", "visits/nowhere")[0] == 2


def test_a_fault_in_the_data_is_said_and_the_rest_is_scored(tmp_path, capsys):
    root = programme(tmp_path, FILES)
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    data = programme(root, {"visits/spring/mine.csv": VISITS.replace("s1,onsite,1,A1", "s1,onsite,1,A7")})
    code, output = said(capsys, data, "score", "--format", "json")
    assert code == 1
    assert "QS411 site: “A7” is no site of the programme" in output.err
    assert json.loads(output.out)["rows"][0]["visits"] == 5


def test_interrupting_leaves_no_half_written_file(desk):
    before = {path: path.read_bytes() for path in desk.rglob("*.csv")}
    process = subprocess.Popen([*QSHOP, "--project", str(desk), "ingest", str(desk / "export.csv")])
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=30)
    assert {path: path.read_bytes() for path in desk.rglob("*.csv")} == before
    assert not list(desk.rglob(".qshop-*"))


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_output_is_the_same_bytes_whatever_the_terminal_speaks(desk, encoding):
    variables = {**os.environ, "PYTHONIOENCODING": encoding}
    process = subprocess.run([*QSHOP, "--project", str(desk), "score"], capture_output=True, env=variables, check=True)
    assert process.stdout.decode("utf-8") == OVERVIEW
