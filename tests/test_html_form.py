"""The form for the screen, filled in as a shopper would: in a real browser, on a phone and on a laptop, without a network."""

import csv
import io
import json
import re
from html import unescape
from itertools import pairwise, product
from shutil import which

import numpy as np
import pytest

from desk import FILES
from qshop.cli.main import run
from qshop.forms.html import forms
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.io.write import write_file
from qshop.pages.render import Layouts
from qshop.programme import answers
from qshop.programme.compile import next_version
from qshop.programme.frozen_file import content, to_yaml
from qshop.visits.applicable import Applicability
from qshop.visits.intake.judge import accept_visits
from support import programme

playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
CHROMIUM = which("chromium") or which("google-chrome")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the form in")]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
HOSTILE = "</script><img src=x onerror=alert(1)><!-- =1+1 {{ 7*7 }}"
STAGES = """\
  - id: lounge
    name: {en: The lounge, fr: Le salon, tr: Salon}
    when: {any: [{question: greeted, is: ["yes"]}, {question: goodbye, is: ["3"]}]}
"""
LOUNGE = """\
format: 1
stage: lounge
criteria:
  - id: lounge_drinks
    text: {en: Guests are offered a drink, fr: On offre à boire, tr: İçecek ikram edilir}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - id: drinks
        ask: {en: How many drinks did you count?, fr: Combien de boissons avez-vous comptées ?, tr: Kaç içecek saydınız?}
        type: number
        unit: {en: drinks, fr: boissons, tr: içecek}
        na: true
        points: [{up_to: 1.5, points: 0}, {over: 1.5, points: 1}]
      - id: offered
        ask: {en: What were you offered?, fr: Que vous a-t-on proposé ?, tr: Size ne ikram edildi?}
        type: multi
        na: true
        choices: [{id: tea, text: {en: Tea, fr: Du thé, tr: Çay}}, {id: water, text: {en: Water, fr: De l'eau, tr: Su}}]
        points: {tea: 0.5, water: 0.5}
        comment: [na]
        evidence: photo
      - id: served_at
        ask: {en: When were you served?, fr: À quelle heure vous a-t-on servi ?, tr: Saat kaçta servis yapıldı?}
        type: time
        when: {question: offered, is: [tea, water]}
      - id: first_words
        ask: {en: HOSTILE, fr: Les premiers mots ?, tr: İlk sözler neydi?}
        type: text
        required: false
  - id: lounge_seat
    text: {en: There is a seat, fr: Il y a une place, tr: Oturacak yer vardır}
    priority: plus
    access: true
    applies: {tags: [staffed], scenario: [guest]}
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - id: seat
        ask: {en: Where could you sit?, fr: Où pouviez-vous vous asseoir ?, tr: Nereye oturabildiniz?}
        type: choice
        choices: [{id: sofa, text: {en: On a sofa, fr: Sur un canapé, tr: Koltuğa}}, {id: nowhere, text: {en: Nowhere, fr: Nulle part, tr: Hiçbir yere}}]
        points: {sofa: 1, nowhere: 0}
""".replace("HOSTILE", json.dumps(HOSTILE))
SCENARIOS = """\
  - id: courier
    name: {en: A courier, fr: Un coursier, tr: Bir kurye}
    brief: {en: You bring a parcel., fr: Vous livrez un colis., tr: Bir paket getiriyorsunuz.}
    never: [{en: Never leave it alone., fr: Ne le laissez jamais seul., tr: Onu asla yalnız bırakmayın.}]
    safety: [{en: Stop if it rains., fr: Arrêtez s'il pleut., tr: Yağmur yağarsa durun.}]
"""
RICH = {
    **FILES,
    "criteria/stages.yaml": FILES["criteria/stages.yaml"] + STAGES,
    "criteria/lounge.yaml": LOUNGE,
    "questionnaires/onsite.yaml": FILES["questionnaires/onsite.yaml"] + SCENARIOS,
}
VISIT = {"site": "A1", "date": "2026-09-02", "status": "completed", "scenario": "guest"}


def build(root):
    """Freeze the questionnaire, whatever `check` would say of its wording, and write its form; give the form's path."""
    version, _ = next_version(load(root).programme, "onsite")
    write_file(root, "questionnaires/onsite/v1.yaml", to_yaml(content(version)))
    loaded = load(root).programme
    version = loaded.versions["onsite", 1]
    [(ending, page)] = forms(version, loaded, version.languages, Layouts(root))
    path = root / f"form.{ending}"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return build(programme(tmp_path_factory.mktemp("rich"), RICH))


