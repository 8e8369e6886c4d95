"""A leader's guide on paper: an own guide of a small programme, as its leader holds it."""

import re

import pytest

from qshop.cli.main import run
from support import programme

SMALL = {
    "qshop.yaml": """\
format: 1
name: {en: Front desk, tr: Ön büro}
languages: [en, tr]
waves:
  - {id: spring, name: {en: Spring, tr: İlkbahar}, from: 2026-03-01, to: 2026-03-31}
""",
    "sites.yaml": "format: 1\nsites:\n  - {id: S01}\n",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: desk, name: {en: Desk, tr: Danışma}}
  - {id: door, name: {en: Door, tr: Kapı}}
""",
    "workshops/groups.yaml": """\
format: 1
groups:
  - id: B
    stages: [desk, door]
    meetings: [{on: 2026-02-03, from: "14:00", where: "Room 1 *new*", guide: talk}]
""",
    "workshops/guides/talk.yaml": """\
format: 1
title: {en: A talk, tr: Bir konuşma}
for: {en: The team, tr: Ekip}
minutes: {from: 25, to: 35}
people: {from: 3, to: 8}
needs: [{en: a room, tr: bir oda}]
leave_with: [{en: one thing, tr: tek bir şey}]
remember: {en: "Ask, then wait.", tr: Sorun ve bekleyin.}
roles: {note_taker: {en: "Note-taker: writes", tr: "Not tutan: yazar"}}
items:
  - id: message
    title: {en: Message, tr: Mesaj}
    minutes: 5
    led_by: {en: "{director}", tr: "{director}"}
    size: {en: all together, tr: hep birlikte}
    moves:
      - say: {en: You decide what we look at., tr: Neye bakılacağını siz söylersiniz.}
        verbatim: true
      - when: commitment
        do: {en: Read the commitment., tr: Taahhüdü okuyun.}
      - when: not_commitment
        note: {en: "Ring {telephone} first.", tr: "Önce {telephone} arayın."}
    leads_to: {en: Now a stage., tr: Şimdi bir aşama.}
  - id: stage
    title: {en: "{stage}", tr: "{stage}"}
    minutes: {from: 10, to: 15}
    each: stage
    led_by: {en: note_taker, tr: note_taker}
    materials:
      - {what: {en: dots, tr: etiket}, count: 5, for_each: [person, stage]}
      - {en: a watch, tr: bir saat}
    handouts: [cards]
    moves:
      - if: {en: "nobody starts:", tr: "kimse başlamazsa:"}
        then: {en: tell your own., tr: kendi hikâyenizi anlatın.}
        show: criteria
        lines: [{en: We try, tr: Deneyeceğimiz}]
handouts:
  cards:
    title: {en: "Cards until {first_day}", tr: "{first_day} gününe kadar kartlar"}
    for_each: [table]
    sections:
      - text: {en: "{group}, {people} people", tr: "{group}, {people} kişi"}
        table: {columns: [{en: What, tr: Ne}, {en: Who, tr: Kim}], rows: 2}
""",
}

IN_ENGLISH = """\
# A talk

*Group B: Desk and Door · Tuesday 3 February 2026 · Room 1 \\*new\\* · 14:00–14:30*

### What you need

- a room

### What people leave with

- one thing

### Who does what

- Note-taker: writes

**If you forget the rest** Ask, then wait.

## 14:00 Message (5 min)

*led by management · all together*

**SAY** word for word: “You decide what we look at.”

**NOTE** Ring ………… first.

**SAY** Now a stage.

## 14:05 Desk (10–15 min)

*led by note-taker · hand out: “Cards until 1 March 2026”*

**IF** nobody starts: tell your own.

- …………

We try \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

## 14:20 Door (10–15 min)

*led by note-taker · hand out: “Cards until 1 March 2026”*

**IF** nobody starts: tell your own.

- …………

We try \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_

---

## At a glance

| Time | Item | Minutes | Leads | Handed out |
|---|---|---|---|---|
| 14:00 | Message | 5 min | management |  |
| 14:05 | Desk | 10–15 min | note-taker | “Cards until 1 March 2026” |
| 14:20 | Door | 10–15 min | note-taker | “Cards until 1 March 2026” |

## To bring, counted for 8 people

