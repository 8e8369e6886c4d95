"""A pseudo-language: English sentences in wide letters, marked ⟦so⟧ and longer, packaged as Greek; and a programme in it.

The programme's own texts are in circled letters. Whatever a form or a page then says in plain Latin letters is neither
a sentence of the locale nor a text of the programme: it is written into the code or a layout.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Formatter, ascii_letters

import yaml

from package import copied_package, forget_languages
from support import programme

LANGUAGE = "el"
"""Greek has two plural forms, as English has, months without Latin letters, a decimal comma, and no sentences yet."""
_WIDE = {ord(letter): ord(letter) - ord("!") + ord("！") for letter in ascii_letters}
_CIRCLED = {ord(letter): ord("Ⓐ") + number - 26 for number, letter in enumerate(ascii_letters, 26)} | {
    ord(letter): ord("ⓐ") + number for number, letter in enumerate(ascii_letters[:26])
}
_TEXTS = {"name", "text", "says", "where", "ask", "hint", "unit", "remember", "title", "introduction", "brief", "aim"}
_LISTS = {"labels", "never", "safety", "owners"}

FILES = {
    "qshop.yaml": """\
format: 1
name: Front desks
languages: [el]
simulated: true
waves:
  - {id: "1", name: Spring, from: 2026-03-01, to: 2026-03-31}
  - {id: "2", from: 2026-09-01, to: 2026-09-30}
scoring: {minimum_base: 2}
targets: {score: 80, must_rate: 90, stages: {desk: 85}}
owners: {manager: Desk manager}
ethics: {staff_informed: 2026-01-15, uses: [improvement]}
privacy: {quotes: all}
""",
    "sites.yaml": """\
format: 1
teams: [{id: crew, name: Crew, people: 9}]
sites: [{id: "1", name: North gate, tags: [staffed], teams: {access: crew, desk: crew}}, {id: "2", name: South gate}]
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: access, name: Access}
  - {id: desk, name: The desk, remember: Note the time, applies: {tags: [staffed]}}
  - {id: leaving, name: Leaving, when: {any: [{question: greeted, is: ["yes"]}, {question: seats, is: [none]}]}}
""",
    "criteria/gaps.yaml": """\
format: 1
gaps: [{id: g3, name: Not delivered, aim: To deliver, prescriptions: [{id: g3d, text: Train}, {id: g3e, text: Explain}]}]
""",
    "criteria/access.yaml": """\
format: 1
stage: access
criteria:
  - id: open
    text: The site is open
    priority: must
    critical: true
    access: true
    status: validated
    validated: {by: group, on: 2026-01-10}
    questions: [{id: opened, ask: Was it open, type: yes_no, evidence: photo}]
  - id: lit
    text: The way in is lit
    priority: plus
    status: validated
    validated: {by: group, on: 2026-01-10}
    questions:
      - {id: lamps, ask: How many lamps, type: number, unit: lamps, na: true, points: [{up_to: 2, points: 0}, {over: 2, points: 1}]}
      - {id: heard, ask: What did you hear, type: text, required: false, evidence: audio}
      - {id: arrived, ask: When did you arrive, type: time, kind: context, na: true}
