"""A CSV file as a table of text: nothing guessed, nothing padded, and two ways of reading that never differ."""

import os
import socket
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qshop.base.errors import StopError
from qshop.io import csv_fast, csv_files, csv_lines, csv_strict, header_check, raw_bytes
from qshop.io.csv_files import parse_csv, read_csv, write_csv

LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
UNRESOLVED = "a merge conflict is not resolved: “<<<<<<<”"

# What trips a reader: quotes, delimiters, line ends, blanks, number signs, formulas, marks, letters of three scripts.
PIECES = [
    '"',
    '""',
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    " ",
    "",
    "a",
    "x",
    "İ",
    "é",
    "日",
    "=1",
    "NA",
    "null",
    "\u2028",
    "\x85",
]
CELL = st.lists(st.sampled_from(PIECES), max_size=5).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8
)


def cells(read):
    return (list(read.table.columns), read.table.records()) if read.table else None


def strictly(data, unread=()):
    """Read as if there were no fast way."""
    fast = csv_files.read_fast
    csv_files.read_fast = lambda *_: None
    try:
        return parse_csv(data, "f.csv", unread=unread)
    finally:
        csv_files.read_fast = fast


def whole(read):
    """Give everything that a reader says of a file: cells, places, raw texts, rejects and notes."""
    table = read.table
    places = table and [
        (table.line(row), table.raw(row), [table.position(row, name) for name in table.columns])
        for row in range(table.rows)
    ]
    return cells(read), places, read.rejects, read.refusal, read.notes


@settings(max_examples=200)
@given(st.data())
def test_what_is_written_is_read_back(data):
    width = data.draw(st.integers(2, 4))
    name = CELL.filter(lambda cell: cell and not cell.startswith(" "))
    header = data.draw(st.lists(name, min_size=width, max_size=width, unique=True))
    rows = data.draw(st.lists(st.tuples(*[CELL] * width).filter(lambda row: list(row) != header), max_size=6))
    read = parse_csv(write_csv(header, rows).encode(), "f.csv")
    assert read.refusal is None
    assert (read.rejects, cells(read)) == ([], (header, [row for row in rows if any(row)]))


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*PIECES, '","', '"\n"', '"\n', '\n"', ",,", "\n\n", "sep=,"]), max_size=24).map("".join)
)
@example('"h1","h2","h3"\n"x"b,"y","z"\n",",",",","\n')  # as many quotes and joints as a clean file has
@example('"a","b"\n"x","y"z\n","\n')
@example('"a;;b","c"\n"x","y"\n')  # a header whose quoted names hold another delimiter
@example('";\n",""""\n"x","y"\n')
@example("sep=,\na,b\n")
@example('"sep=,",x\na,b\n')
@example("SEP=,\na,b\n1,2\n")
@example("a, b, c\n1,2,3\n")
@example("a|b,c\n1,2\n")
@example("a,b\na,b\nx,y\n")
@example('"a","b"\n"a","b"\n')
@example("a,b\nx,=======\n")
@example('"a","b"\n"x","y\n<<<<<<< z"\n')
@example("a,b\n,\nx,y\n")
@example('"a","b"\n"",""\n"x","y"\n')
@example("a,a\nx,y\n")
@example("a,\nx,y\n")
@example('"a","b"\n"x\ny","z"\n')
@example("a,b\nx,y\n\ufeff,z\n")
def test_both_ways_of_reading_say_the_same(text):
    data = text.encode()
    assert whole(parse_csv(data, "f.csv")) == whole(strictly(data))


@settings(max_examples=150)
@given(st.binary(max_size=12), st.booleans())
def test_bytes_that_are_no_text_are_never_read_fast(noise, inside):
    data = b"a,b\nx" + (noise if inside else b"") + b",y\n" + (b"" if inside else noise)
    assert whole(parse_csv(data, "f.csv")) == whole(strictly(data))


def test_a_clean_file_is_read_fast():
    for text in ("a,b\nx,y\n,z\n", '"a","b"\n"x, y","é"\n"","z"\n', '"a;b","c"\n"x","y"\n'):
        assert csv_files.read_fast(text.encode(), "f.csv", ()) is not None