@pytest.fixture(scope="module")
def made(form):
    """Give the programme of the form, and the version."""
    loaded = load(form.parent).programme
    return loaded, loaded.versions["onsite", 1]


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, form):
    """Open the form as a fresh browser would; give a function that takes the screen, and see that nothing leaves."""
    contexts, asked, errors = [], [], []

    def open_form(screen=LAPTOP, address="", before="", **options):
        context = chromium.new_context(**screen, **options)
        contexts.append(context)
        context.on("request", lambda sent: asked.append(sent.url))
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.add_init_script(before)
        page.goto(form.as_uri() + address)
        return page

    yield open_form
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def fill(page, values):
    """Fill in controls by their names: a value is typed, chosen or ticked."""
    for name, value in values.items():
        control = page.locator(f'[name="{name}"]')
        if control.first.get_attribute("type") in ("radio", "checkbox"):
            for one in value.split(" "):
                page.check(f'[name="{name}"][value="{one}"]')
        elif control.evaluate("(element) => element.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def go_on(page):
    """Go to the next step, and give its heading."""
    page.click("#next")
    page.wait_for_selector("h2:focus, .fault:not([hidden])")
    return page.locator(".step.current h2").inner_text()


def asked(page):
    return page.locator(".step.current .question:visible").evaluate_all("(all) => all.map((one) => one.id.slice(9))")


def to_review(page):
    page.evaluate("go('the-review')")
    page.wait_for_selector("#the-review.current")


def save(page, folder, kind="csv"):
    """Save the visit and give the file; blanks are meant."""
    with page.expect_download() as started:
        page.click(f"[data-save={kind}]")
        if page.locator("#sure").is_visible():
            page.click("#sure-yes")
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def row_of(path):
    [row] = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""))
    return {name: cell for name, cell in row.items() if cell}