""",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: greeting
    text: Everybody is greeted
    priority: must
    status: validated
    validated: {by: group, on: 2026-01-10}
    owner: manager
    gaps: [g3d, g3e]
    promise: {says: You are welcome, where: the web site}
    questions:
      - {id: greeted, ask: Were you greeted, hint: Words count, type: yes_no, na: true, comment: ["no"]}
      - id: wait
        ask: After how long
        type: duration
        points: [{up_to: 30, points: 1}, {over: 30, points: 0}]
        when: {question: greeted, is: ["yes"]}
  - id: seat
    text: There is a seat
    priority: plus
    status: validated
    validated: {by: group, on: 2026-01-10}
    applies: {scenario: [guest], channel: [face_to_face]}
    questions:
      - id: seats
        ask: Where could you sit
        type: choice
        choices: [{id: sofa, text: On a sofa}, {id: chair, text: On a chair}, {id: none, text: Nowhere}]
        points: {sofa: 1, chair: 0.5, none: 0}
        comment: [none]
  - id: offer
    text: A drink is offered
    priority: must
    status: validated
    validated: {by: group, on: 2026-01-10}
    questions:
      - id: offered
        ask: What was offered
        type: multi
        na: true
        choices: [{id: tea, text: Tea}, {id: water, text: Water}, {id: nothing, text: Nothing}]
        points: {tea: 0.5, water: 0.5, nothing: 0}
""",
    "criteria/leaving.yaml": """\
format: 1
stage: leaving
criteria:
  - id: goodbye
    text: Staff say goodbye
    priority: plus
    status: validated
    validated: {by: group, on: 2026-01-10}
    questions:
      - {id: farewell, ask: How was it, type: scale, scale: {from: 1, to: 3, labels: {1: Silent, 3: By name}}}
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: A visit
introduction: Read this first
channel: [face_to_face, video]
scenarios:
  - {id: guest, name: A guest, brief: You are expected, never: [Never argue], safety: [Leave in time]}
  - {id: courier, name: A courier}
""",
    "questionnaires/call.yaml": """\
format: 1
title: A call
channel: [phone, letter, email, chat, web]
stages: [access]
""",
}
EXPORT = """\
visit_id,questionnaire,version,site,date,time_in,channel,scenario,purpose,status,desk_staff,opened,opened_evidence,lamps,heard,arrived,greeted,greeted_comment,wait,seats,seats_comment,offered,farewell
11,onsite,1,1,2026-03-02,,face_to_face,guest,,,5,yes,,3,,,yes,,20,sofa,,tea,3
12,onsite,1,1,2026-03-03,,face_to_face,guest,,,5,yes,,3,,,yes,,20,sofa,,tea,3
21,onsite,1,1,2026-09-01,09:30,face_to_face,guest,,,5,yes,1.2,3,,,yes,,20,sofa,,tea water,3
22,onsite,1,1,2026-09-02,,face_to_face,courier,,,6,yes,,na,,,no,12,,,,nothing,
23,onsite,1,1,2026-09-03,,face_to_face,guest,,,6,no,,1,,,yes,,75,none,13,na,1
24,onsite,1,2,2026-09-04,,video,guest,,,,yes,,2,,,,,,,,,
25,onsite,1,1,2026-09-05,,face_to_face,guest,,no_service,,no,,,,,,,,,,,
26,onsite,1,1,2026-09-06,,face_to_face,guest,,void,,,,,,,,,,,,,
27,onsite,1,1,2026-09-07,,face_to_face,guest,,,,yes,,,,,,,,,,,
28,onsite,1,1,2026-09-08,,face_to_face,guest,trial,,,yes,,3,,,yes,,20,sofa,,tea,
29,onsite,1,1,2026-09-09,,face_to_face,guest,reshop,,,yes,,3,,,yes,,20,chair,,water,3
"""
MOMENTS = """\
visit_id,time,step,feeling,thought,evidence
21,10:00,1,neutral,,
21,10:02,2,frustrated,3,4
21,10:15,5,pleased,,
22,,1,pleased,,
"""


@contextmanager
def pseudo_language(folder: Path) -> Iterator[Path]:
    """Package the pseudo-language for a while."""
    with copied_package(folder) as package:
        english = yaml.safe_load((package / "base/locales/en.yaml").read_bytes())
        text = yaml.safe_dump({key: marked(sentence) for key, sentence in english.items()}, allow_unicode=True)
        (package / f"base/locales/{LANGUAGE}.yaml").write_text(text, encoding="utf-8")
        forget_languages()
        yield package


def marked(sentence):
    """Write a sentence, or each of its plural forms, in wide letters between brackets, longer by four tenths."""
    if isinstance(sentence, dict):
        return {form: marked(text) for form, text in sentence.items()}
    longer = " ｏｏｏ" * (len(sentence) // 10)
    return f"⟦{_outside_braces(sentence)}{longer}⟧"


def _outside_braces(sentence):
    parts = Formatter().parse(sentence)
    return "".join(text.translate(_WIDE) + (f"{{{name}}}" if name is not None else "") for text, name, _, _ in parts)


def written(folder: Path) -> Path:
    """Write the programme below `folder`, its texts in circled letters."""
    contents = {path: yaml.safe_dump(_circled(yaml.load(text, yaml.BaseLoader))) for path, text in FILES.items()}
    return programme(folder, contents | {"export.csv": EXPORT})


def _circled(value, *, own=False):
    if isinstance(value, dict):
        return {key: _circled(inner, own=own or key in _TEXTS | _LISTS) for key, inner in value.items()}
    if isinstance(value, list):
        return [_circled(inner, own=own) for inner in value]
    return value.translate(_CIRCLED) if own else value


def plain_words(text: str) -> list[str]:
    """List the words in plain Latin letters, but for the names of versions, which are data."""
    return re.findall(r"[A-Za-z]+", re.sub(r"\b(onsite|call) v1\b", "", text))
