"""Sites may be a table: the same programme as from YAML, and every fault at its line."""

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from qshop.programme.spells import EVER
from support import programme

QSHOP = "format: 1\nname: {en: A, fr: B}\nlanguages: [fr, en]\n"
STAGES = "format: 1\nstages: [{id: desk, name: Bureau}]\n"


def loaded_with(folder, files):
    return load(programme(folder, {"qshop.yaml": QSHOP, "criteria/stages.yaml": STAGES} | files))


def told(folder, files):
    return [f"{d.where}: {d.code} {d.message}" for d in loaded_with(folder, files).diagnostics]


SITES_CSV = 'id,name,region,type,tags,desk_team\n007,"Seven, ""the"" site",north,gate,staffed big,house\nS1,,,,,\n'


def test_sites_may_be_a_table(tmp_path):
    loaded = loaded_with(tmp_path, {"sites.csv": SITES_CSV})
    assert loaded.diagnostics == []
    first, second = loaded.programme.sites
    assert (first.id, first.name, first.region, first.type, first.tags) == (
        *("007", {"fr": 'Seven, "the" site'}, "north", "gate"),
        ["staffed", "big"],
    )
    assert loaded.programme.team_of("007", "desk", EVER) == "house"
    assert (second.id, second.name, second.region, second.tags, second.teams) == ("S1", None, None, [], {})
    assert [d.message for d in apply_all_rules(loaded) if d.code == "QS210"] == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["sites.csv:1:1: QS407 the file is empty"]),
        (b"id,name\nS1,caf\xe9\n", ["sites.csv:2:1: QS401 byte 14 is not UTF-8"]),
        (b'id,name\nS1,"open\nS2,x\n', ["sites.csv:2:1: QS402 the quote opened on line 2 never closes"]),
        (b"id,id\nS1,S2\n", ["sites.csv:1:1: QS404 columns 1 and 2 have the same name"]),
        (b"id,name\nS1\nS2,x\n", ["sites.csv:2:1: QS403 1 cell under 2 headers"]),
        (b"id,nmae\nS1,x\n", ["sites.csv:1:1: QS405 unknown column: nmae"]),
        (b"name,region\nx,y\n", ["sites.csv:2:1: QS202 “id” is missing"]),
        (b"id,name\na/b,x\n", ["sites.csv:2:1: QS208 the code “a/b” holds a / or \\"]),
    ],
)
def test_a_faulty_table_of_sites_is_told_with_its_line(tmp_path, data, expected):
    assert told(tmp_path, {"sites.csv": data}) == expected


def test_a_table_of_sites_from_a_spreadsheet_is_read(tmp_path):
    data = "\ufeffid;name\r\nS1;Bureau\r\n".encode()
    loaded = loaded_with(tmp_path, {"sites.csv": data})
    assert (loaded.diagnostics, loaded.programme.site["S1"].name) == ([], {"fr": "Bureau"})


def test_two_lists_of_sites_are_one_too_many(tmp_path):
    files = {"sites.yaml": "format: 1\nsites: [{id: S1}]\n", "sites.csv": "id\nS1\n"}
    assert told(tmp_path, files) == ["sites.csv: QS114 sites.yaml and sites.csv both exist"]