def test_any_doubt_is_read_strictly():
    doubts = [
        "",
        "a,b\n",
        "a;b\nx;y\n",
        "a,b\nx,y",
        "a,b\r\nx,y\r\n",
        "\ufeffa,b\nx,y\n",
        "a,b\n\nx,y\n",
        'a,b\n"x",y\n',
        '"a","b"\n"x","y ""z"""\n',
        '"a","b"\n"x\ny","z"\n',
        '"a","b"\n",","y"\n"x",","\n',
        "a,b\nx\n",
        "a,b\nx\x00,y\n",
    ]
    for text in doubts:
        assert csv_files.read_fast(text.encode(), "f.csv", ()) is None, text


def test_both_ways_leave_out_what_is_not_wanted():
    plain = b'"q","q_comment"\n"yes","so it was"\n'
    quoted = b'"q","q_comment"\n"yes","so ""it"" was"\n'
    for data in (plain, quoted):
        read = parse_csv(data, "f.csv", unread=("_comment",))
        assert cells(read) == (["q"], [("yes",)])
        assert whole(read) == whole(strictly(data, ("_comment",)))


def test_a_large_file_is_read_alike_over_its_blocks(monkeypatch):
    monkeypatch.setattr(csv_fast, "_BLOCK", 64)
    rows = [(f"row {n}", "," * (n % 3 == 1) + "x" * (n % 7), "é" * (n % 5)) for n in range(40)]
    for some in (rows[:1], rows[:10], rows, [("a", ",", "b"), *rows]):
        data = write_csv(["a", "b", "c"], some).encode()
        assert whole(parse_csv(data, "f.csv")) == whole(strictly(data))
    plain = write_csv(["a", "b", "c"], [(f"row {n}", "x" * (n % 7), "é" * (n % 5)) for n in range(40)]).encode()
    assert csv_files.read_fast(plain, "f.csv", ()) is not None
    assert csv_files.read_fast(plain.replace(b'"row 33"', b'"row" 33'), "f.csv", ()) is None


def test_rows_know_their_lines_and_their_cells_places():
    read = parse_csv(b'a,b,c\n1,"two\nlines, ""quoted""",3\n\n4,five,6\n', "f.csv")
    table = read.table
    assert [table.line(row) for row in range(table.rows)] == [2, 5]
    assert table.raw(0) == '1,"two\nlines, ""quoted""",3'
    assert [table.raw(0)[table.position(0, name) - 1 :][:5] for name in "abc"] == ['1,"tw', '"two\n', "3"]
    assert [table.position(1, name) for name in "abc"] == [1, 3, 8]
    assert table.position(1, "no such column") == 1
    assert read.notes == ["1 blank row passed over"]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('said "x,y" so,2', "2:6"),
        ('v"2,x,y', "2:2"),
        ('fine",x,y', "2:5"),
        ('x, "y",z', "2:4"),
        ('x,y,"z" and "more"', "2:8"),
        ('"two\nlines",x,y"', "3:11"),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_quote_that_is_at_one_end_of_a_cell_or_inside_it_is_a_reject_at_its_place(row, place, delimiter):
    text = f"a,b,c\n{row}\n3,4,5\n".replace(",", delimiter)
    read = parse_csv(text.encode(), "f.csv")
    assert cells(read) == (["a", "b", "c"], [("3", "4", "5")])
    assert [str(rejected.diagnostic.where) for rejected in read.rejects] == [f"f.csv:{place}"]


def test_a_quote_that_makes_one_row_of_whole_rows_is_a_reject():
    text = 'a,b,c,d\n1,2,3,"it\n4,5,6,was\n7,8,9,so"\n1,2,3,"one, two\nand, three"\n1,2,3,4\n'
    read = parse_csv(text.encode(), "f.csv")
    assert cells(read)[1] == [("1", "2", "3", "one, two\nand, three"), ("1", "2", "3", "4")]
    assert [(r.line, r.raw, r.diagnostic.message) for r in read.rejects] == [
        (2, '1,2,3,"it\n4,5,6,was\n7,8,9,so"', "a quote makes one row of the lines from here to 4")
    ]
    every_cell_quoted = write_csv(["a", "b", "c", "d"], [("1", "2", "3", "it\n4,5,6,was\n7,8,9,so")])
    assert parse_csv(every_cell_quoted.encode(), "f.csv").rejects == []


