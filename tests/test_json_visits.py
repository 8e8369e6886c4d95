"""qshop's own JSON: read strictly, with the line of every visit; whatever else it may be, never a traceback."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io import json_visits
from qshop.io.json_visits import read_json
from qshop.io.refusal import RefusedError

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)


def read(text):
    (one,) = read_json(text.encode() if isinstance(text, str) else text, "v.json")
    return one


def visits(*objects):
    return '{"format": 1, "visits": [' + ", ".join(objects) + "]}"


def refused(text):
    with pytest.raises(RefusedError) as caught:
        read(text)
    return caught.value.code, caught.value.message, caught.value.line, caught.value.column


@settings(max_examples=200)
@given(
    st.lists(st.dictionaries(TEXT, TEXT, max_size=4), min_size=1, max_size=5),
    st.sampled_from([None, 1, "\t"]),
    st.booleans(),
)
def test_what_is_saved_is_read_back(rows, indent, plain):
    found = read(json.dumps({"format": 1, "visits": rows}, indent=indent, ensure_ascii=plain))
    names = list(dict.fromkeys(name for row in rows for name in row))
    assert list(found.table.columns) == names
    assert found.table.rows == len(rows)
    assert [dict(zip(names, record, strict=True)) for record in found.table.records()] == [
        {name: row.get(name, "") for name in names} for row in rows
    ] or not names
    assert found.rejects == []


def test_a_column_that_a_visit_lacks_is_blank():
    found = read(visits('{"visit_id": "V1", "q1": "yes"}', '{"q2": "no", "visit_id": "V2"}'))
    assert list(found.table.columns) == ["visit_id", "q1", "q2"]
    assert found.table.records() == [("V1", "yes", ""), ("V2", "", "no")]


def test_every_visit_knows_its_place_and_its_text():
    found = read('\ufeff{"visits":\n [{"a": "x\\ny"},\n\n  {"a":\n   "2"}], "format": 1}\n').table
    assert [(found.line(row), found.position(row, "a"), found.raw(row)) for row in (0, 1)] == [
        (2, 3, '{"a": "x\\ny"}'),
        (4, 3, '{"a":\n   "2"}'),
    ]


@pytest.mark.parametrize(
    ("visit", "message"),
    [
        ('{"a": "x", "a": "x"}', "a: given twice"),
        ('{"a": 1}', "a: the answer is not text"),
        ('{"a": null}', "a: the answer is not text"),
        ('{"a": true}', "a: the answer is not text"),
        ('{"a": ["x"]}', "a: the answer is not text"),
        ('{"a": {"b": "x", "b": "y"}}', "a: the answer is not text"),
        (f'{{"a": {"9" * 5000}}}', "a: the answer is not text"),
        ('{"a": "\\ud800"}', "a: holds a NUL or half a character"),
        ('{"a": "\\u0000"}', "a: holds a NUL or half a character"),
    ],
)
def test_a_visit_that_gives_no_text_is_rejected_and_the_others_are_read(visit, message):
    found = read('{"format": 1, "visits": [\n' + visit + ',\n{"a": "ok"}]}')
    (reject,) = found.rejects
    assert found.table.records() == [("ok",)]
    assert (reject.diagnostic.code, reject.diagnostic.message) == ("QS439", message)
    assert (str(reject.diagnostic.where), reject.raw) == ("v.json:2:1", visit)


def test_a_conflict_in_an_answer_is_a_reject():
    found = read(visits('{"a": "x\\n<<<<<<< HEAD\\ny"}', '{"a": ">>>"}'))
    assert found.table.records() == [(">>>",)]
    assert [reject.diagnostic.code for reject in found.rejects] == ["QS115"]


def test_the_name_of_a_column_is_text_too():
    found = read(visits('{"\\ud800": "x"}', '{"a": "x"}'))
    assert [reject.diagnostic.code for reject in found.rejects] == ["QS439"]


@pytest.mark.parametrize(
    ("text", "why", "line", "column"),
    [
        ("[]", "“{” is missing", 1, 1),
        ("{}", "it has no “format”", 1, 3),
        ('{"format": 1}', "it has no “visits”", 1, 14),
        ('{"visits": [{"a": "x"}]}', "it has no “format”", 1, 25),
        ('{"format": 2, "visits": []}', "its format is not 1", 1, 12),
        ('{"format": "1", "visits": []}', "its format is not 1", 1, 12),
        ('{"format": true, "visits": []}', "its format is not 1", 1, 12),
        ('{"format": 1, "format": 1}', "“format” is unknown or stands twice", 1, 15),
        ('{"format": 1, "Visits": []}', "“Visits” is unknown or stands twice", 1, 15),
        ('{"format": 1, "visits": {}}', "“[” is missing", 1, 25),
        ('{"format": 1,\n "visits": [\n5]}', "a visit is no object", 3, 1),
        ('{"format": 1, "visits": [{"a": NaN}]}', "there is no number NaN", 1, 26),
        ('{"format": 1, "visits": [{"a": "x"},]}', "it is no JSON: a value is missing", 1, 37),
        ('{"format": 1, "visits": [{"a": "x"} {"a": "y"}]}', "“,” or “]” is missing", 1, 37),
        ('{"format": 1, "visits": [{"a": "x', "it is no JSON: a text is never closed", 1, 32),
        ('{"format": 1, "visits": [{a: "x"}]}', "it is no JSON: a name in double quotes is missing", 1, 27),
        ('{"format": 1, "visits": [{"a" "x"}]}', "it is no JSON: “:” is missing", 1, 31),
        ('{"format": 1, "visits": [{"a": "x" "b": ""}]}', "it is no JSON: “,” is missing", 1, 36),
        ('{"format": 1, "visits": [{"a": "\t"}]}', "it is no JSON: a line end or a tab stands in a text", 1, 33),
        ('{"format": 1, "visits": [{"a": "\\q"}]}', "it is no JSON: a backslash means nothing there", 1, 33),
        ('{"format": 1, "visits": []} x', "something follows its end", 1, 29),
        (visits('{"a": ' + "[" * 200_000 + "]" * 200_000 + "}"), "it is nested too deeply", 1, 26),
        ('{"format": 1, "visits": [' + "[" * 200_000, "it is nested too deeply", 1, 26),
    ],
)
def test_another_shape_is_refused_at_its_place(text, why, line, column):
    assert refused(text) == ("QS438", f"not qshop's own JSON: {why}", line, column)


def test_a_file_without_visits_is_refused():
    assert refused(visits())[:2] == ("QS407", "the file holds no visits")


def test_it_is_utf_8():
    assert refused(b'{"format": 1,\n "visits": [{"a": "caf\xe9"}]}')[:3] == ("QS401", "byte 36 is not UTF-8", 2)


def test_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(json_visits, "MAX_CELLS", 3)
    assert refused(visits('{"a": "x", "b": "x"}', '{"a": "y"}'))[:2] == ("QS430", "more than 16,384 columns or 3 cells")
    monkeypatch.setattr(json_visits, "MAX_JSON_SIGNS", 2)
    assert refused(visits('{"a": "x", "b": "x"}', '{"a": "y"}'))[:2] == (
        "QS430",
        "more than 200,000 visits or 2 commas",
    )
    monkeypatch.setattr(json_visits, "MAX_JSON_BYTES", 9)
    assert refused(visits())[:2] == ("QS430", "larger than 9 bytes")


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from([*'{}[]:," 1x\n', '"format"', '"visits"', '{"a": "b"}', "\\u", "-", "true", "1e9"]), max_size=14
    ).map("".join),
    st.booleans(),
)
def test_whatever_it_says_it_is_read_or_refused(text, whole):
    try:
        found = read(visits(text) if whole else text)
    except RefusedError:
        return
    assert found.table.rows + len(found.rejects) > 0
