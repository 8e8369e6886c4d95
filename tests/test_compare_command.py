"""`qshop compare` on a programme as people keep it: what is printed, what is said beside it, and how it ends."""

import pytest

from clinics import DAYS, clinics
from desk import said
from qshop.cli.main import run

HEADER = "visit_id,questionnaire,version,site,date,scenario,greeted,care"


def visits(wave, site, *cares, scenario="diarrhoea"):
    return [
        f"{wave}-{site}-{scenario}-{at},clinic,1,{site},{DAYS[wave]},{scenario},yes,{care}"
        for at, care in enumerate(cares)
    ]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    rows = visits("spring", "A", 50, 52, 48, 51, 49) + visits("autumn", "A", 60, 58, 61, 62)
    rows += visits("spring", "B", 70, 71, 72) + visits("autumn", "B", 70, 72, 71)
    rows += visits("spring", "C", 90) + visits("autumn", "A", 20, scenario="angina")
    root = tmp_path_factory.mktemp("clinics")
    clinics(root, {"export.csv": "\n".join([HEADER, *rows, ""])})
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


def test_waves_are_compared_like_with_like_and_what_is_left_out_is_said(root, capsys):
    code, output = said(capsys, root, "compare", "spring", "autumn", "--by", "site")
    assert code == 0
    assert output.out.partition("\nmust rate\n")[0] == (
        """\
waves: before is spring, after is autumn

score
site   visits   before   after   difference            95 %   change
─────────────────────────────────────────────────────────────────────────────
all      8, 7     58.5    64.6         +6.1    +4.5 to +7.7   better
A        5, 4     50.0    60.2        +10.2   +7.6 to +12.9   better
B        3, 3     71.0    71.0          0.0    −2.3 to +2.3   no clear change
"""
    )
    assert output.err.splitlines()[:5] == [
        "compared within site, questionnaire, scenario, channel; before and after are standardised, so they are not those of qshop score",
        "spring: 1 of 9 visits left out, without their like on the other side",
        "autumn: 1 of 8 visits left out, without their like on the other side",
        "only in spring: site C",
        "only in autumn: scenario angina",
    ]  # fmt: skip
    assert "  Not in the figures: visits without their like on the other side.\n" in output.err


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "comparisons are made, each by itself; without any real change, 1 in 20 would still stand out."),
        (["--by", "wave"], "comparisons are made; of those that say better or worse, 1 in 20 at most is chance"),
    ],
)
def test_only_rows_are_said_to_be_a_family(root, capsys, rows, told):
    _, output = said(capsys, root, "compare", "A", "B", "--of", "site", *rows)
    assert told in " ".join(output.err.split())


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["spring", "summer"], "qshop: there is no wave “summer”\n  known: spring, autumn\n"),
        (
            ["S01", "S02", "--of", "shopper"],
            "qshop: shopper is nothing to compare by: people are never compared or ranked\n",
        ),
        (["spring", "autumn", "--by", "shopper"], "qshop: no rows by shopper: people are never compared or ranked\n"),
        (
            ["spring", "autumn", "--wave", "spring"],
            "qshop: waves are what is compared: spring and autumn\n  leave --wave out\n",
        ),
        (["spring", "autumn", "--stage", "dsk"], "qshop: there is no stage “dsk”\n"),
    ],
)
def test_what_cannot_be_compared_is_refused(root, capsys, asked, told):
    code, output = said(capsys, root, "compare", *asked)
    assert (code, output.out) == (2, "")
    assert told in output.err


def test_filters_are_those_of_score(root, capsys):
    _, output = said(capsys, root, "compare", "spring", "autumn", "--site", "B", "--stage", "care")
    assert "all     3, 3     71.0    71.0          0.0   −2.3 to +2.3   no clear change\n" in output.out
    assert "plus rate" not in output.out


def test_sides_without_anything_in_common_are_told_so(root, capsys):
    code, output = said(capsys, root, "compare", "B", "C", "--of", "site", "--wave", "autumn")
    assert code == 0
    assert output.out == (
        "sites: A is B, B is C; better means that B is better than A\n"
        "nothing to compare: no visit of one has its like in the other\n"
    )
