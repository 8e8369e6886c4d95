"""The shopper's briefing: one gold text in English; the other languages leave nothing untranslated."""

import re
from pathlib import Path

import pytest

from desk import FILES
from qshop.forms import briefing
from qshop.forms.briefing.key_questions import PAGE_WORDS
from qshop.io.folder import load
from qshop.pages.render import Layouts
from qshop.programme.compile import next_version
from support import programme

GOLD = Path(__file__).parent / "gold"
NAIROBI = Path(__file__).parent / "programmes/nairobi"
TWO_ROLES = """\
scenarios:
  - id: guest
    name: {en: A guest, fr: Un invité, tr: Bir konuk}
    brief: {en: You are expected., fr: On vous attend., tr: Bekleniyorsunuz.}
    never:
      - {en: Never knock., fr: Ne frappez jamais., tr: Asla vurmayın.}
    safety:
      - {en: Leave by the gate., fr: Sortez par la porte., tr: Kapıdan çıkın.}
  - {id: courier, name: {en: A courier, fr: Un coursier, tr: Bir kurye}}
"""


def made(root):
    """Load a programme and compile what each of its questionnaires would ask now."""
    loaded = load(root)
    assert loaded.diagnostics == []
    known = loaded.programme
    return known, {name: next_version(known, name)[0] for name in known.questionnaires}


def texts(root, name="onsite"):
    known, versions = made(root)
    return dict(briefing.forms(versions[name], known, known.settings.languages, Layouts(root)))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return programme(tmp_path_factory.mktemp("desk"), FILES)


def changed(tmp_path, path, *replacements):
    text = FILES[path]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return programme(tmp_path / "changed", {**FILES, path: text})


def two_roles(tmp_path):
    head = FILES["questionnaires/onsite.yaml"].split("scenarios:")[0]
    return programme(tmp_path / "two", {**FILES, "questionnaires/onsite.yaml": head + TWO_ROLES})