- ☐ dots: 80
- ☐ a watch
- ☐ “Cards until 1 March 2026”: 2 copies
"""


def said(capsys, root, *arguments, status=0):
    assert run(["--project", str(root), "workshop", "guide", *arguments]) == status
    return capsys.readouterr()


def test_a_guide_as_its_leader_holds_it(tmp_path, capsys):
    printed = said(capsys, programme(tmp_path, SMALL), "talk", "--group", "B")
    assert printed.out == IN_ENGLISH
    assert printed.err == "1 handout with it; to have them too: --out DIR\n"


def test_marks_and_days_are_in_the_language_of_the_paper(tmp_path, capsys):
    text = said(capsys, programme(tmp_path, SMALL), "talk", "--group", "B", "--lang", "tr").out
    assert re.findall(r"^\*\*(.*?)\*\*", text, re.MULTILINE)[:4] == [
        "Gerisini unutsanız bile",
        "SÖYLEYİN",
        "NOT",
        "SÖYLEYİN",
    ]
    assert "*B grubu: Danışma ve Kapı · 3 Şubat 2026 Salı" in text
    assert "| 14:05 | Danışma | 10–15 dk |" in text


def test_a_start_that_is_given_goes_before_that_of_the_meeting(tmp_path, capsys):
    text = said(capsys, programme(tmp_path, SMALL), "talk", "--group", "B", "--start", "9:30").out
    assert "## 09:30 Message (5 min)" in text


def test_where_a_meeting_says_no_time_of_the_day_the_guide_does(tmp_path, capsys):
    groups = SMALL["workshops/groups.yaml"].replace('"14:00"', "after lunch")
    root = programme(tmp_path, SMALL | {"workshops/groups.yaml": groups})
    assert "## 09:30 Message (5 min)" in said(capsys, root, "talk", "--group", "B").out


def test_without_a_group_a_guide_says_that_it_holds_more_than_one_group_takes(tmp_path, capsys):
    stages = SMALL["criteria/stages.yaml"] + "  - {id: exit, name: {en: Exit, tr: Çıkış}}\n"
    root = programme(tmp_path, SMALL | {"criteria/stages.yaml": stages})
    message = "all 3 stages are in it, and a group takes 2 at most: name one with --group\n"
    assert said(capsys, root, "talk").err.endswith(message)
    assert message not in said(capsys, root, "talk", "--group", "B").err


def test_handouts_are_papers_of_their_own(tmp_path, capsys):
    root = programme(tmp_path / "programme", SMALL)
    said(capsys, root, "talk", "--group", "B", "--out", str(tmp_path / "out"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["talk-cards.md", "talk.md"]
    assert (tmp_path / "out/talk-cards.md").read_text(encoding="utf-8") == (
        "# Cards until 1 March 2026\n\nGroup B, ………… people\n\n| What | Who |\n|---|---|\n|  |  |\n|  |  |\n"
    )


def test_what_people_typed_is_text(tmp_path, capsys):
    stages = "format: 1\nstages:\n  - {id: desk, name: {en: '<b>{programme}</b> {{ 7*7 }}', tr: Danışma}}\n"
    files = SMALL | {"criteria/stages.yaml": stages, "workshops/groups.yaml": "format: 1\ngroups: []\n"}
    root = programme(tmp_path, files)
    html = said(capsys, root, "talk", "--format", "html").out
    assert "&lt;b&gt;{programme}&lt;/b&gt; {{ 7*7 }}" in html
    typed = r"## 09:35 \<b\>\{programme\}\</b\> \{\{ 7\*7 \}\} (10–15 min)"
    assert typed in said(capsys, root, "talk").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tolk"], "there is no guide “tolk”\n  did you mean “talk”?"),
        (["talk", "--group", "C"], "there is no group “C”\n  known: B"),
        (["talk", "--site", "S02"], "there is no site “S02”\n  known: S01"),
        (["talk", "--start", "half past"], "“half past” is no time of the day\n  write it like 09:30"),
        (["talk", "--as-of", "soon"], "“soon” is no day\n  write it like 2026-03-02"),
        (["talk", "--lang", "fr"], "the programme is not written in “fr”\n  known: en, tr"),
    ],
)
def test_a_wrong_call_is_told_what_to_write(tmp_path, capsys, arguments, message):
    assert said(capsys, programme(tmp_path, SMALL), *arguments, status=2).err == f"qshop: {message}\n"


def test_a_faulty_guide_is_refused_with_its_place(tmp_path, capsys):
    broken = SMALL["workshops/guides/talk.yaml"].replace("minutes: 5", "minutes: five")
    printed = said(capsys, programme(tmp_path, SMALL | {"workshops/guides/talk.yaml": broken}), "talk", status=2)
    assert "workshops/guides/talk.yaml:13:14: QS204 “five” is no number" in printed.err
