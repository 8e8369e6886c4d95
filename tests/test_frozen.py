"""A frozen version: sealed, whole-numbered, and closed to anything else."""

import pytest

from qshop.io.yaml_nodes import read_yaml
from qshop.programme.frozen import Version
from qshop.programme.frozen_file import seal, text_tree, to_yaml
from qshop.programme.nodes import as_data
from qshop.programme.reading import read_part

TREE = {
    "format": 1,
    "questionnaire": "onsite",
    "version": 3,
    "hash": "sha256:none",
    "languages": ["en"],
    "channel": ["phone"],
    "title": {"en": "By phone"},
    "policy": {"plus": "counted", "min_answered": "87.5"},
    "scale": {"points": 4, "weights": 3},
    "stages": [
        {
            "id": "desk",
            "criteria": [
                {
                    "id": "greeting",
                    "text": {"en": "Callers are greeted"},
                    "missed": {"en": "No word of greeting"},
                    "priority": "must",
                    "weight": 6,
                    "critical": True,
                    "questions": [
                        {
                            "id": "greeted",
                            "ask": {"en": "So?"},
                            "type": "yes_no",
                            "points": {"yes": 4, "no": 0},
                            "weight": 1,
                        },
                        {"id": "why", "ask": {"en": "Why?"}, "type": "text"},
                    ],
                }
            ],
        }
    ],
}


def read(tree):
    node, problems = read_yaml(to_yaml(tree).encode(), "v3.yaml")
    version, more = read_part(Version, node)
    return version, [*problems, *more]


@pytest.fixture
def version():
    found, problems = read(TREE)
    assert problems == []
    return found


def test_a_version_knows_its_name_and_its_questions(version):
    assert version.name == "onsite v3"
    assert [(s.id, c.id, q.id, q.points, q.weight) for s, c, q in version.questions()] == [
        ("desk", "greeting", "greeted", {"yes": 4, "no": 0}, 1),
        ("desk", "greeting", "why", None, 0),
    ]


def test_the_seal_is_of_the_content_as_text_without_the_seal_itself():
    assert (
        seal(TREE) == "sha256:677ec391debc68a5430b2c85ba65c9f7369b3f2e314339d57f18e81c39f98b1c"
    )  # the same on every machine, for ever
    assert seal(TREE) == seal(TREE | {"hash": "sha256:other"}) == seal(text_tree(TREE))
    assert seal(dict(reversed(TREE.items()))) == seal(TREE)


def test_the_seal_survives_the_file_and_its_layout():
    text = to_yaml(TREE)
    for layout in (
        text,
        "# a comment\n" + text,
        text.replace("- en", "- 'en'"),
        text.replace("\n  plus:", "\n\n  plus:  "),
    ):
        node, problems = read_yaml(layout.encode(), "v3.yaml")
        assert problems == []
        assert seal(as_data(node)) == seal(TREE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("So?", "so?"),
        ("Callers are greeted", "Callers are welcomed"),
        ("No word", "Not a word"),
        ("weight: 6", "weight: 5"),
        ("'87.5'", "'87.50'"),
        ("critical: true", "critical: false"),
        ("- en", "- fr"),
    ],
)
def test_any_other_change_breaks_the_seal(old, new):
    text = to_yaml(TREE)
    assert old in text
    node, _ = read_yaml(text.replace(old, new).encode(), "v3.yaml")
    assert seal(as_data(node)) != seal(TREE)


def test_the_order_of_what_is_asked_is_part_of_the_content():
    turned = TREE | {"languages": ["fr", "en"]}
    assert seal(turned) != seal(TREE | {"languages": ["en", "fr"]})


@pytest.mark.parametrize("number", ["1.5", "-1", "06", "1e3", "six", "1_000", "９"])
def test_units_are_whole_numbers(number):
    found, problems = read(TREE | {"scale": {"points": number, "weights": 3}})
    assert found is None
    assert [(p.code, p.message) for p in problems] == [("QS204", f"“{number}” is no whole number")]


def test_whole_numbers_may_be_of_any_size():
    found, problems = read(TREE | {"scale": {"points": 10**60, "weights": 10**40}})
    assert problems == []
    assert (found.scale.points, found.scale.weights) == (10**60, 10**40)


def test_an_unknown_key_is_an_error():
    found, problems = read(TREE | {"titel": "On site"})
    assert [p.code for p in problems] == ["QS201"]
    assert found is not None


def test_text_that_looks_like_something_else_stays_text():
    for text in (
        "no",
        "1.0",
        "~",
        "2026-01-01",
        " x ",
        "a: b",
        "x #y",
        "'",
        "line\nline",
        "é",
        "\u2028",
        "\x85",
        "a\u202eb",
        "\u202f!",
    ):
        node, problems = read_yaml(to_yaml({"title": text}).encode(), "v3.yaml")
        assert (as_data(node), problems) == ({"title": text}, [])


def test_every_value_becomes_the_text_it_is_written_as():
    assert text_tree({"a": True, "b": False, 1: 2, "c": ["x", 3]}) == {
        "a": "true",
        "b": "false",
        "1": "2",
        "c": ["x", "3"],
    }


def test_a_criterion_without_weight_or_words_weighs_what_its_questions_do_and_is_told_by_its_id():
    [stage] = TREE["stages"]
    [criterion] = stage["criteria"]
    bare = {key: value for key, value in criterion.items() if key not in ("text", "missed", "weight")}
    found, problems = read(TREE | {"stages": [stage | {"criteria": [bare]}]})
    assert problems == []
    [read_back] = found.stages[0].criteria
    assert (read_back.full_weight, read_back.failure) == (1, {"": "greeting"})
