"""Nodes become parts of the model; every fault of a file is told at its own place, and the sound rest is kept."""

import json
import re
from copy import deepcopy
from typing import Annotated

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AfterValidator

from qshop.cli.file_kinds import FILE_KINDS
from qshop.io.packaged import packaged_path
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.criteria import CriteriaFile
from qshop.programme.nodes import as_data
from qshop.programme.part import Part
from qshop.programme.reading import first_listed_language, read_part
from qshop.programme.scalars import text_in
from qshop.programme.schema import kind_of
from qshop.programme.settings import Settings
from qshop.programme.sites import SitesFile
from qshop.visits.intake.profile import Profile


def read(model, text, first="en"):
    node, found = read_yaml(text.encode(), "f.yaml")
    part, more = read_part(model, node, first)
    return part, [f"{d.where}: {d.code} {d.message}" + (f" | {d.help}" if d.help else "") for d in [*found, *more]]


CRITERION = """\
format: 1
stage: desk
criteria:
  - id: greeting
    text: Visitors are greeted
    priority: must
    questions:
"""


def test_every_fault_of_a_file_is_told_in_one_go():
    part, found = read(
        CriteriaFile,
        CRITERION + "      - {id: q1, ask: x, type: yesno}\n"
        "      - {id: q2, ask: {}, type: yes_no, points: {yes: 2}}\n"
        "      - {id: q3, ask: {EN: y}, type: number, points: [{up_to: 3, points: 1}, {ovr: 3, points: x}]}\n"
        "      - [x]\n"
        "      - {id: q5, ask: x, type: scale, scale: {from: 1, to: 1e9}, requird: false}\n",
    )
    assert found == [
        "f.yaml:8:32: QS206 “yesno” is not possible for “type” | did you mean “yes_no”?",
        "f.yaml:9:23: QS203 text is expected | write the text, or one line a language: en: …",
        "f.yaml:9:55: QS204 2 points: an answer gives between 0 and 1 | use a share, such as 0.5",
        "f.yaml:10:24: QS213 “EN” is no language tag | use a BCP 47 tag such as en or pt-BR",
        "f.yaml:10:95: QS204 “x” is no number | write it like 2 or 0.5",
        "f.yaml:10:79: QS201 unknown key “ovr” | did you mean “over”?",
        "f.yaml:11:9: QS203 a mapping is expected here | write keys with their values, such as {id: …, text: …}",
        "f.yaml:12:60: QS204 “1e9” is no number | write it like 2 or 0.5",
        "f.yaml:12:66: QS201 unknown key “requird” | did you mean “required”?",
    ]
    assert [criterion.id for criterion in part.criteria] == ["greeting"]


def test_what_is_sound_is_kept_and_only_the_faulty_part_left_out():
    part, found = read(
        CriteriaFile,
        CRITERION + "      - {id: good, ask: x, type: yes_no, weight: 3, comment: none}\n"
        "      - {id: lost, type: yes_no}\n"
        "  - {id: second, text: x, priority: mst}\n",
    )
    assert [line.split(" |")[0] for line in found] == [
        "f.yaml:8:62: QS203 a list is expected here",
        "f.yaml:9:9: QS202 “ask” is missing",
        "f.yaml:10:37: QS206 “mst” is not possible for “priority”",
    ]
    (criterion,) = part.criteria
    assert [(question.id, question.weight, question.comment) for question in criterion.questions] == [("good", 3, [])]


def test_a_fault_in_the_frame_of_a_file_leaves_nothing():
    assert read(CriteriaFile, "format: 2\nstage: desk\ncriteria: []\n") == (
        None,
        ["f.yaml:1:9: QS211 “2” is not possible for “format” | known: 1"],
    )
    assert read(CriteriaFile, "- a\n") == (
        None,
        ["f.yaml:1:1: QS203 the file must be a mapping of keys to values | start with: format: 1"],
    )
    assert read(Settings, "format: 1\nname: x\nlanguages: []\n") == (
        None,
        ["f.yaml:3:12: QS203 “languages” is empty | give at least one"],
    )