def score(root, capsys, *arguments):
    capsys.readouterr()
    assert run(["--project", str(root), "score", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)["rows"]


def fill_in_whole(page):
    """Make a whole visit, step by step; give the headings met on the way."""
    fill(page, {**VISIT, "time_in": "09:30", "shopper": "M7", "visit_id": "V1"})
    headings = [go_on(page)]
    fill(
        page,
        {
            "greeted": "yes",
            "greeting_wait:minutes": "1",
            "greeting_wait:seconds": "0",
            "exit_clear": "no",
            "desk_staff": "D1  D2",
        },
    )
    headings.append(go_on(page))
    fill(page, {"goodbye": "3"})
    headings.append(go_on(page))
    fill(
        page,
        {
            "drinks": "1,5",
            "offered": "tea water",
            "served_at": "09:45",
            "first_words": 'Bonjour, "vous"\nÇa va ?',
            "seat": "sofa",
        },
    )
    headings.append(go_on(page))
    return headings


TYPED = {
    **VISIT,
    "visit_id": "V1",
    "greeted": "yes",
    "greeting_wait:minutes": "1",
    "exit_clear": "no",
    "goodbye": "3",
    "drinks": "2",
    "offered": "tea water",
    "served_at": "09:45",
    "first_words": "Hello",
    "seat": "sofa",
}


def take_up_whole(page, **otherwise):
    """Show the review of a whole visit, as if it had been filled in before; some of it `otherwise`."""
    visit = {**TYPED, **otherwise}
    page.evaluate("(all) => { for (const one of Object.entries(all)) typed.set(...one); keep(); renew(); }", visit)
    to_review(page)


WHOLE = 'V1,onsite,1,A1,2026-09-02,09:30,guest,completed,M7,D1 D2,yes,60,no,3,1.5,tea water,09:45,"Bonjour, ""vous""\nÇa va ?",sofa\n'
COLUMNS = (
    "visit_id,questionnaire,version,site,date,time_in,scenario,status,shopper,desk_staff,greeted,greeting_wait,exit_clear,goodbye,"
    "drinks,offered,served_at,first_words,seat\n"
)


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_visit_filled_in_scores_like_the_same_visit_typed_by_hand(opened, screen, tmp_path, capsys):
    page = opened(screen)
    assert fill_in_whole(page) == ["The desk", "Leaving", "The lounge", "Review and save"]
    assert page.locator("#all-answered").is_visible()
    saved = save(page, tmp_path)
    assert saved.name == "onsite-v1-V1.csv"
    typed = tmp_path / "typed.csv"
    typed.write_text(COLUMNS + WHOLE, encoding="utf-8")
    figures = []
    for name, file in (("saved", saved), ("typed", typed)):
        root = programme(tmp_path / name, RICH)
        build(root)
        assert run(["--project", str(root), "ingest", str(file)]) == 0
        figures.append((score(root, capsys, str(root / "visits")), (root / "visits/autumn/onsite-v1.csv").read_bytes()))
    assert figures[0] == figures[1]
    assert figures[0][0][0]["score"] is not None


def test_the_file_is_one_row_under_the_canonical_header_every_cell_quoted(opened, made, tmp_path):
    page = opened()
    take_up_whole(page)
    content = save(page, tmp_path).read_bytes().decode("utf-8")
    [cells] = [tuple(row) for row in list(csv.reader(io.StringIO(content, newline="")))[1:]]
    assert content == write_csv(made[1].columns(), [cells])


@pytest.mark.parametrize("typed", [{}, {"greeted": "", "seat": ""}, {"status": "no_service"}])
def test_json_names_every_column_and_is_taken_in_like_the_row(opened, tmp_path, capsys, typed):
    page = opened()
    take_up_whole(page, **typed)
    row, whole = save(page, tmp_path), save(page, tmp_path, "json")
    [cells] = csv.DictReader(io.StringIO(row.read_bytes().decode("utf-8"), newline=""))
    assert json.loads(whole.read_text(encoding="utf-8")) == {"format": 1, "visits": [cells]}
    root = programme(tmp_path / "taken", RICH)
    build(root)
    capsys.readouterr()
    assert run(["--project", str(root), "ingest", str(whole), str(row), "--format", "json"]) == 0
    taken = json.loads(capsys.readouterr().out)["rows"]
    assert [(one["accepted"], one["repeated"]) for one in taken] == [(1, 0), (0, 1)]


def test_nothing_is_lost_when_the_page_is_loaded_again(opened, tmp_path):
    page = opened(PHONE)
    fill_in_whole(page)
    page.click("#back")
    page.wait_for_selector("#stage-lounge.current")
    fill(page, {"drinks": "two"})
    page.reload()
    assert page.locator("#stage-lounge").is_visible()
    assert page.locator("#said").inner_text() == "Your answers are back."
    assert page.input_value("[name=drinks]") == "two"
    fill(page, {"drinks": "2"})
    go_on(page)
    row = row_of(save(page, tmp_path))
    assert (row["visit_id"], row["greeting_wait"], row["offered"], row["drinks"]) == ("V1", "60", "tea water", "2")


def test_the_language_is_switched_in_place_and_remembered(opened):
    page = opened()
    fill(page, VISIT)
    go_on(page)
    fill(page, {"greeted": "no"})
    page.click("[data-language=fr]")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.title() == "Une visite à l'accueil · onsite v1"
    assert page.locator("#ask-greeted").inner_text() == "Vous a-t-on salué\N{NO-BREAK SPACE}?"
    assert page.locator("#step").inner_text() == "Page 2 sur 4"
    page.reload()
    assert page.locator("#next").inner_text() == "Suivant"
    assert page.locator("[name=greeted][value=no]").is_checked()
    assert page.locator("[data-language=fr]").get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("language", ["fr", "tr"])
def test_no_english_is_left_in_another_language(opened, language):
    page = opened()
    said = "(language) => [...document.querySelectorAll('[data-say]')].map((one) => one.textContent)"
    english = page.evaluate(said)
    page.click(f"[data-language={language}]")
    same = {one for one, other in zip(english, page.evaluate(said), strict=True) if one == other}
    assert {text for text in same if sum(c.isalpha() for c in text) > 3} <= {"Photo", "Date", "minutes", "Site"}


def test_a_follow_up_comes_and_goes_with_the_answer_before_and_hidden_answers_stay_here(opened, tmp_path):
    page = opened()
    fill(page, VISIT)
    go_on(page)
    assert asked(page) == ["greeted", "exit_clear"]
    fill(page, {"greeted": "yes", "greeting_wait:seconds": "12", "exit_clear": "yes"})
    assert asked(page) == ["greeted", "greeting_wait", "exit_clear"]
    assert page.locator("#step").inner_text() == "Step 2 of 5"
    fill(page, {"greeted": "no", "greeted_comment": "Nobody there"})
    assert asked(page) == ["greeted", "exit_clear"]
    assert page.locator("#step").inner_text() == "Step 2 of 4"
    to_review(page)
    assert "greeting_wait" not in row_of(save(page, tmp_path))
    fill_back = page.evaluate("raw('greeting_wait:seconds')")
    assert fill_back == "12"


def test_no_service_asks_only_what_is_judged_without_service(opened):
    page = opened()
    fill(page, {**VISIT, "status": "no_service"})
    assert page.evaluate("[...asked().keys()]") == []
    page.evaluate("typed.set('status', 'completed')")
    assert page.evaluate("[...asked().keys()]") == ["greeted", "exit_clear", "goodbye"]


def test_whatever_is_typed_what_is_saved_is_taken_in_and_asks_what_ingest_expects(opened, made):
    page = opened()
    loaded, version = made
    typed = {
        "site": ["A1", "B2"],
        "scenario": ["guest", "courier"],
        "status": ["completed", "no_service"],
        "greeted": ["", "yes", "no"],
        "goodbye": ["", "3", "na"],
        "offered": ["", "tea", "tea water", "na"],
    }
    always = {
        "date": "2026-09-02",
        "greeting_wait:seconds": "4",
        "served_at": "10:00",
        "seat": "sofa",
        "first_words": "Hi",
        "drinks": "2",
        "desk_staff": "D1",
    }
    rows = [
        {**always, **dict(zip(typed, cells, strict=True)), "visit_id": f"V{n}"}
        for n, cells in enumerate(product(*typed.values()))
    ]
    made_of = page.evaluate(
        """(rows) => rows.map((row) => {
            typed.clear();
            for (const [name, value] of Object.entries(row)) typed.set(name, value);
            return [record().map(([, cell]) => cell), [...asked().keys()]];
        })""",
        rows,
    )
    table = parse_csv(write_csv(version.columns(), [tuple(cells) for cells, _ in made_of]).encode(), "saved.csv").table
    outcome = accept_visits(table, loaded)
    assert (outcome.count, outcome.rejects, outcome.refusal) == (len(rows), [], None)
    rules = Applicability(loaded, version, table)
    expected = np.array([rules.applies(*parts) for parts in version.questions()]).T
    names = [question.id for _, _, question in version.questions()]
    assert [keys for _, keys in made_of] == [
        [n for n, holds in zip(names, row, strict=True) if holds] for row in expected
    ]


MEASURES = [
    "",
    "0",
    "12",
    "2.5",
    "-1",
    "+1",
    "007",
    "1 000",
    "٣",
    "1" * 15,
    "1" * 16,
    "inf",
]
CLOCKS = ["", "09:30", "9:30", "24:00", "23:59", "12:60", "noon"]


@pytest.mark.parametrize(("name", "texts"), [("drinks", MEASURES), ("served_at", CLOCKS)])
def test_an_answer_is_refused_exactly_where_ingest_refuses_it(opened, made, name, texts):
    question = next(q for _, _, q in made[1].questions() if q.id == name)
    page = opened()
    faulty = page.evaluate(
        """([name, texts]) => texts.map((text) => {
            typed.set(name, text);
            return read(questions.find((one) => one.id === name)).fault !== "";
        })""",
        [name, texts],
    )
    assert dict(zip(texts, faulty, strict=True)) == {
        text: answers.answer_problem(question, text) != "" for text in texts
    }


def test_numbers_as_only_programs_write_them_are_not_typed_in_the_form(opened):
    faulty = opened().evaluate(
        """(texts) => texts.map((text) => {
            typed.set("drinks", text);
            return read(questions.find((one) => one.id === "drinks")).fault !== "";
        })""",
        ["2.", ".5", "1e3", "0.1234567890123456"],
    )
    assert faulty == [True] * 4


DURATIONS = {
    ("", "90"): "90",
    ("1", "30"): "90",
    ("2", ""): "120",
    ("1", "0,1"): "60.1",
    ("0", "0"): "0",
    ("", ""): "",
    ("1,5", ""): "form.fault_duration",
    ("a", "3"): "form.fault_duration",
    ("1", "999999999999999"): "form.fault_duration",
}


def test_minutes_and_seconds_are_recorded_in_seconds(opened):
    found = opened().evaluate(
        """(all) => all.map(([minutes, seconds]) => {
            typed.set("greeting_wait:minutes", minutes);
            typed.set("greeting_wait:seconds", seconds);
            const { text, fault } = read(questions.find((one) => one.id === "greeting_wait"));
            return fault || text;
        })""",
        list(DURATIONS),
    )
    assert dict(zip(DURATIONS, found, strict=True)) == DURATIONS


def test_an_answer_can_be_taken_back(opened):
    page = opened()
    fill(page, VISIT)
    go_on(page)
    clear = page.locator("[data-clear=greeted]")
    assert clear.is_hidden()
    fill(page, {"greeted": "no"})
    clear.click()
    assert page.evaluate("raw('greeted')") == ""
    assert page.locator("[name=greeted]:checked").count() == 0
    assert clear.is_hidden()
    assert page.evaluate("document.activeElement.name") == "greeted"


def test_does_not_apply_and_an_answer_exclude_each_other(opened):
    page = opened(address="#stage-lounge")
    fill(page, {**VISIT, "scenario": "courier"})
    go_on(page)
    fill(page, {"greeted": "yes", "exit_clear": "yes"})
    go_on(page)
    go_on(page)
    fill(page, {"offered": "tea water"})
    fill(page, {"offered": "na"})
    assert page.evaluate("raw('offered')") == "na"
    fill(page, {"offered": "water"})
    assert page.evaluate("raw('offered')") == "water"
    fill(page, {"drinks": "3"})
    fill(page, {"drinks:na": "na"})
    assert page.input_value("[name=drinks]") == ""
    assert page.evaluate("asked().get('drinks')") == "na"
    fill(page, {"drinks": "4"})
    assert page.evaluate("asked().get('drinks')") == "4"


def test_a_required_comment_holds_the_step_and_the_saving(opened):
    page = opened()
    fill(page, VISIT)
    go_on(page)
    fill(page, {"greeted": "no", "greeted_comment": "  "})
    assert go_on(page) == "The desk"
    assert page.locator("#fault-greeted_comment").inner_text() == "Say what you saw or heard: this answer needs it."
    assert page.evaluate("document.activeElement.name") == "greeted_comment"
    to_review(page)
    page.click("[data-save=csv]")
    link = page.locator("#put-right a")
    assert link.inner_text() == "Were you greeted? Say what you saw or heard: this answer needs it."
    link.click()
    page.wait_for_selector("#stage-desk.current")
    page.wait_for_selector("[name='greeted_comment']:focus")
    page.keyboard.type("Nobody looked up")
    assert page.locator("#fault-greeted_comment").is_hidden()
    assert go_on(page) == "Leaving"


def test_site_and_date_are_needed_and_the_date_is_not_to_come(opened):
    page = opened()
    assert go_on(page) == "The visit"
    assert page.locator("#said").inner_text() == "4 answers on this page need attention."
    assert page.evaluate("document.activeElement.name") == "site"
    fill(page, {**VISIT, "date": "2199-01-01"})
    go_on(page)
    assert page.locator("#said").inner_text() == "1 answer on this page needs attention."
    assert page.locator(".fault:visible").all_inner_texts() == ["This day is still to come."]
    fill(page, {"date": "2026-09-02", "visit_id": "a/b"})
    go_on(page)
    assert page.locator(".fault:visible").all_inner_texts() == ["Use no more than 64 characters, and neither / nor \\."]


def test_a_year_of_two_digits_is_refused(opened):
    page = opened()
    fill(page, {**VISIT, "date": "0026-09-02"})
    go_on(page)
    assert page.locator(".fault:visible").all_inner_texts() == ["Give the day, month and year."]


def test_the_review_lists_what_is_unanswered_and_leads_there(opened, tmp_path):
    page = opened()
    fill(page, VISIT)
    go_on(page)
    fill(page, {"greeted": "yes"})
    to_review(page)
    links = page.locator("#unanswered a")
    assert links.all_inner_texts() == [
        "After how many seconds?",
        "Was the exit clear?",
        "How was the goodbye?",
        "How many drinks did you count?",
        "What were you offered?",
        f"{HOSTILE} Optional.",
        "Where could you sit?",
    ]
    page.click("[data-save=csv]")
    assert page.locator("#sure-question").inner_text() == (
        "6 questions have no answer. Leave them blank only if you cannot tell."
    )
    page.keyboard.press("Escape")
    assert page.locator("#saved").is_hidden()
    links.first.click()
    page.wait_for_selector("[name='greeting_wait:minutes']:focus")
    page.go_back()
    page.wait_for_selector("#the-review.current")
    assert "goodbye" not in row_of(save(page, tmp_path))


def test_a_photo_is_noted_by_its_name_and_asked_for_with_the_form(opened, tmp_path):
    photo = tmp_path / "menu ü.jpg"
    photo.write_bytes(b"\xff\xd8")
    page = opened(PHONE)
    take_up_whole(page)
    page.click("#back")
    page.set_input_files("#evidence-offered", photo)
    page.reload()
    assert page.locator("#noted-offered > span").inner_text() == "Noted: menu ü.jpg"
    to_review(page)
    assert row_of(save(page, tmp_path))["offered_evidence"] == "menu ü.jpg"
    assert page.locator("#saved-with li").all_inner_texts() == ["menu ü.jpg"]
    page.click("#back")
    page.click("[data-remove=offered]")
    assert page.evaluate("new Map(record()).get('offered_evidence')") == ""


def test_staff_codes_are_asked_for_only_since_staff_were_told(opened):
    page = opened()
    fill(page, {**VISIT, "date": "2026-01-14"})
    go_on(page)
    assert page.locator("#desk_staff").is_hidden()
    page.click("#back")
    fill(page, {"date": "2026-01-15"})
    go_on(page)
    assert page.locator("#desk_staff").is_visible()


def test_a_name_is_no_code(opened):
    page = opened()
    fill(page, {**VISIT, "shopper": "Jane Roe"})
    assert page.evaluate("code('shopper').fault") == "hint.shopper"
    fill(page, {"shopper": "S-7"})
    assert page.evaluate("code('shopper')") == {"text": "S-7", "fault": ""}
    go_on(page)
    fill(page, {"desk_staff": "D1 Jane"})
    assert page.evaluate("codes('desk_staff').fault") == "hint.staff"


def test_the_chosen_scenario_says_what_to_do_and_what_never(opened):
    page = opened(PHONE)
    assert page.locator(".card:visible").count() == 0
    fill(page, {"scenario": "courier"})
    assert page.locator(".card:visible").all_inner_texts() == [
        "A courier\n\nYou bring a parcel.\n\nNever\nNever leave it alone.\nSafety\nStop if it rains."
    ]


def test_a_new_visit_removes_the_old_one_once_it_is_meant(opened, tmp_path):
    page = opened()
    take_up_whole(page)
    save(page, tmp_path)
    page.reload()
    assert page.locator("#saved-before-as").inner_text() == "This visit was saved before, as onsite-v1-V1.csv."
    page.click("#saved-before [data-new-visit]")
    page.click("#sure [value='']")
    assert page.evaluate("raw('visit_id')") == "V1"
    page.click("#saved-before [data-new-visit]")
    page.click("#sure-yes")
    page.wait_for_selector("#the-visit.current")
    number = page.input_value("#visit_id")
    assert re.fullmatch("[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}", number)
    assert page.locator("#saved-before").is_hidden()
    page.reload()
    assert page.input_value("#visit_id") == number
    assert page.locator("#site [value=A1]").count() == 0
    assert page.locator("[name=site]:checked").count() == 0


REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.mark.parametrize("store", [REFUSED, FULL], ids=["refused", "full"])
def test_a_browser_that_keeps_nothing_says_so_and_the_form_works(opened, store, tmp_path):
    page = opened(before=store)
    assert page.locator("#not-kept").inner_text().startswith("This browser is not keeping your answers.")
    take_up_whole(page)
    assert row_of(save(page, tmp_path))["drinks"] == "2"


def test_two_tabs_never_overwrite_each_other_silently(opened):
    page = opened()
    fill(page, {"shopper": "first"})
    other = page.context.new_page()
    other.goto(page.url)
    fill(other, {"shopper": "second"})
    page.wait_for_selector("#other-tab", state="visible")
    fill(page, {"shopper": "third"})
    assert other.locator("#other-tab").is_hidden()
    page.click("#keep-mine")
    other.wait_for_selector("#other-tab", state="visible")
    assert other.input_value("#shopper") == "second"
    other.click("#take-theirs")
    assert other.input_value("#shopper") == "third"
    assert page.locator("#other-tab").is_hidden()


def test_what_people_typed_is_text_in_the_page_and_in_the_file(opened, tmp_path):
    page = opened()
    page.on("dialog", lambda _: pytest.fail("a text was run"))
    take_up_whole(page)
    page.click("#back")
    page.wait_for_selector("#stage-lounge.current")
    assert page.locator("#ask-first_words").inner_text() == HOSTILE
    assert page.locator("img, script").count() == 2
    fill(page, {"first_words": HOSTILE})
    go_on(page)
    saved = save(page, tmp_path)
    assert row_of(saved)["first_words"] == HOSTILE
    assert page.input_value("#saved-text") == saved.read_text(encoding="utf-8")


def test_what_no_file_can_hold_is_left_out_of_a_text(opened, made, tmp_path):
    page = opened()
    take_up_whole(page)
    page.evaluate(
        r"""() => {
          const text = form.querySelector("[name=first_words]");
          text.value = "a\u0000b\u0001\ud800c\u2028\u0085d\ud83d\ude00";
          take(text);
        }"""
    )
    table = parse_csv(save(page, tmp_path).read_bytes(), "form.csv").table
    [visits] = accept_visits(table, made[0]).accepted
    assert list(visits.table.get("first_words").values) == ["ab\x01c\u2028\x85d\U0001f600"]


def test_a_site_whose_code_has_a_space_is_shown_again_after_loading(chromium, tmp_path):
    sites = FILES["sites.yaml"].replace("id: A1", "id: North A1").replace("id: B2", "id: A1")
    page = chromium.new_page()
    page.goto(build(programme(tmp_path, {**RICH, "sites.yaml": sites})).as_uri())
    page.check('[name=site][value="North A1"]')
    page.reload()
    assert page.locator("[name=site]:checked").evaluate_all("(all) => all.map((one) => one.value)") == ["North A1"]
    page.evaluate("() => { typed.set('site', 'gone'); keep(); renew(); }")
    assert page.evaluate("raw('site')") == ""
    page.close()


def test_ids_of_stages_and_questions_are_not_mistaken_for_parts_of_the_page(chromium, tmp_path):
    renamed = {name: re.sub(r"\bdesk\b", "visit", text) for name, text in RICH.items()}
    renamed = {name: re.sub(r"\bgreeted\b", "closest", text) for name, text in renamed.items()}
    page, errors = chromium.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(build(programme(tmp_path, renamed)).as_uri())
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert sorted(ids) == sorted(set(ids))
    page.evaluate("HTMLElement.prototype.click.call(form)")
    assert errors == []
    page.close()


def test_a_long_word_is_broken_on_a_phone(chromium, tmp_path):
    long = {name: text.replace("On a sofa", "Sofa" * 70) for name, text in RICH.items()}
    context = chromium.new_context(**PHONE)
    page = context.new_page()
    page.goto(build(programme(tmp_path, long)).as_uri())
    page.evaluate("(all) => { for (const one of Object.entries(all)) typed.set(...one); renew(); }", TYPED)
    page.evaluate("show('stage-lounge')")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_a_page_left_open_over_midnight_takes_the_new_day(opened):
    page = opened()
    page.evaluate("byId('date').max = '2026-01-01'")
    page.focus("#date")
    assert page.evaluate("byId('date').max === today()")


def test_a_change_after_saving_is_not_called_saved(opened, tmp_path):
    page = opened()
    take_up_whole(page)
    save(page, tmp_path)
    page.evaluate("go('stage-leaving')")
    page.check("[name=goodbye][value='1']")
    page.reload()
    assert page.locator("#saved-before").is_hidden()


def test_a_visit_number_is_no_path(opened, tmp_path):
    page = opened()
    take_up_whole(page)
    page.evaluate("typed.set('visit_id', '..a b:İ*')")
    saved = save(page, tmp_path)
    assert saved.name == "onsite-v1-..a_b_İ_.csv"
    assert row_of(saved)["visit_id"] == "..a b:İ*"


def test_the_page_may_load_nothing_and_run_only_its_own_script(form):
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', form.read_text(encoding="utf-8"))[1]
    seal = "'sha256-[A-Za-z0-9+/]{43}='"
    rules = f"default-src 'none'; style-src {seal}; script-src {seal}; base-uri 'none'; form-action 'none'"
    assert re.fullmatch(rules, unescape(policy))


def test_nothing_in_the_page_tells_what_an_answer_is_worth(form):
    facts = json.loads(re.search(r'id="facts">(.*?)</script>', form.read_text(encoding="utf-8"))[1])
    keys = {key for stage in facts["stages"] for question in stage["questions"] for key in question}
    assert keys == {"id", "type", "full_mark", "required", "comment", "access", "applies", "when"}
    assert set(facts["stages"][0]) == {"id", "questions"}


def steps_of(page):
    fill(page, VISIT)
    page.evaluate("typed.set('greeted', 'yes')")
    page.evaluate("change()")
    for step in page.evaluate("steps()"):
        page.evaluate("(step) => go(step)", step)
        page.wait_for_selector(f"#{step}.current")
        yield step


@pytest.mark.parametrize("language", ["en", "fr", "tr"])
def test_on_a_phone_nothing_is_wider_than_the_screen_and_everything_is_large_enough_to_touch(opened, language):
    page = opened(PHONE, f"?lang={language}")
    small = """() => [...document.querySelectorAll('button, select, textarea, input, .tick, .list a, summary')]
        .filter((one) => one.offsetParent && !one.closest('.tick input') && !one.matches('.tick input'))
        .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
    for step in steps_of(page):
        assert page.evaluate("document.documentElement.scrollWidth") == 360, step
        assert page.evaluate(small) == [], step


def test_every_control_has_a_name_and_every_step_a_heading_that_gets_the_focus(opened):
    page = opened()
    client = page.context.new_cdp_session(page)
    roles = {
        "textbox",
        "radio",
        "checkbox",
        "button",
        "combobox",
        "Date",
        "InputTime",
        "spinbutton",
        "progressbar",
        "group",
        "region",
    }
    for step in steps_of(page):
        nodes = client.send("Accessibility.getFullAXTree")["nodes"]
        named = [
            (node["role"]["value"], node["name"]["value"]) for node in nodes if not node["ignored"] and "name" in node
        ]
        assert [role for role, name in named if role in roles and not name] == [], step
        assert page.evaluate("document.activeElement.parentElement.id") == step
        levels = [
            next(p["value"]["value"] for p in node["properties"] if p["name"] == "level")
            for node in nodes
            if not node["ignored"] and node["role"]["value"] == "heading"
        ]
        assert levels[:2] == [1, 2]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_keyboard_alone_makes_a_visit(opened):
    page = opened()
    page.locator("#head-visit").focus()
    keys = ["Tab", "Space", "Tab", *"09022026", "Tab", "Tab", *"0930AM", "Tab"]
    for key in keys:
        page.keyboard.press(key)
    assert page.evaluate("[raw('site'), raw('date'), raw('time_in')]") == ["A1", "2026-09-02", "09:30"]
    seen = []
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.id"))
    assert [name for name in seen if name in ("shopper", "visit_id", "status", "scenario", "next")] == [
        "shopper",
        "visit_id",
        "status",
        "scenario",
        "next",
    ]


def test_without_a_script_the_whole_form_can_be_read(opened):
    page = opened(java_script_enabled=False)
    assert page.locator("noscript").inner_text().startswith("To fill in this form on the screen")
    assert page.locator(".question").count() == 9
    assert page.locator(".question:visible").count() == 9
    assert page.locator("button:visible, progress:visible").count() == 0


def test_on_paper_every_question_stands_with_its_boxes_and_for_whom_it_is(opened):
    page = opened()
    fill(page, VISIT)
    page.emulate_media(media="print")
    assert page.locator(".question:visible").count() == 9
    assert page.locator("button:visible, .screen:visible, select:visible").count() == 0
    assert page.locator(".card:visible").count() == 2
    assert page.locator("#question-greeting_wait").inner_text() == (
        "2. After how many seconds?\n\nOnly if you answered “Yes” to question 1.\n\n minutes\n seconds"
    )
    assert page.locator("#comment-of-greeted label").inner_text() == "If you answered “No”: what did you see or hear?"


def test_the_same_version_gives_the_same_bytes(form, made):
    loaded, version = made
    [(_, again)] = forms(version, loaded, version.languages, Layouts(form.parent))
    assert again == form.read_text(encoding="utf-8")


def test_a_programme_may_bring_its_own_styles(made, tmp_path):
    loaded, version = made
    programme(tmp_path, {"templates/forms/html/screen.css": "h1 { color: teal; }"})
    [(_, page)] = forms(version, loaded, ["fr"], Layouts(tmp_path))
    assert "<style>h1 { color: teal; }" in page
    assert "data-language" not in page.partition("<script")[0]