def test_a_header_that_stands_again_is_a_reject():
    for text in ("a,b\n1,2\na,b\n3,4\n", '"a","b"\n"1","2"\n"a","b"\n"3","4"\n'):
        read = parse_csv(text.encode(), "f.csv")
        assert cells(read) == (["a", "b"], [("1", "2"), ("3", "4")])
        assert [(r.line, r.diagnostic.code) for r in read.rejects] == [(3, "QS455")]


def test_an_odd_row_is_a_reject_and_the_others_stand():
    read = parse_csv(b'a,b\n1,2\n3\n4,5,6\n"x"y,7\n8,9\n', "f.csv")
    assert cells(read) == (["a", "b"], [("1", "2"), ("8", "9")])
    found = [(str(r.diagnostic.where), r.diagnostic.code, r.diagnostic.message, r.raw) for r in read.rejects]
    assert found == [
        ("f.csv:3:1", "QS403", "1 cell under 2 headers", "3"),
        ("f.csv:4:1", "QS403", "3 cells under 2 headers", "4,5,6"),
        ("f.csv:5:4", "QS402", "text after a closing quote", '"x"y,7'),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ("", "QS407", 1, "the file is empty"),
        ("\n\n\n", "QS407", 1, "the file has no header"),
        ("a,b,a\n1,2,3\n", "QS404", 1, "columns 1 and 3 have the same name"),
        ('a,b\n1,"open\n2,x\n', "QS402", 2, "the quote opened on line 2 never closes"),
        (
            'a,b\n1,"open\n2,x\n3,"y\n',
            "QS402",
            2,
            "a quote opened on line 2 swallows the lines down to 4, then text follows it",
        ),
        ('"a"x,b\n1,2\n', "QS402", 1, "the header cannot be read: text after a closing quote"),
        ('a"b,c\n1,2\n', "QS402", 1, "the header cannot be read: a quote inside a cell without quotes"),
        ('sep=;\na;"b"c\n1;2\n', "QS402", 2, "the header cannot be read: text after a closing quote"),
        ("\ufeffSEP=,\r\na\x00,b\r\n1,2\r\n", "QS402", 2, "the header cannot be read: a NUL character"),
        ("PREAMBLE,\n,\nvisit_id,b\n1,2\n", "QS408", 1, "line 1 is no header; it seems to be on line 3"),
        ("a, b, c\n1, 2, 3\n", "QS454", 1, "2 column names begin with a blank: it stands behind every delimiter"),
        ("a^b^c^d\n1^2^3^4\n", "QS454", 1, "the columns seem to be separated by “^”"),
        ("a b c d\n1 2 3 4\n", "QS454", 1, "the columns seem to be separated by blanks"),
        ("sep=^\na^b\n1^2\n", "QS454", 1, "line 1 declares “^” as the delimiter"),
        ("sep=\na,b\n1,2\n", "QS454", 1, "line 1 declares nothing as the delimiter"),
        ("sep=|\na,b\n1,2\n", "QS454", 1, "line 1 declares pipes, but line 2 is separated by commas"),
        (LFS, "QS115", 1, "a Git LFS pointer stands here instead of the file"),
        ("a,b\n<<<<<<< HEAD\n1,2\n=======\n3,4\n>>>>>>> x\n", "QS115", 2, UNRESOLVED),
        ('a,b\r\n1,"x\r\n<<<<<<< HEAD\r\ny\r\n=======\r\n"\r\n', "QS115", 3, UNRESOLVED),
        ('"a","b"\n"1","x\n<<<<<<< HEAD\ny"\n', "QS115", 3, UNRESOLVED),
        ("a,b\n1,2\n>>>>>>> x\n", "QS115", 3, UNRESOLVED.replace("<", ">")),
        ("a\x00,b\n1,2\n", "QS402", 1, "the header cannot be read: a NUL character"),
        ("a,b,\n1,2,\n3,4,x\n", "QS405", 1, "column 3 has no header, but on line 3 it holds “x”"),
        ("a,,b,\n1,x,2,y\n", "QS405", 1, "column 2 has no header, but on line 2 it holds “x”"),
        ("a,\n1,2,3\n", "QS405", 1, "column 2 has no header, but on line 2 it holds “2”"),
        ("Visits\n\nvisit_id,b\n1,2\n", "QS408", 1, "line 1 is no header; it seems to be on line 3"),
    ],
)
def test_a_file_that_could_be_misread_is_refused(text, code, line, message):
    read = parse_csv(text.encode(), "f.csv")
    assert read.table is None
    assert (read.refusal.code, read.refusal.where.line, read.refusal.message) == (code, line, message)


