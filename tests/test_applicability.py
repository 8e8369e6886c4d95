"""Which questions a visit is asked is written four times, and each time it must be the same.

`Applies` and `When` say it of one visit, `visits.applicable` of a table of visits, the XLSForm in XPath, and the form
for the screen in JavaScript. Here all of them meet the same visits: drawn at random, and the same on every machine.
"""

import json
import random
from datetime import date
from importlib.util import find_spec
from shutil import which
from types import SimpleNamespace

import pytest

import collect
from qshop.forms.briefing.role import roles
from qshop.forms.html import forms
from qshop.pages.render import Layouts
from qshop.programme.answers import labels
from qshop.programme.spells import on
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Table
from scoring import frozen

CHROMIUM = which("chromium") or which("google-chrome")
with_browser = pytest.mark.skipif(not find_spec("playwright"), reason="playwright drives the browser")
with_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the form in")
VISITS = 300
DRAWN = [f"drawn_{number}" for number in range(40)]
"""Questions whose `applies` is drawn at random, the same on every machine."""
KEYS = {
    "tags": ["staffed", "cloakroom", "car park", "o'clock"],
    "sites": ["A1", "7", "007", "B2", "C 3"],
    "not_sites": ["A1", "7", "007", "B2", "C 3"],
    "scenario": ["guest", "courier", "nobody"],
    "channel": ["face_to_face", "phone", "web"],
}


def drawn_applies(draw, depth=2):
    """Draw what `applies` may say: keys of any kind side by side, and alternatives, which may have some in turn."""
    keys = draw.sample(list(KEYS), draw.choice([0, 1, 1, 2]))
    applies = {key: draw.sample(KEYS[key], draw.randint(1, 2)) for key in keys}
    if depth and draw.random() < 0.6:
        applies["any"] = [drawn_applies(draw, depth - 1) for _ in range(draw.randint(1, 3))]
    return applies


def drawn_criteria(draw):
    criteria = [
        {
            "id": f"{name}_met",
            "text": "It is met",
            "priority": "must",
            "status": "validated",
            "access": "true",
            "applies": drawn_applies(draw, 1),
            "questions": [{"id": name, "ask": "Was it?", "type": "yes_no", "applies": drawn_applies(draw)}],
        }
        for name in DRAWN
    ]
    return json.dumps({"format": "1", "stage": "drawn", "criteria": criteria})


FILES = {
    "qshop.yaml": """\
format: 1
name: All that can be asked
languages: [en]
waves: [{id: year, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": """\
format: 1
sites:
  - {id: A1, tags: [staffed, cloakroom, car park]}
  - {id: "7", tags: [staffed, car park]}
  - {id: "007", tags: [car park]}
  - {id: B2, tags: ["o'clock", cloakroom]}
  - {id: "C 3"}
  - id: D4
    tags: [{tags: [car park, cloakroom]}, {from: 2026-03-01, tags: [staffed]}, {from: 2026-03-03, tags: [staffed, car park]}]
  - {id: E5, tags: [{from: 2026-03-02, tags: ["o'clock"]}, {from: 2026-03-03, tags: []}]}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: coming, name: On the way, applies: {not_sites: [B2]}}
  - {id: arrival, name: Arrival}
  - {id: parking, name: Parking, when: {question: came_by, is: [car]}, applies: {tags: [car park], not_sites: ["7"]}}
  - {id: call, name: The call, applies: {channel: [phone, web], scenario: [guest, courier]}}
  - id: leaving
    name: Leaving
    when: {any: [{question: greeted, is: ["no", na]}, {all: [{question: space, is: ["yes"]}, {question: seen, is: [sign]}]}]}
  - {id: drawn, name: Drawn, applies: {any: [{tags: [car park]}, {channel: [phone], not_sites: ["C 3"]}, {scenario: guest}]}}
""",
    "criteria/coming.yaml": """\
format: 1
stage: coming
questions:
  - {id: alone, ask: Were you alone?, type: yes_no, kind: context}
  - {id: walked, ask: On foot?, type: yes_no, kind: context, when: {question: alone, is: ["yes"]}, applies: {scenario: [guest]}}
criteria: []
""",
    "criteria/arrival.yaml": """\
