"""The public face for notebooks: the frames that the command line prints, and the visits and answers behind them."""

import subprocess
import sys

import pytest

import qshop
from desk import FILES, said, visited
from qshop.analysis import FAULTS
from qshop.base.errors import FaultyError, StopError
from qshop.score import answer_frame, visit_frame
from support import programme


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def analysis(desk):
    return qshop.open(desk)


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (["--by", "site"], {"by": "site"}),
        (["--by", "wave,stage,criterion"], {"by": ["wave", "stage", "criterion"]}),
        (["--by", "visit"], {"by": ["visit"]}),
        (["--by", ""], {}),
        (["--by", "site", "--wave", "autumn", "--stage", "desk"], {"by": "site", "wave": "autumn", "stage": "desk"}),
        (["--by", "questionnaire", "--mix", "as_visited"], {"by": "questionnaire", "mix": "as_visited"}),
        (["--by", "site", "--interval", "simple"], {"by": "site", "interval": "simple"}),
    ],
)
def test_scores_are_what_the_command_line_prints(desk, analysis, capsys, options, chosen):
    _, output = said(capsys, desk, "score", *options, "--format", "csv")
    scores = analysis.scores(**chosen)
    assert scores.to_csv(index=False, lineterminator="\n") == output.out


@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        (["spring", "autumn"], {}),
        (["spring", "autumn", "--by", "site,stage", "--site", "A1"], {"by": ["site", "stage"], "site": "A1"}),
        (["A1", "B2", "--of", "site", "--stage", "desk"], {"of": "site", "stage": "desk"}),
    ],
)
def test_differences_are_what_the_command_line_prints(desk, analysis, capsys, options, chosen):
    _, output = said(capsys, desk, "compare", *options, "--format", "csv")
    differences = analysis.compare(*options[:2], **chosen)
    assert differences.to_csv(index=False, lineterminator="\n") == output.out


def test_every_visit_has_a_row_with_what_it_scored(analysis):
    visits = analysis.visits()
    assert list(visits) == [*visit_frame.FACTS, *visit_frame.SCORED]
    assert {name: str(dtype) for name, dtype in visits[list(visit_frame.FACTS)].dtypes.items()} == {
        name: column.dtype for name, column in visit_frame.FACTS.items()
    }
    shown = visits[["visit", "wave", "site", "region", "status", "is_scored", "score", "must_met", "must_asked"]]
    assert (
        shown.to_string(index=False)
        == """\
visit   wave site region     status  is_scored  score  must_met  must_asked
   s1 spring   A1  north  completed       True  100.0         2           2
   s2 spring   B2  south  completed       True   50.0         1           2
   a1 autumn   A1  north  completed       True  100.0         2           2
   a2 autumn   A1  north  completed       True   70.0         1           2
   a3 autumn   A1  north  completed       True   40.0         1           2
   a4 autumn   B2  south  completed       True   60.0         1           2
   a5 autumn   B2  south no_service       True    NaN         0           0"""
    )


def test_a_visit_that_is_not_scored_has_no_figures(tmp_path):
    blank = visited(tmp_path)
    [file] = (blank / "visits/spring").glob("*.csv")
    file.write_text(file.read_text().replace('"completed"', '"void"', 1))
    visits = qshop.open(blank).visits().set_index("visit")
    assert visits["is_scored"].tolist() == [False, *[True] * 6]
    assert visits.loc["s1", list(visit_frame.SCORED)].isna().all()
    assert visits.loc["s2", list(visit_frame.SCORED)].notna().all()


def test_every_question_that_applied_has_a_row_with_what_it_earned(analysis):
    answers = analysis.answers()
    assert {name: str(dtype) for name, dtype in answers.dtypes.items()} == {
        name: column.dtype for name, column in answer_frame.COLUMNS.items()
    }
    shown = answers[answers["visit"].isin(["a4", "s1"])].drop(columns=["wave", "site", "stage"])
    assert (
        shown.to_string(index=False)
        == """\
visit       criterion priority      question answer  points   met
   s1   desk_greeting     must       greeted    yes     1.0  True
   s1   desk_greeting     must greeting_wait     20     1.0  True
   s1       desk_safe     must    exit_clear    yes     1.0  True
   s1 leaving_goodbye     plus       goodbye      3     1.0  True
   a4   desk_greeting     must       greeted     no     0.0 False
   a4       desk_safe     must    exit_clear    yes     1.0  True
   a4 leaving_goodbye     plus       goodbye      3     1.0  True"""
    )