@pytest.mark.parametrize("text", ["a,b,\n1,2,\n", "a,b,,\n1,2,,\n,,,\n", "a,,b\n1,,2\n", 'a,b,""\n1,2,""\n'])
def test_empty_columns_as_spreadsheets_leave_them_are_passed_over_and_said(text):
    read = parse_csv(text.encode(), "f.csv")
    assert (cells(read), read.rejects) == ((["a", "b"], [("1", "2")]), [])
    assert read.notes[0] in (
        "1 empty column without a header passed over",
        "2 empty columns without a header passed over",
    )
    assert [read.table.raw(0)[read.table.position(0, name) - 1] for name in "ab"] == ["1", "2"]


def test_delimiters_and_line_ends_are_told_apart_and_said():
    expected = (["a", "b"], [("1", "2"), ("3", "4")])
    comma, semicolon, tab, pipe = (
        [],
        *([f"columns are separated by {sign}"] for sign in ("semicolons", "tabs", "pipes")),
    )
    texts = {
        "a,b\n1,2\n3,4\n": comma,
        "a,b\r\n1,2\n3,4\r\n": comma,
        "a,b\r1,2\r3,4\r": comma,
        "a;b\n1;2\n3;4\n": semicolon,
        "a\tb\n1\t2\n3\t4": tab,
        "a|b\n1|2\n3|4\n": pipe,
        "sep=;\na;b\n1;2\n3;4\n": semicolon,
        "SEP=,\na,b\n1,2\n3,4\n": comma,
        "sep= ,\na,b\n1,2\n3,4\n": comma,
        '"sep=,"\na,b\n1,2\n3,4\n': comma,
        "sep=;;;\na;b\n1;2\n3;4\n": semicolon,
        "sep=|\na|b\n1|2\n3|4\n": pipe,
        "sep=\t\ra\tb\r1\t2\r3\t4\r": tab,
        "\ufeffsep=,\na,b\n1,2\n3,4\n": comma,
        "sep=,\r\na,b\r\n1,2\r\n3,4\r\n": comma,
    }
    for text, notes in texts.items():
        read = parse_csv(text.encode(), "f.csv")
        assert (cells(read), read.notes) == (expected, notes)


def test_a_sep_line_moves_the_lines_below_it():
    read = parse_csv(b"sep=;\na;b\n1;2\n3\n", "f.csv")
    assert (read.table.first_line, read.table.line(0), read.table.raw(0), read.rejects[0].line) == (2, 3, "1;2", 4)


def test_line_ends_inside_a_cell_stay_as_they_are():
    assert parse_csv(b'a,b\r\n1,"x\r\ny\rz\nw"\r\n', "f.csv").table.records() == [("1", "x\r\ny\rz\nw")]
    assert parse_csv(b'a,b\r1,"x\ry"\r2,z\r', "f.csv").table.records() == [("1", "x\ry"), ("2", "z")]


def test_encodings_are_declared_by_a_mark_or_by_name_or_refused():
    text = "a,b\ncafé,İ\n"
    expected = (["a", "b"], [("café", "İ")])
    assert cells(parse_csv(text.encode("utf-8-sig"), "f.csv")) == expected
    for name in ("utf-16-le", "utf-16-be"):
        read = parse_csv(("\ufeff" + text).encode(name), "f.csv")
        assert (cells(read), read.notes) == (expected, ["read as UTF-16"])
    assert cells(parse_csv(text.encode("cp1254"), "f.csv", "cp1254")) == expected
    refused = parse_csv(text.encode("cp1254"), "f.csv").refusal
    assert (refused.code, str(refused.where)) == ("QS401", "f.csv:2:1")
    assert refused.message == "byte 7 is not UTF-8"
    assert refused.help == "save it as UTF-8, or name its encoding, such as: --encoding cp1252"


def test_byte_offsets_count_from_the_start_of_the_file():
    assert parse_csv(b"\xef\xbb\xbfa,b\n1,\xff\n", "f.csv").refusal.message == "byte 9 is not UTF-8"


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "undefined"])
def test_an_encoding_that_does_not_exist_is_a_wrong_call(name):
    with pytest.raises(StopError, match="there is no encoding of text"):
        parse_csv(b"a,b\n1,\xe9\n", "f.csv", name)