format: 1
stage: arrival
questions: [{id: daylight, ask: By day?, type: yes_no, kind: context}]
criteria:
  - id: arrival_open
    text: It is open
    priority: must
    access: true
    status: validated
    questions:
      - {id: was_open, ask: Was it open?, type: yes_no}
      - {id: came_by, ask: How did you come?, type: choice, choices: [{id: car, text: Car}, {id: train, text: Train}]}
      - {id: seen, ask: What did you see?, type: multi, na: true, choices: [{id: sign, text: Sign}, {id: guard, text: Guard}, {id: queue, text: Queue}]}
      - {id: sign_lit, ask: Was it lit?, type: yes_no, when: {question: seen, is: [sign]}}
  - id: arrival_greeting
    text: Visitors are greeted
    priority: must
    status: validated
    applies: {tags: [staffed, "o'clock"]}
    questions:
      - {id: greeted, ask: Were you greeted?, type: yes_no, na: true}
      - {id: named, ask: By name?, type: yes_no, when: {question: greeted, is: ["yes"]}}
      - {id: badge, ask: With a badge?, type: yes_no, applies: {scenario: guest}, when: {question: seen, is: [guard, queue]}}
      - {id: smile, ask: How warmly?, type: scale, scale: {from: 1, to: 4}, applies: {sites: [A1, B2], not_sites: [B2, "7"]}}
  - id: arrival_wait
    text: Nobody waits
    priority: plus
    status: validated
    applies: {scenario: [guest, courier], not_sites: ["007"], channel: face_to_face}
    questions:
      - id: waited
        ask: Did you wait?
        type: yes_no
        when: {all: [{question: was_open, is: ["yes"]}, {any: [{question: came_by, is: [train]}, {all: [{question: seen, is: [queue]}, {question: smile, is: ["3", "4"]}]}]}]}
      - {id: nothing, ask: Nothing to see?, type: yes_no, applies: {channel: [face_to_face, web], tags: [cloakroom]}, when: {question: seen, is: [na]}}
""",
    "criteria/parking.yaml": """\
format: 1
stage: parking
questions: [{id: shade, ask: In the shade?, type: yes_no, kind: context, when: {question: daylight, is: ["yes"]}}]
criteria:
  - id: parking_space
    text: There is a space
    priority: must
    access: true
    status: validated
    questions:
      - {id: space, ask: A space?, type: yes_no}
      - {id: marked, ask: Marked?, type: yes_no, applies: {scenario: [courier, nobody]}, when: {any: [{question: space, is: ["no"]}, {question: greeted, is: [na]}]}}
  - id: parking_barrier
    text: The barrier opens
    priority: plus
    status: validated
    questions: [{id: barrier, ask: Did it open?, type: yes_no, when: {question: shade, is: ["no"]}}]
""",
    "criteria/call.yaml": """\
format: 1
stage: call
criteria:
  - id: call_answer
    text: It is answered
    priority: must
    access: true
    status: validated
    applies: {tags: [staffed]}
    questions:
      - {id: rang, ask: Did it ring?, type: yes_no, na: true}
      - {id: typed, ask: Typed?, type: yes_no, applies: {channel: web}, when: {all: [{question: rang, is: ["no", na]}, {question: came_by, is: [train]}]}}
      - {id: never, ask: Face to face?, type: yes_no, applies: {channel: face_to_face}}
""",
    "criteria/leaving.yaml": """\
format: 1
stage: leaving
criteria:
  - id: leaving_goodbye
    text: Staff say goodbye
    priority: must
    status: validated
    questions:
      - {id: goodbye, ask: Goodbye?, type: yes_no}
      - {id: again, ask: And again?, type: yes_no, when: {question: goodbye, is: ["no"]}}
  - id: leaving_door
    text: The door is held
    priority: plus
    access: true
    status: validated
    applies: {channel: [phone, face_to_face], not_sites: [A1]}
    questions: [{id: door, ask: Was it held?, type: yes_no}]
""",
    "criteria/drawn.yaml": drawn_criteria(random.Random(9)),
    "questionnaires/wide.yaml": """\
format: 1
title: Three channels and three scenarios
channel: [face_to_face, phone, web]
scenarios: [{id: guest, name: Guest}, {id: courier, name: Courier}, {id: nobody, name: Nobody}]
""",
    "questionnaires/narrow.yaml": """\
format: 1
title: One of each, which no form asks for
channel: phone
scenarios: [{id: guest, name: Guest}]
""",
    "questionnaires/bare.yaml": """\
