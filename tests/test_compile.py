"""Compiling: validated criteria become whole numbers; what changed makes a version, what did not makes none."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io.folder import load
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.chosen_criteria import chosen_criteria
from qshop.programme.compile import compile_version, next_version
from qshop.programme.frozen import Version
from qshop.programme.frozen_file import content, seal, to_yaml
from qshop.programme.nodes import as_data
from qshop.programme.reading import read_part
from support import programme as written

CRITERION = """\
  - id: {id}
    text: It is as agreed
    priority: {priority}
    status: validated
    validated: {{by: us, on: 2026-01-10}}
    {more}
    questions: {questions}
"""
YES_NO = "[{{id: {}, ask: Was it so?, type: yes_no}}]"


def criterion(id_, priority="must", more="weight: 1", questions=None):
    asked = questions or YES_NO.format(f"{id_}_seen")
    return CRITERION.format(id=id_, priority=priority, more=more, questions=asked)


def files(*criteria, questionnaire="", scoring=""):
    """Write a programme of one stage, `desk`, and another, `door`, with one criterion of its own."""
    return {
        "qshop.yaml": "format: 1\nname: Test\nlanguages: [en]\n" + (f"scoring: {scoring}\n" if scoring else ""),
        "sites.yaml": "format: 1\nsites: [{id: S1}]\n",
        "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}, {id: door, name: Door}]\n",
        "criteria/desk.yaml": "format: 1\nstage: desk\ncriteria:\n" + "".join(criteria),
        "criteria/door.yaml": "format: 1\nstage: door\ncriteria:\n" + criterion("door_held"),
        "questionnaires/onsite.yaml": f"format: 1\ntitle: On site\n{questionnaire}",
    }


def opened(folder, contents):
    loaded = load(written(folder, contents))
    assert loaded.diagnostics == []
    return loaded.programme


def freeze(folder, contents):
    """Write files, freeze `onsite` if it changed, and tell the number of its newest version."""
    version, is_new = next_version(opened(folder, contents), "onsite")
    if is_new:
        written(folder, {f"questionnaires/onsite/v{version.version}.yaml": to_yaml(content(version))})
    return version.version


def compiled(folder, contents):
    return compile_version(opened(folder, contents), "onsite", 1)


def weights(version):
    """Give the weight of each criterion, and the number of units in a weight of one."""
    return {c.id: c.weight for stage in version.stages for c in stage.criteria}, version.scale.weights


def test_a_frozen_version_reads_like_this(tmp_path):
    three = """
      - {id: greeted, ask: Were you greeted?, type: yes_no, na: true, comment: [no], weight: 2}
      - {id: wait, ask: How long?, type: duration, when: {question: greeted, is: [yes]}, met: 0.5,
         points: [{up_to: 30, points: 1}, {up_to: 119.5, points: 0.5}, {over: 119.5, points: 0}]}
      - {id: why, ask: Why?, type: text, required: false}"""
    smile = "[{id: smile, ask: A smile?, type: scale, scale: {from: 1, to: 4, labels: {1: None}}}]"
    contents = files(
        criterion("greeting", more="missed: It was not so\n    critical: true", questions=three),
        criterion("friendly", "plus", "applies: {tags: [staffed]}", smile),
        questionnaire="channel: face_to_face\nstages: [desk]\nscenarios: [{id: guest, name: A guest}]\n",
        scoring="{plus: bonus, min_answered: 87.5}",
    )
    text = to_yaml(content(compiled(tmp_path, contents)))
    assert (
        text.rpartition("hash: ")[0]
        == """\
format: 1
questionnaire: onsite
version: 1
languages:
- en
channel:
- face_to_face
title:
  en: On site
scenarios:
- id: guest
  name:
    en: A guest
policy:
  plus: bonus
  min_answered: '87.5'
scale:
  points: 6
  weights: 1