def test_musts_add_up_to_the_rate_that_is_printed(analysis):
    answers = analysis.answers()
    musts = answers[(answers["priority"] == "must") & answers["met"].notna()]
    criteria = musts.groupby(["visit", "criterion"])["met"].all()
    rate = analysis.scores(mix="as_visited").loc[0]
    regular = analysis.visits().set_index("visit").query("purpose == 'regular' and is_scored").index
    met = criteria[criteria.index.get_level_values("visit").isin(regular)]
    assert (met.sum(), len(met)) == (rate["must_met"], rate["must_asked"])


def test_a_frame_is_a_new_one_each_time(analysis):
    first = analysis.scores("site")
    first["visits"] = 0
    assert analysis.scores("site")["visits"].sum() > 0


def test_stored_rows_that_are_in_no_figure_are_faults(desk, tmp_path):
    assert qshop.open(desk).faults().empty
    wrong = visited(tmp_path)
    [file] = (wrong / "visits/spring").glob("*.csv")
    file.write_text(file.read_text().replace('"A1"', '"A9"', 1))
    faults = qshop.open(wrong).faults()
    assert list(faults) == list(FAULTS)
    assert faults[["line", "code", "message"]].to_dict("records") == [
        {"line": 2, "code": "QS411", "message": "site: “A9” is no site of the programme"},
    ]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda analysis: analysis.scores("waves"), "nothing can be grouped by “waves”\ndid you mean “wave”?"),
        (lambda analysis: analysis.scores(site="A11"), "there is no site “A11”\ndid you mean “A1”?"),
        (lambda analysis: analysis.scores(stage="dsk"), "there is no stage “dsk”\ndid you mean “desk”?"),
        (lambda analysis: analysis.scores(interval="simpel"), "there is no interval “simpel”\ndid you mean “simple”?"),
        (lambda analysis: analysis.method(mix="equal"), "there is no mix “equal”\nknown: declared, as_visited"),
        (lambda analysis: analysis.compare("spring", "autum"), "there is no wave “autum”\ndid you mean “autumn”?"),
        (
            lambda analysis: analysis.compare("spring", "autumn", by="shopper"),
            "no rows by shopper: people are never compared or ranked\n"
            "compare waves, sites or teams; qshop debrief tells what a site can work on",
        ),
    ],
)
def test_a_wrong_word_is_told_with_the_right_one(analysis, call, told):
    with pytest.raises(StopError) as stop:
        call(analysis)
    assert str(stop.value) == told


def test_where_there_is_no_programme_nothing_is_opened(tmp_path, monkeypatch):
    with pytest.raises(StopError, match=r"is no programme: it has no qshop\.yaml\nname a folder that has one"):
        qshop.open(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StopError, match=r"no qshop\.yaml here or in any folder above"):
        qshop.open()


def test_the_nearest_programme_upward_is_opened(desk, monkeypatch):
    monkeypatch.chdir(desk / "criteria")
    assert repr(qshop.open()) == repr(qshop.open(str(desk))) == f"qshop.open({str(desk)!r})"


def test_without_visits_there_is_nothing_to_analyse(tmp_path):
    gate = qshop.open(programme(tmp_path, FILES))
    assert gate.faults().empty
    with pytest.raises(StopError, match="there are no visits yet\ntake some in with: qshop ingest"):
        gate.visits()


def test_files_that_cannot_be_read_are_faults_and_stop_everything_else(tmp_path):
    faulty = qshop.open(programme(tmp_path / "faulty", {**FILES, "sites.yaml": FILES["sites.yaml"] + "site: []\n"}))
    assert faulty.faults()[["path", "code"]].values.tolist() == [["sites.yaml", "QS201"]]
    with pytest.raises(FaultyError, match=r"(?s)sites.yaml:\d+:1: QS201.*mend them first; \.faults\(\) lists them"):
        faulty.scores()
    broken = qshop.open(programme(tmp_path / "broken", {**FILES, "qshop.yaml": "name: ["}))
    assert broken.faults()["path"].tolist() == ["qshop.yaml"]


def test_how_figures_were_made_is_said_as_below_them(desk, analysis, capsys):
    _, output = said(capsys, desk, "score", "--by", "site", "--wave", "autumn")
    assert output.err.endswith(analysis.method(wave="autumn") + "\n")


def test_a_sample_size_is_told_in_points():
    assert (qshop.sample_size(5), qshop.sample_size(4, population=7271)) == (385, 555)
    with pytest.raises(ValueError, match="a margin lies between 0 and 100 points: 200 does not"):
        qshop.sample_size(200)


def test_to_import_qshop_loads_nothing_heavy():
    code = "import sys, qshop; print(sorted({'pandas', 'numpy', 'pydantic', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