def test_scalars_of_other_yaml_readers_are_text_and_typed_strictly():
    _, found = read(
        CriteriaFile,
        "format: 1\nstage: desk\ncriteria:\n"
        "  - {id: a, text: x, priority: must, critical: yes, weight: 010}\n"
        "  - {id: b, text: x, priority: must, weight: .inf}\n"
        "  - {id: c, text: x, priority: must, weight: 1_000, validated: {by: x, on: 2026-02-30}}\n"
        "  - {id: no, text: x, priority: must}\n"
        "  - {id: ~, text: x, priority: must}\n",
    )
    assert found == [
        "f.yaml:4:48: QS206 “yes” is neither true nor false | write true or false",
        "f.yaml:4:61: QS204 “010” is no number | write it like 2 or 0.5",
        "f.yaml:5:46: QS204 “.inf” is no number | write it like 2 or 0.5",
        "f.yaml:6:46: QS204 “1_000” is no number | write it like 2 or 0.5",
        "f.yaml:6:76: QS205 “2026-02-30” is no date | write it like 2026-03-31",
        "f.yaml:8:10: QS207 “~” is no id | use a–z, 0–9 and _, a letter first, 64 at most",
    ]


def test_a_plain_text_is_in_the_programmes_first_language():
    part, found = read(CriteriaFile, CRITERION + "      - {id: q, ask: {en: Hello, tr: Merhaba}, type: yes_no}\n", "fr")
    assert found == []
    assert part.criteria[0].text == {"fr": "Visitors are greeted"}
    assert part.criteria[0].questions[0].ask == {"en": "Hello", "tr": "Merhaba"}


@pytest.mark.parametrize(
    ("languages", "first"),
    [("[fr]", "fr"), ("[cy, en]", "cy"), ('["?", fr]', ""), ("[[cy]]", ""), ("cy", ""), ("[]", "")],
)
def test_a_file_that_lists_languages_has_its_plain_texts_in_the_first_of_them(languages, first):
    node, _ = read_yaml(f"format: 1\nname: A\nlanguages: {languages}\n".encode(), "qshop.yaml")
    assert first_listed_language(node) == first


def test_the_first_language_comes_first_however_a_text_is_written_and_stands_in_for_one_that_is_missing():
    part, _ = read(CriteriaFile, CRITERION + "      - {id: q, ask: {tr: Merhaba, en: Hello}, type: yes_no}\n", "en")
    ask = part.criteria[0].questions[0].ask
    assert list(ask.items()) == [("en", "Hello"), ("tr", "Merhaba")]
    assert [text_in(ask, language) for language in ("en", "tr", "fr")] == ["Hello", "Merhaba", "Hello"]


def test_one_value_stands_for_a_list_where_that_is_natural():
    part, found = read(
        CriteriaFile,
        CRITERION + "      - {id: q, ask: x, type: yes_no, applies: {channel: phone, scenario: [guest]}}\n",
    )
    assert found == []
    applies = part.criteria[0].questions[0].applies
    assert (applies.channel, applies.scenario) == (["phone"], ["guest"])


def test_parts_know_their_place_and_moving_them_is_no_change():
    first, _ = read(SitesFile, "format: 1\nsites:\n  - {id: S1, region: north}\n")
    moved, _ = read(SitesFile, "# moved\nformat: 1\nsites:\n\n  - id: S1\n    region: 'north'\n")
    assert first == moved
    assert str(first.sites[0].at("region")) == "f.yaml:3:22"
    assert str(moved.sites[0].at("region")) == "f.yaml:6:13"
    assert str(moved.sites[0].at()) == "f.yaml:5:5"