stages:
- id: desk
  criteria:
  - id: greeting
    text:
      en: It is as agreed
    missed:
      en: It was not so
    priority: must
    weight: 2
    critical: true
    questions:
    - id: greeted
      ask:
        en: Were you greeted?
      type: yes_no
      na: true
      comment:
      - 'no'
      points:
        'yes': 6
        'no': 0
      met: 6
      weight: 2
    - id: wait
      ask:
        en: How long?
      type: duration
      when:
        question: greeted
        is:
        - 'yes'
      points:
      - up_to: 30
        points: 6
      - up_to: '119.5'
        points: 3
      - points: 0
      met: 3
      weight: 1
    - id: why
      ask:
        en: Why?
      type: text
      required: false
  - id: friendly
    text:
      en: It is as agreed
    priority: plus
    weight: 1
    applies:
      tags:
      - staffed
    questions:
    - id: smile
      ask:
        en: A smile?
      type: scale
      scale:
        from: 1
        to: 4
        labels:
          '1':
            en: None
      points:
        '1': 0
        '2': 2
        '3': 4
        '4': 6
      met: 6
      weight: 1
"""
    )


def test_a_criterion_weighs_its_prioritys_weight_times_its_own_and_its_scored_questions_their_proportions(tmp_path):
    questions = """
      - {id: one, ask: One?, type: yes_no}
      - {id: two, ask: Two?, type: yes_no, weight: 0.5}
      - {id: talk, ask: Why?, type: text, weight: 7}"""
    contents = files(
        criterion("split", more="weight: 3", questions=questions),
        criterion("light", "plus", "weight: 0.25"),
        scoring="{priorities: {must: 1, plus: 2}}",
    )
    version = compiled(tmp_path, contents)
    assert weights(version) == ({"split": 6, "light": 1, "door_held": 2}, 2)
    shares = {question.id: question.weight for _, _, question in version.questions()}
    assert shares == {"one": 2, "two": 1, "talk": 0, "light_seen": 1, "door_held_seen": 1}


def test_stage_weights_become_whole_numbers(tmp_path):
    version = compiled(tmp_path, files(criterion("one"), scoring="{stages: {desk: 0.5, door: 1.25}}"))
    assert [stage.weight for stage in version.stages] == [2, 5]


def test_a_stage_may_weigh_nothing(tmp_path):
    version = compiled(tmp_path, files(criterion("one"), scoring="{stages: {desk: 0.00, door: 1}}"))
    assert [stage.weight for stage in version.stages] == [0, 1]
    assert freeze(tmp_path, {}) == 1
    assert load(tmp_path).diagnostics == []


def test_numbers_too_large_for_a_machine_word_are_frozen_and_read_back(tmp_path):
    questions = (
        "["
        + ", ".join(
            f"{{id: q{n}, ask: So?, type: yes_no, weight: {weight}}}"
            for n, weight in enumerate(["0.999983", "997.000003"])
        )
        + "]"
    )
    criteria = [criterion(f"c{n}", more=f"weight: 0.{prime}", questions=questions.replace("id: q", f"id: q{n}"))
                for n, prime in enumerate([100003, 100019, 100043])]  # fmt: skip
    version = compiled(tmp_path, files(*criteria))
    assert max(question.weight for _, _, question in version.questions()) == 997_000_003
    assert version.scale.weights == 500_000
    assert freeze(tmp_path, files(*criteria)) == 1
    assert load(tmp_path).diagnostics == []
    assert freeze(tmp_path, files(*criteria)) == 1


@pytest.mark.parametrize(
    ("kind", "policy", "is_scored"),
    [
        ("fact", "ignored", True),
        ("opinion", "ignored", False),
        ("opinion", "scored", True),
        ("context", "scored", False),
    ],
)
def test_opinions_count_only_where_the_policy_says_so_and_context_never(tmp_path, kind, policy, is_scored):
    asked = f"[{{id: felt, ask: So?, type: yes_no, kind: {kind}}}]"
    version = compiled(tmp_path, files(criterion("one", questions=asked), scoring=f"{{opinions: {policy}}}"))
    question = content(version)["stages"][0]["criteria"][0]["questions"][0]
    assert [key in question for key in ("points", "met", "weight")] == [is_scored] * 3


def asked(contents, folder):
    """List what the questionnaire asks: stage, criterion, questions."""
    programme = opened(folder, contents)
    version = compile_version(programme, "onsite", 1)
    found = [(s.id, c.id, [q.id for q in c.questions]) for s in version.stages for c in s.criteria]
    chosen = chosen_criteria(programme, programme.questionnaires["onsite"])
    assert [(s, c) for s, c, _ in found] == [(stage.id, c.id) for stage, criteria in chosen for c in criteria]
    return found


def test_only_validated_criteria_with_questions_are_asked(tmp_path):
    contents = files(
        criterion("proposed").replace("status: validated", "status: proposed"),
        criterion("retired").replace("status: validated", "status: retired"),
        criterion("mute", questions="[]"),
        criterion("agreed"),
    )
    assert asked(contents, tmp_path) == [("desk", "agreed", ["agreed_seen"]), ("door", "door_held", ["door_held_seen"])]


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ("", ["one", "two", "door_held"]),
        ("stages: [door]\n", ["door_held"]),
        ("criteria: [two]\n", ["two"]),
        ("stages: [door]\ncriteria: [two]\n", ["two", "door_held"]),
        ("stages: [desk]\nnot_criteria: [one]\n", ["two"]),
        ("not_criteria: [one]\n", ["two", "door_held"]),
    ],
)
def test_a_questionnaire_asks_what_it_names_or_else_everything(tmp_path, choice, found):
    contents = files(criterion("one"), criterion("two"), questionnaire=choice)
    assert [c for _, c, _ in asked(contents, tmp_path)] == found


def test_what_applies_to_other_channels_only_is_left_out_and_its_weight_goes_to_the_rest(tmp_path):
    questions = """
      - {id: heard, ask: Heard?, type: yes_no, applies: {channel: phone}}
      - {id: seen, ask: Seen?, type: yes_no, applies: {channel: [face_to_face, video]}}
      - {id: felt, ask: Felt?, type: yes_no}"""
    contents = files(
        criterion("mixed", questions=questions),
        criterion("by_phone", more="applies: {channel: phone}"),
        questionnaire="channel: [face_to_face, web]\n",
    )
    contents["criteria/stages.yaml"] = contents["criteria/stages.yaml"].replace(
        "name: Door", "name: Door, applies: {channel: letter}"
    )
    assert asked(contents, tmp_path) == [("desk", "mixed", ["seen", "felt"])]
    assert weights(compiled(tmp_path, contents)) == ({"mixed": 2}, 1)


def test_a_questionnaire_of_no_channel_asks_for_all_of_them(tmp_path):
    contents = files(criterion("by_phone", more="applies: {channel: phone}"), questionnaire="stages: [desk]\n")
    assert asked(contents, tmp_path) == [("desk", "by_phone", ["by_phone_seen"])]


def test_nothing_changed_makes_no_new_version(tmp_path):
    contents = files(criterion("one"), criterion("two", "plus"))
    assert [freeze(tmp_path, contents) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 1", "check_first: Look at the rota"),
        ("weight: 1", "try: Turn the desk round"),
        ("weight: 1", "promise: {says: It is so, where: web site, up_to: 5, previewed: true, charter: true}"),
        ("    priority: must\n", "    priority: must   # indispensable\n"),
        ("weight: 1", "weight: 1.0"),
        ("by: us", "by: the steering group"),
        ("weight: 1", "owner: manager"),
        ("weight: 1", "gaps: [g3]"),
        (
            "[{id: one_seen, ask: Was it so?, type: yes_no}]",
            "\n      - {id: one_seen, type: yes_no, ask: 'Was it so?'}",
        ),
    ],
)
def test_what_changes_no_score_no_form_and_no_words_of_its_visits_makes_no_new_version(tmp_path, old, new):
    contents = files(criterion("one"))
    assert freeze(tmp_path, contents) == 1
    desk = contents["criteria/desk.yaml"]
    assert old in desk
    assert freeze(tmp_path, contents | {"criteria/desk.yaml": desk.replace(old, new)}) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: It is as agreed", "text: It is so, as agreed"),
        ("weight: 1", "missed: It is not so"),
        ("priority: must", "priority: plus"),
        ("weight: 1", "weight: 2"),
        ("weight: 1", "critical: true"),
        ("weight: 1", "access: true"),
        ("weight: 1", "applies: {sites: [S1]}"),
        ("Was it so?", "Was it really so?"),
        ("type: yes_no", "type: yes_no, na: true"),
        ("type: yes_no", "type: yes_no, points: {yes: 0, no: 1}"),
        ("type: yes_no", "type: yes_no, comment: [no]"),
        ("status: validated", "status: retired"),
    ],
)
def test_what_can_change_a_score_a_form_or_the_words_of_its_visits_makes_the_next_version(tmp_path, old, new):
    contents = files(criterion("one"), criterion("two"))
    assert freeze(tmp_path, contents) == 1
    desk = contents["criteria/desk.yaml"]
    assert freeze(tmp_path, contents | {"criteria/desk.yaml": desk.replace(old, new, 1)}) == 2
    assert freeze(tmp_path, contents) == 3, "going back is a change as well: a number is never used twice"


def test_a_policy_is_frozen_as_far_as_it_can_change_a_score(tmp_path):
    assert freeze(tmp_path, files(criterion("one"))) == 1
    assert freeze(tmp_path, files(criterion("one"), scoring="{minimum_base: 9, sites: sample}")) == 1
    assert freeze(tmp_path, files(criterion("one"), scoring="{min_answered: 80}")) == 2


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1).filter(
    str.strip
)


@settings(max_examples=60)
@given(
    text=TEXTS
    | st.sampled_from(
        [
            "no",
            "~",
            "1.0",
            "a: b",
            "x #y",
            "- z",
            "'",
            '"',
            "{a}",
            "2026-01-01",
            "é\u2028x",
            "\x85x",
            "a\u202eb",
            "l'été à 5 %",
        ]
    )
)
def test_a_version_means_the_same_once_it_is_written(tmp_path_factory, text):
    """What is hashed is what a reader of the file finds, whatever people typed."""
    asked_ = json.dumps([{"id": "one_seen", "ask": text, "hint": text, "type": "yes_no"}], ensure_ascii=False)
    asked_ = re.sub("[\x85\u2028-\u202e\u2066-\u2069\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", asked_)
    programme = opened(tmp_path_factory.mktemp("texts"), files(criterion("one", questions=asked_)))
    version = compile_version(programme, "onsite", 1)
    node, problems = read_yaml(to_yaml(content(version)).encode(), "v1.yaml")
    assert problems == []
    assert seal(as_data(node)) == version.hash == seal(content(version))
    assert read_part(Version, node) == (version, [])
    assert version.stages[0].criteria[0].questions[0].ask == {"en": text}


def test_what_is_compiled_is_what_is_read_back(tmp_path):
    """Compiling does not validate again, so whatever a file could say otherwise must be the same on both ways."""
    questions = """
      - {id: wait, ask: How long?, type: duration, met: 0, weight: 2.50, when: {question: one_seen, is: [yes]},
         points: [{up_to: 30.0, points: 1}, {up_to: 60.50, points: 0.50}, {over: 60.5, points: 0}]}
      - {id: seen, ask: {en: Which?}, type: multi, choices: [{id: a, text: A}, {id: b, text: B}], points: {a: 1, b: 0}}
      - {id: why, ask: Why?, type: text, required: true, met: 0.5}"""
    contents = files(
        criterion("one"),
        criterion("two", "plus", "applies: {tags: [], channel: phone}", questions),
        questionnaire="channel: phone\nintroduction: Hello\nscenarios: [{id: guest, name: A guest, never: [Lie]}]\n",
        scoring="{stages: {desk: 1, door: 2}, min_answered: 87.50}",
    )
    version = compiled(tmp_path, contents)
    freeze(tmp_path, contents)
    back = load(tmp_path).programme.versions["onsite", 1]
    assert (back, repr(back)) == (version, repr(version))