format: 1
title: None of either
""",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("made")
    return SimpleNamespace(root=root, programme=frozen(root, FILES))


@pytest.fixture(scope="module", params=["wide", "narrow", "bare"])
def asked(made, request):
    """Give visits of one questionnaire, what they answer to everything that is asked of them, and what that is."""
    version, draw = made.programme.latest(request.param), random.Random(12)
    visits = [drawn(made.programme, version, draw) for _ in range(VISITS)]
    given = [answered(made.programme, version, one) for one in visits]
    expected = [" ".join(answers) for answers in given]
    return SimpleNamespace(**vars(made), version=version, visits=visits, given=given, expected=expected)


@pytest.fixture(scope="module")
def shopper(tmp_path_factory):
    return collect.compiled(tmp_path_factory.mktemp("shopper"))


@pytest.fixture(scope="module")
def page():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def drawn(programme, version, draw):
    """Draw a visit with an answer to every question, or a blank, whether it will be asked or not."""
    visit = {
        "site": draw.choice(programme.sites).id,
        "date": draw.choice(["2026-02-28", "2026-03-01", "2026-03-02", "2026-03-03"]),
        "status": draw.choice(["completed", "completed", "completed", "no_service"]),
        "scenario": draw.choice([one.id for one in version.scenarios] or [""]),
        "channel": draw.choice([*version.channel] or [""]),
    }
    return visit | {question.id: answer(question, draw) for _, _, question in version.questions()}


def answer(question, draw):
    ticks = labels(question)
    if question.type == "multi" and draw.random() < 0.7:
        return " ".join(draw.sample([tick for tick in ticks if tick != "na"], draw.randint(1, len(question.choices))))
    return draw.choice([*ticks, *ticks, ""])


def answered(programme, version, visit):
    """Give the answers of one visit to what it is asked, as `Applies` and `When` say."""
    given = {}
    for stage, criterion, question in version.questions():
        limits, conditions = version.limits(stage, criterion, question), version.conditions(stage, question)
        access = criterion.access if criterion else any(one.access for one in stage.criteria)
        served = visit["status"] != "no_service" or access
        [site] = programme.site[visit["site"]].facts.during(on(date.fromisoformat(visit["date"])))
        place = (site, visit["scenario"], visit["channel"])
        if (
            served
            and all(limit.meets(*place) for limit in limits)
            and all(when.holds(lambda name: given.get(name, "").split(" ")) for when in conditions)
        ):
            given[question.id] = visit[question.id]
    return given


def test_every_question_is_asked_of_some_visits_and_not_of_others(asked):
    """Else the others would agree on nothing. Without a scenario or a channel, what is limited to some is not asked."""
    written = [q.id for _, _, q in asked.version.questions() if q.id not in DRAWN]
    counts = {name: sum(name in one for one in asked.given) for name in written}
    always = {name for name, count in counts.items() if count == VISITS}
    never = {name for name, count in counts.items() if not count}
    assert always == {"daylight", "was_open", "came_by", "seen"}
    assert (
        never
        == {
            "wide": {"never"},
            "narrow": {"marked"},
            "bare": {"walked", "badge", "waited", "nothing", "marked", "rang", "typed", "never", "door"},
        }[asked.version.questionnaire]
    )


def test_columns_apply_what_the_models_say(asked):
    names = ["site", "date", "status", "scenario", "channel"]
    columns = {name: Column.of([one[name] for one in asked.visits]) for name in names}
    columns |= {q.id: Column.of([one.get(q.id, "") for one in asked.given]) for _, _, q in asked.version.questions()}
    rules = Applicability(asked.programme, asked.version, Table("visits", columns, VISITS))
    masks = {parts[2].id: rules.applies(*parts) for parts in asked.version.questions()}
    assert [" ".join(name for name in masks if masks[name][row]) for row in range(VISITS)] == asked.expected


@collect.with_converter
@collect.with_compiler
def test_the_form_for_collect_asks_what_the_models_say(asked, shopper, tmp_path):
    form = collect.xform(collect.workbook(asked.programme, asked.version, asked.root))
    blanks = {f"_blanks_{stage.id}": "yes" for stage in asked.version.stages}
    common = {"time_in": "09:05:00.000", "shopper": "M7", **blanks}
    visits = [{name: text for name, text in {**common, **one}.items() if text} for one in asked.visits]
    filled = collect.filled(shopper, tmp_path, form, visits)
    questions = {question.id for _, _, question in asked.version.questions()}
    assert [
        " ".join(name for name in names.split(",") if name in questions) for names, _, _ in filled
    ] == asked.expected


@with_browser
@with_chromium
def test_the_form_for_the_screen_asks_what_the_models_say(asked, page, tmp_path):
    [(_, form)] = forms(asked.version, asked.programme, asked.version.languages, Layouts(asked.root))
    (tmp_path / "form.html").write_text(form, encoding="utf-8")
    page.goto((tmp_path / "form.html").as_uri())
    shown = page.evaluate(
        """(visits) => visits.map((visit) => {
            typed.clear();
            for (const [name, value] of Object.entries(visit)) typed.set(name, value);
            return [...asked().keys()].join(" ");
        })""",
        asked.visits,
    )
    assert shown == asked.expected


def test_a_briefing_speaks_of_what_the_visits_in_its_role_are_asked(made):
    version, draw = made.programme.latest("wide"), random.Random(8)
    visits = [drawn(made.programme, version, draw) for _ in range(2000)]
    for role in roles(version, made.programme):
        mine = [one for one in visits if one["scenario"] == role.scenario.id]
        asked = {name for one in mine for name in answered(made.programme, version, one)}
        assert asked == {question.id for _, _, question in role.version.questions()}