def test_the_briefing_reads_as_agreed(desk):
    assert texts(desk)["briefing.en.md"] == (GOLD / "briefing.en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "tr"])
def test_no_english_is_left_in_another_language(desk, language):
    english, other = (texts(desk)[f"briefing.{one}.md"].splitlines() for one in ("en", language))
    words = {line.strip("#*- 0123456789.") for line in english if sum(c.isalpha() for c in line) > 3}
    assert words & {line.strip("#*- 0123456789.") for line in other} == set()


def test_the_name_of_a_file_tells_the_scenario_where_there_are_several(desk, tmp_path):
    languages = load(desk).programme.settings.languages
    assert list(texts(desk)) == [f"briefing.{language}.md" for language in languages]
    expected = [f"briefing-{role}.{language}.md" for role in ("guest", "courier") for language in languages]
    assert list(texts(two_roles(tmp_path))) == expected


def test_what_a_role_forbids_and_its_safety_stand_in_its_own_briefing(tmp_path):
    both = texts(two_roles(tmp_path))
    guest, courier = both["briefing-guest.en.md"], both["briefing-courier.en.md"]
    assert "- Never knock." in guest
    assert "- Leave by the gate." in guest
    assert "Never knock." not in courier
    assert "- If you do not feel safe, stop and leave at once." in courier


def test_a_briefing_without_scenarios_still_says_what_to_do(tmp_path):
    head = FILES["questionnaires/onsite.yaml"].split("scenarios:")[0]
    root = programme(tmp_path / "none", {**FILES, "questionnaires/onsite.yaml": head})
    assert "## What to do\n" in texts(root)["briefing.en.md"]


def test_points_and_weights_are_not_shown(desk, tmp_path):
    other = changed(
        tmp_path, "criteria/desk.yaml", ("up_to: 30, points: 1}", "up_to: 40, points: 0.5}"), ("over: 30", "over: 40")
    )
    assert texts(other) == texts(desk)


def test_evidence_is_asked_for_only_where_the_form_wants_it(tmp_path):
    root = changed(
        tmp_path,
        "criteria/desk.yaml",
        ("type: yes_no}", "type: yes_no, evidence: photo}"),
        ('comment: ["no"]', 'comment: ["no"]\n        evidence: video'),
        ("type: duration", "type: duration\n        evidence: audio"),
    )
    text = texts(root)["briefing.en.md"]
    assert (
        "- Photograph only what question 3 asks for, never people. Record sound only for question 2. "
        "Film only what question 1 asks for, never people.\n"
    ) in text


def test_codes_are_asked_for_only_where_staff_were_told(tmp_path):
    silent = changed(tmp_path, "qshop.yaml", ("ethics: {staff_informed: 2026-01-15}\n", ""))
    assert "- Write nothing that tells who served you.\n" in texts(silent)["briefing.en.md"]


def test_a_question_whose_condition_no_answer_can_meet_is_not_briefed(tmp_path):
    root = two_roles(tmp_path)
    criteria = root / "criteria/desk.yaml"
    text = criteria.read_text(encoding="utf-8")
    only_guests = text.replace('comment: ["no"]', 'comment: ["no"]\n        applies: {scenario: [guest]}')
    criteria.write_text(only_guests, encoding="utf-8")
    both = texts(root)
    assert "After how many seconds?" in both["briefing-guest.en.md"]
    assert "After how many seconds?" not in both["briefing-courier.en.md"]


def test_a_long_chain_of_conditions_is_briefed_at_once(tmp_path):
    """Each names the one before it twice: who walked back along every path would never arrive."""
    either = "when: {any: [{question: q%d, is: ['yes']}, {question: q%d, is: ['no']}]}"
    chain = "".join(
        f"      - {{id: q{n}, ask: {{en: Is it {n}?, fr: Est-ce {n} ?, tr: Bu {n} mi?}}, type: yes_no, {either % (n - 1, n - 1)}}}\n"
        for n in range(1, 60)
    )
    start = "      - {id: q0, ask: {en: Is it?, fr: Est-ce ?, tr: Bu mu?}, type: yes_no}\n"
    leaving = FILES["criteria/leaving.yaml"] + start + chain
    assert "Is it 1?" in texts(programme(tmp_path, {**FILES, "criteria/leaving.yaml": leaving}))["briefing.en.md"]


CRITERION = """\
  - id: {stage}_{number}
    text: {{en: Standard {number}, fr: Norme {number}, tr: Ölçüt {number}}}
    priority: must
    status: validated
    validated: {{by: steering group, on: 2026-01-10}}
    questions:
      - id: {stage}_seen_{number}
        ask:
          en: Did the member of staff tell you unasked where item {number} of the list is to be found?
          fr: Le membre du personnel vous a-t-il dit sans que vous le demandiez où se trouve le point {number} de la liste ?
          tr: Görevli, listedeki {number} numaralı maddenin nerede bulunduğunu siz sormadan söyledi mi?
        type: yes_no
        hint: {{en: Words count, fr: Les paroles comptent, tr: Sözler sayılır}}
"""


def crowded(folder):
    """Write a programme that asks far more than fits on a page, in three languages and for two roles."""
    root = two_roles(folder)
    for stage in ("desk", "leaving"):
        more = "".join(CRITERION.format(stage=stage, number=number) for number in range(40))
        programme(root, {f"criteria/{stage}.yaml": FILES[f"criteria/{stage}.yaml"] + more})
    return root


@pytest.mark.parametrize("name", ["crowded", "nairobi"])
def test_every_briefing_fits_a_page_and_has_a_short_quiz(name, tmp_path):
    project = crowded(tmp_path) if name == "crowded" else NAIROBI
    known, versions = made(project)
    layouts = Layouts(project)
    for version in versions.values():
        for ending, text in briefing.forms(version, known, known.settings.languages, layouts):
            front, _, back = text.partition("\n---\n")
            # A tenth more is French: its headings and rules are longer than `FIXED_WORDS` counts on.
            assert sum(any(c.isalpha() for c in word) for word in front.split()) <= PAGE_WORDS * 1.1, ending
            assert 5 <= len(back.split("###")[0].strip().splitlines()) - 2 <= 8, ending


def test_words_that_are_not_parted_take_their_room_all_the_same(tmp_path):
    root, long = crowded(tmp_path), "您是否在三十秒内受到问候并得到一份说明" * 4
    for stage in ("desk", "leaving"):
        asked = (root / f"criteria/{stage}.yaml").read_text(encoding="utf-8")
        asked = re.sub(r"^( {10}(en|fr|tr): ).*$", rf"\1{long}", asked, flags=re.MULTILINE)
        programme(root, {f"criteria/{stage}.yaml": asked})
    front = texts(root)["briefing-guest.fr.md"].partition("\n---\n")[0]
    assert 10 < front.count(long) < PAGE_WORDS * 10 / (2 * len(long))