def test_unknown_keys_are_told_whatever_they_are_called():
    _, found = read(Settings, f"format: 1\nname: x\nlanguages: [en]\nwavs: []\n{'k' * 200}: 1\n? ''\n: 2\n")
    known = "known: format, name, languages, data, registers, simulated, waves, scoring, targets, owners, holidays, mix, ethics, privacy"
    assert found == [
        "f.yaml:4:1: QS201 unknown key “wavs” | did you mean “waves”?",
        f"f.yaml:5:1: QS201 unknown key “{'k' * 80}” | {known}",
        f"f.yaml:6:3: QS201 unknown key “” | {known}",
    ]


def test_a_profile_says_where_its_faults_are():
    _, found = read(
        Profile,
        "format: 1\nquestionnaire: a\nversion: 1\ndates: D/M/Y\n"
        "columns: {visit_id: {column: a, mapp: {}}, date: {correct: [{visit: a, from: x}]}}\n",
    )
    assert found == [
        "f.yaml:4:8: QS472 “D/M/Y” is no form of days | write it like DD/MM/YYYY, D MMM YY or M/D/YYYY H:MM:SS",
        "f.yaml:5:33: QS201 unknown key “mapp” | did you mean “map”?",
        "f.yaml:5:61: QS202 “to” is missing | add: to: …",
        "f.yaml:5:61: QS202 “why” is missing | add: why: …",
    ]


KEYS = st.sampled_from(
    [
        "format",
        "stage",
        "criteria",
        "id",
        "text",
        "priority",
        "questions",
        "type",
        "ask",
        "points",
        "when",
        "all",
        "applies",
        "x",
    ]
)
VALUES = st.sampled_from(["1", "desk", "", "must", "yes_no", "a b", "number", "q", "2", "en"])
TREE = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


@settings(max_examples=150)
@given(TREE, st.sampled_from([CriteriaFile, Settings, SitesFile, Profile]))
def test_any_tree_gives_a_part_or_a_reason(tree, model):
    node, _ = read_yaml(json.dumps(tree).encode(), "f.yaml")
    part, found = read_part(model, node)
    assert isinstance(part, Part) or found
    assert all(one.where.path == "f.yaml" and one.where.line == 1 and one.message for one in found)


def even(value):
    if int(value) % 2:
        raise ValueError(f"“{value}” is not even")
    return value


class Pair(Part):
    """A part with a validator that raises `ValueError`."""

    count: Annotated[str, AfterValidator(even)]


def test_what_a_validator_says_is_told_in_its_own_words():
    assert read(Pair, "count: 3\n")[1] == [
        "f.yaml:1:8: QS203 “3” is not even | see how the files of qshop init are written"
    ]


LIBRARY = re.compile(
    "error|input|instance|assert|valid (dict|list|str|int)|field required|not permitted|unable|pydantic|type=",
    re.IGNORECASE,
)
STARTER = ["qshop.yaml", "sites.yaml", "criteria/welcome.yaml", "criteria/gaps.yaml", "questionnaires/onsite.yaml"]


def with_one_value_wrong(data):
    """Yield copies of `data`, each with another value replaced by one of the wrong kind."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        for wrong in ([], {}, "", [[]], {"x": ["x"]}):
            copy = deepcopy(data)
            copy[step] = wrong
            yield copy
        for changed in with_one_value_wrong(value):
            copy = deepcopy(data)
            copy[step] = changed
            yield copy


def plain(data):
    """Give data as plain dictionaries and lists, at most two entries of each list: the others are alike."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    return [plain(value) for value in data[:2]] if isinstance(data, list) else data


@pytest.mark.parametrize("name", STARTER)
def test_no_fault_of_any_file_is_told_in_the_words_of_a_library(name):
    node, _ = read_yaml(packaged_path(f"io/starter_programme/{name}").read_bytes(), name)
    model = FILE_KINDS[kind_of(name, FILE_KINDS)].model
    for data in with_one_value_wrong(plain(as_data(node))):
        changed, _ = read_yaml(json.dumps(data).encode(), name)
        for found in read_part(model, changed)[1]:
            assert not LIBRARY.search(found.message), found.message