def test_an_encoding_that_yields_no_text_is_refused():
    with pytest.raises(StopError, match="there is no encoding of text “raw_unicode_escape”"):
        parse_csv(rb"a,b" + b"\n" + rb"1,\ud800" + b"\n", "f.csv", "raw_unicode_escape")


def test_a_cell_may_be_long():
    for quote in ("", '"'):
        row = ",".join(f"{quote}{cell}{quote}" for cell in ("x" * 2_000_000, "y"))
        read = parse_csv(f"a,b\n{row}\n".encode(), "f.csv")
        assert [len(cell) for cell in read.table.record(0)] == [2_000_000, 1]


def test_a_very_wide_file_is_read_in_one_go():
    names = [f"c{n}" for n in range(16_000)]
    started = time.process_time()
    for end in ("\n", ""):
        read = parse_csv(f"{','.join(names)}\n{'x,' * 15_999}x{end}".encode(), "f.csv")
        assert (len(read.table.columns), read.table.rows) == (16_000, 1)
    assert (
        parse_csv(f"{','.join([*names, 'c5'])}\n".encode(), "f.csv").refusal.message
        == "columns 6 and 16001 have the same name"
    )
    assert time.process_time() - started < 5


def test_a_workbook_or_an_archive_is_no_csv_whatever_its_name():
    for data in (b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0rest"):
        refusal = parse_csv(data, "a.csv").refusal
        assert (refusal.code, refusal.message) == ("QS424", "this is a workbook or an archive, not CSV")


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_bytes, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n3,4\n")
    refusal = read_csv(tmp_path / "a.csv", "a.csv").refusal
    assert (refusal.code, refusal.message, str(refusal.where)) == ("QS112", "larger than 10 bytes", "a.csv")


def test_only_files_are_read_and_links_to_them(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    assert cells(read_csv(tmp_path / "link.csv", "link.csv")) == (["a", "b"], [("1", "2")])
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.csv"))
    for path, kind in {
        tmp_path / "pipe.csv": "pipe",
        tmp_path / "socket.csv": "socket",
        Path("/dev/zero"): "device",
    }.items():
        with pytest.raises(StopError, match=f"it is a {kind}, not a file"):
            read_csv(path, path.name)


def test_two_bytes_a_character_are_known_without_their_mark():
    for name in ("UTF-16-LE", "UTF-16-BE"):
        refusal = parse_csv("a,b\n1,2\n".encode(name), "f.csv").refusal
        assert refusal.message == f"the file is {name}, without the mark that tells so"
        assert refusal.help.endswith(f"--encoding {name.lower()}")
        assert cells(parse_csv("a,b\n1,2\n".encode(name), "f.csv", name)) == (["a", "b"], [("1", "2")])


def test_of_very_many_rejects_all_are_counted_and_some_are_listed(monkeypatch):
    monkeypatch.setattr(csv_strict, "MAX_LISTED", 2)
    read = parse_csv(b"a,b\n" + b"1\n" * 5 + b"3,4\n", "f.csv")
    assert ([r.line for r in read.rejects], read.more_rejects, read.table.rows) == ([2, 3], 3, 1)


@pytest.mark.parametrize("limit", ["MAX_LINES", "MAX_CSV_CELLS", "MAX_COLUMNS", "MAX_ROW_CHARACTERS"])
@pytest.mark.parametrize("text", ["a,b,c,d\n1,2,3,4\n5,6,7,8\n9,1,2,3\n", 'a,b,c,d\n"1",2,3,4\n5,6,7,8\n9,1,2,3\n'])
def test_a_table_beyond_the_limits_is_refused(monkeypatch, limit, text):
    for module in (csv_fast, csv_files, header_check, csv_lines, csv_strict):
        if hasattr(module, limit):
            monkeypatch.setattr(module, limit, 2)
    assert parse_csv(text.encode(), "f.csv").refusal.code == "QS430"


def test_a_file_that_cannot_be_read_is_a_wrong_call(tmp_path):
    with pytest.raises(StopError, match=r"no\.csv: No such file"):
        read_csv(tmp_path / "no.csv", "no.csv")
    with pytest.raises(StopError, match=r"folder: Is a directory"):
        read_csv(tmp_path, "folder")
