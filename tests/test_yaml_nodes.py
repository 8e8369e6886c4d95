"""A YAML file as it stands: every text with its place, and whatever does not mean what it shows refused."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io import yaml_nodes
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.nodes import Mapping, Scalar, as_data, place_of


def said(data):
    """Give what is wrong with a file, one line a problem, as a person reads it."""
    _, found = read_yaml(data.encode() if isinstance(data, str) else data, "f.yaml")
    return [f"{one.where}: {one.code} {one.message}" for one in found]


def shown(text):
    node, found = read_yaml(text.encode(), "f.yaml")
    assert found == []
    return as_data(node)


def test_every_value_is_the_text_it_shows():
    assert shown("answers: [yes, no, n/a, NO, on]\n") == {"answers": ["yes", "no", "n/a", "NO", "on"]}
    assert shown("yes: 1\ntrue: 2\nTrue: 3\n") == {"yes": "1", "true": "2", "True": "3"}
    assert shown("- {id: 010}\n- {id: 08}\n- {id: 8}\n") == [{"id": "010"}, {"id": "08"}, {"id": "8"}]
    assert shown("[1e3, 1.0e+3, 12:30, 21:45:00, 1_000]") == ["1e3", "1.0e+3", "12:30", "21:45:00", "1_000"]
    assert shown("[null, ~, 2026-03-01, 2026-13-01, .inf, .nan, -1, 0x1F]") == [
        *("null", "~", "2026-03-01", "2026-13-01", ".inf", ".nan", "-1", "0x1F")
    ]
    assert shown("empty:\nquoted: ''\n") == {"empty": "", "quoted": ""}
    assert shown(f"weight: {'9' * 5000}\n") == {"weight": "9" * 5000}
    assert shown('text: "queue #3: yes"\nmore: a#b # a comment\n') == {"text": "queue #3: yes", "more": "a#b"}


def test_marks_and_line_ends_of_other_systems_change_nothing():
    assert shown("\ufeffa: 1\n") == {"a": "1"}
    assert shown("a: 1\r\nb: 2\r\n") == shown("a: 1\rb: 2\r") == {"a": "1", "b": "2"}


def test_places_count_lines_and_characters_from_1():
    node, _ = read_yaml("# héé\nÉté: {ü: [x, y]}\nb:\n  - c\n".encode(), "f.yaml")
    assert str(place_of(node, ["Été"])) == "f.yaml:2:6"
    assert str(place_of(node, ["Été"], key=True)) == "f.yaml:2:1"
    assert str(place_of(node, ["Été", "ü", 1])) == "f.yaml:2:14"
    assert str(place_of(node, ["b", 0])) == "f.yaml:4:5"


def test_a_path_that_ends_early_gives_the_deepest_place_there_is():
    node, _ = read_yaml(b"a:\n  b: 1\n", "f.yaml")
    assert str(place_of(node, ["a", "missing", "deeper"])) == "f.yaml:2:3"
    assert str(place_of(node, ["nothing"])) == "f.yaml:1:1"


def test_a_value_knows_the_line_on_which_it_ends():
    text = "a: |\n  one\n  two\nb: plain\n  goes on\nc: 'quoted\n  goes on'\nd: [x,\n  y]\ne:\n  - z\nf: >-\n  last"
    node, _ = read_yaml(text.encode(), "f.yaml")
    ends = {key: entry.value.end_line for key, entry in node.entries.items()}
    assert ends == {"a": 3, "b": 5, "c": 7, "d": 9, "e": 11, "f": 13}
    assert node.end_line == 13


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ["f.yaml:1:1: QS108 the file is empty"]),
        ("# only a comment\n", ["f.yaml:1:1: QS108 the file is empty"]),
        (b"a: 1\nb: \xe9\n", ["f.yaml:2:4: QS101 byte 8 is not UTF-8"]),
        (b"\xef\xbb\xbfa: \xe9\n", ["f.yaml:1:4: QS101 byte 6 is not UTF-8"]),
        (b"\xff\xfea\x00", ["f.yaml:1:1: QS101 the file is UTF-16"]),
        ("a: b\x00c\n", ["f.yaml:1:5: QS101 an invisible control character (U+0000)"]),
        ("a: 1\rb: \x1b[2J", ["f.yaml:2:4: QS101 an invisible control character (U+001B)"]),
        ("a: 1\nb: x\u202ey", ["f.yaml:2:5: QS101 an invisible control character (U+202E)"]),
        ("a: 1\u2028b: 2", ["f.yaml:1:5: QS101 an invisible control character (U+2028)"]),
        ("a: 1\n\ufeffb: 2", ["f.yaml:2:1: QS101 an invisible control character (U+FEFF)"]),
        ("a: 1\n".encode("utf-16-le"), ["f.yaml:1:1: QS101 the file is UTF-16"]),
        ("a: 1\n".encode("utf-16-be"), ["f.yaml:1:1: QS101 the file is UTF-16"]),
        ("a: 1\n".encode("utf-32"), ["f.yaml:1:1: QS101 the file is UTF-32"]),
        ("../a/b.yaml\n", ["f.yaml:1:1: QS115 the text of a link stands here instead of the file"]),
        ("a: 1\nb: 2\na: 3\n", ["f.yaml:3:1: QS103 “a” is already given on line 1"]),
        ("{a: 1, a: 2, a: 3}", [f"f.yaml:1:{n}: QS103 “a” is already given on line 1" for n in (8, 14)]),
        ("a: &x [1]\nb: *x\n", ["f.yaml:1:4: QS104 anchors and aliases are not used"]),
        ("&a {x: *a}", ["f.yaml:1:1: QS104 anchors and aliases are not used"]),
        ("a:\n  <<: {b: 1}\n", ["f.yaml:2:3: QS104 merge keys are not used"]),
        ("!!python/object/apply:os.system ['true']", None),
        ("a: !x 1\n", ["f.yaml:1:4: QS105 the tag !x is not allowed"]),
        ("id: a\n---\nid: b\n", ["f.yaml:2:1: QS107 a second document starts here"]),
        ("a: queue #3 today\n", ["f.yaml:1:10: QS109 the text stops at “queue”: the rest of the line is a comment"]),
        ("? {a: 1}\n: 1\n", ["f.yaml:1:3: QS110 a key must be text"]),
        ("? [a]\n: 1\n", ["f.yaml:1:3: QS110 a key must be text"]),
    ],
)
def test_what_does_not_mean_what_it_shows_is_a_problem(data, expected):
    found = said(data)
    assert found == (expected or ["f.yaml:1:1: QS105 the tag !!python/object/apply:os.system is not allowed"])


MINE, THEIRS = "<<<<<<< HEAD", ">>>>>>> a branch"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a: 1\n{MINE}\nb: 2\n=======\nb: 3\n{THEIRS}\n", "2:1"),
        (f"a: 1\r\n{MINE}\r\nb: 2\r\n||||||| base\r\nb: 0\r\n=======\r\nb: 3\r\n{THEIRS}\r\n", "2:1"),
        (f'a: "one\n{MINE}\n  two\n=======\n  three\n{THEIRS}\n  "\n', "2:1"),
        (f"a: 'one\n    {MINE}\n  two'\n", "2:5"),
        (f"a: |\n  one\n  {MINE}\n  two\n", "3:3"),
        (f"a: [1,\n{MINE}\n 2]\n", "2:1"),
        (f"# one\n{MINE}\n# two\n=======\n# three\n{THEIRS}\na: 1\n", "2:1"),
        (f"a: 1\n# {MINE}\n", "2:3"),
        (f"a: 1\n{THEIRS}\n", "2:1"),
        ("a: 1\n<<<<<<<\nb: 2\n", "2:1"),
        ("\ufeff<<<<<<<<<<< HEAD\na: 1\n", "1:1"),
    ],
)
def test_a_merge_conflict_is_one_problem_wherever_it_stands(text, place):
    (found,) = said(text)
    assert found.startswith(f"f.yaml:{place}: QS115 a merge conflict is not resolved: “")


def test_signs_that_are_no_conflict_are_left_alone():
    for text in (
        "a: |\n  Title\n  =======\n  text\n",
        "a: |\n  x\n  ||||||| y\n",
        "a: '<<<<<<< x'\n",
        "a: |\n  >>> b\n",
    ):
        assert said(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:\n  - id: x\n\u00a0\u00a0\u00a0\u00a0text: y\n", "3:1 QS116 U+00A0 (no-break space)"),
        ("a:\n  b: x\n  \u00a0c: y\n", "3:3 QS116 U+00A0 (no-break space)"),
        ("a: x\n  \u00a0b: y\n", "2:3 QS116 U+00A0 (no-break space)"),
        ("a:\n  -\u00a0x\n", "2:4 QS116 U+00A0 (no-break space)"),
        ("a:\n  - id:\u2009x\n", "2:8 QS116 U+2009 (thin space)"),
        ("a\u202f: x\n", "1:2 QS116 U+202F (narrow no-break space)"),
        ("a: 1\n\u200bb: 2\n", "2:1 QS116 U+200B (zero width space)"),
        ("- a\n-\u3000b\n", "2:2 QS116 U+3000 (ideographic space)"),
    ],
)
def test_a_blank_that_is_no_space_is_named_where_yaml_needs_one(text, place):
    place, _, message = place.partition(" ")
    assert said(text) == [f"f.yaml:{place}: {message} stands where YAML knows only plain spaces"]


def test_a_blank_that_belongs_to_a_text_is_left_alone():
    for text in (
        "a: «\u00a0x\u00a0»\n",
        "a: \u00a0x\n",
        "a: 'x\n  \u00a0b: y'\n",
        "a: |\n  \u00a0b:\u00a0y\n",
        "x\u00a0y: 1\n",
    ):
        assert said(text) == []


def test_broken_notation_is_told_with_its_line_and_what_to_do():
    def told(text):
        (found,) = read_yaml(text.encode(), "f.yaml")[1]
        return found.code, found.where.line, found.help

    assert told("text: Did staff greet you: yes or no?\n") == (
        *("QS102", 1),
        "a colon and a space start a new key: put the text in quotes, or indent as above",
    )
    assert told("a:\n\tb: 1\n") == ("QS102", 2, "indent with spaces; YAML allows no tabs there")
    assert told('a: 1\nb: "open\nc: 2\n')[:2] == ("QS102", 4)
    assert told("a: [1, 2\nb: 3\n")[:2] == ("QS102", 2)


def test_an_unclosed_quote_names_the_line_where_it_was_opened():
    assert said('a: 1\nb: "open\nc: 2\n') == [
        "f.yaml:4:1: QS102 not YAML: a quote or bracket is never closed (opened on line 2)"
    ]


def test_a_comment_and_a_number_sign_inside_a_word_are_left_alone():
    for text in ("a: 1 # comment\n", "a: b#c\n", "a: 'x #3'\n", "a: |\n  x #3\n", "a: 1 ## rule\n", "a: 1 #\n"):
        assert said(text) == []


def test_nesting_has_an_end():
    assert said("[" * yaml_nodes.MAX_DEPTH + "]" * yaml_nodes.MAX_DEPTH) == []
    for text in ("[" * 5000, "{a: " * 5000, "- " * 5000, "".join(" " * n + "a:\n" for n in range(500))):
        assert [line.split()[1] for line in said(text)] == ["QS106"]


def test_a_file_of_too_many_values_is_refused(monkeypatch):
    monkeypatch.setattr(yaml_nodes, "MAX_NODES", 10)
    assert said("[" + "a," * 20 + "]") == ["f.yaml:1:16: QS112 more than 10 keys and values"]


def test_faults_of_meaning_do_not_hide_each_other():
    assert [line.split()[1] for line in said("a: x #1\na: 2\nb: {<<: {}}\nc: y #2\n")] == [
        *("QS109", "QS103", "QS104", "QS109")
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TREE = st.recursive(
    TEXT, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)


@settings(max_examples=100)
@given(TREE, st.booleans())
def test_any_text_that_yaml_can_write_is_read_as_it_is(tree, unicode):
    text = yaml.safe_dump(tree, allow_unicode=unicode)
    node, found = read_yaml(text.encode(), "f.yaml")
    if not any(one.code in ("QS101", "QS104", "QS106", "QS115", "QS116") for one in found):
        assert as_data(node) == tree


@settings(max_examples=200)
@given(
    st.binary(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                "a",
                ":",
                " ",
                "\n",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ",",
                "#",
                "'",
                '"',
                "|",
                ">",
                "&",
                "*",
                "!",
                "?",
                "\t",
                "<<",
                "%",
                "---",
                "é",
                "\r",
                "\u2028",
            ]
        ),
        max_size=20,
    ).map(lambda parts: "".join(parts).encode())
)
def test_nothing_raises_and_every_problem_has_a_place(data):
    node, found = read_yaml(data, "f.yaml")
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    assert node is not None or found
    assert all(1 <= one.where.line <= lines + 1 and one.where.column >= 1 and one.message for one in found)


def test_keys_keep_their_order_and_their_own_places():
    node, _ = read_yaml(b"b: 1\na: 2\n", "f.yaml")
    assert isinstance(node, Mapping)
    assert [(key, str(entry.key.where)) for key, entry in node.entries.items()] == [
        ("b", "f.yaml:1:1"),
        ("a", "f.yaml:2:1"),
    ]
    assert isinstance(node.entries["a"].value, Scalar)
