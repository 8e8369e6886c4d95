"""Several choices of one question: from a column a choice, or from one cell with a separator."""

import pytest

from museum import FILES
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.profile_mapping import apply_profile
from scoring import frozen


@pytest.fixture(scope="module")
def museum(tmp_path_factory):
    root = tmp_path_factory.mktemp("museum")
    frozen(root, FILES)
    return load(root).programme


def problems(museum, source, table, frame=""):
    """Map a CSV text onto `cat_problems`, whose choices are none, dirty and slow; give its answers, or what is wrong."""
    text = f"format: 1\nquestionnaire: museum_visit\nversion: 1\n{frame}columns:\n  cat_problems: {source}\n"
    node, found = read_yaml(text.encode(), "p.yaml")
    profile, more = read_part(Profile, node)
    assert [*found, *more] == []
    result = apply_profile(profile, parse_csv(table.encode(), "f.csv").table, museum)
    reasons = [f"{one.where}: {one.code} {one.message}" for r in result.rejects for one in r.diagnostics]
    return reasons or result.table.columns["cat_problems"].cells()


COLUMNS = "{choices: {slow: S, dirty: D}}"


def test_a_column_a_choice(museum):
    assert problems(museum, COLUMNS, "D,S\n1,0\nx,\n1,1\n0,0\n,\nTRUE,FALSE\nyes,no\n") == [
        *("dirty", "dirty", "dirty slow", ""),
        *("dirty", "dirty"),
    ]


def test_what_a_tick_is_may_be_said_by_the_labels_or_for_one_question(museum):
    labels = 'labels: {yes_no: {J: "yes", N: "no"}}\n'
    assert problems(museum, COLUMNS, "D,S\nJ,N\n1,J\n", labels) == ["dirty", "dirty slow"]
    mapped = "{choices: {dirty: D}, map: {seen: 'yes', '-': 'no'}}"
    assert problems(museum, mapped, "D,S\nseen,\n-,\n,x\n") == ["dirty", "", ""]


def test_what_is_neither_a_tick_nor_none_is_shown_in_its_own_column(museum):
    assert problems(museum, COLUMNS, "D,S\n1,2\n") == [
        "f.csv:2:3: QS429 S: “2” says neither that a choice was ticked nor that it was not"
    ]


LABELS = "{column: P, separator: ', ', map: {'Slow, or no, service': slow, A dirty table: dirty, None: none, '?': ''}}"


def test_one_cell_with_a_separator_that_may_stand_in_a_label(museum):
    table = 'P,x\n"Slow, or no, service, A dirty table",\nA dirty table,\n?,\n,x\n'
    assert problems(museum, LABELS, table) == ["dirty slow", "dirty", "", ""]


def test_a_part_that_is_no_label_is_a_reject(museum):
    assert problems(museum, LABELS, 'P,x\n"A dirty table, Slow",\n') == [
        "f.csv:2:1: QS429 cat_problems: the profile does not map a text of 4 characters"
    ]


def test_a_cell_that_can_be_separated_in_two_ways_is_a_reject(museum):
    source = "{column: P, separator: ' ', map: {a: slow, b: dirty, a b: none}}"
    assert problems(museum, source, "P,x\na b,\nb a b,\n") == [
        "f.csv:3:1: QS429 cat_problems: “b a b” can be separated into labels in two ways"
    ]


def test_without_a_map_the_choices_themselves_are_separated(museum):
    assert problems(museum, "{column: P, separator: ;, trim: true, ignore_case: true}", "P,x\nSlow ; dirty,\n") == [
        "dirty slow"
    ]
