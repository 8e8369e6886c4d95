"""A small programme in Welsh and English; qshop has no sentences in Welsh."""

WELSH = {
    "qshop.yaml": """\
format: 1
name: {cy: Amgueddfa'r Harbwr, en: Harbour Museum}
languages: [cy, en]
waves: [{id: spring, name: {cy: Gwanwyn 2026, en: Spring 2026}, from: 2026-03-01, to: 2026-03-31}]
owners: {front: {cy: Rheolwr y dderbynfa, en: Front desk manager}}
""",
    "sites.yaml": """\
format: 1
sites: [{id: Q1, name: {cy: Y cei, en: The quay}}, {id: T2, name: {cy: Y tŵr, en: The tower}}]
""",
    "criteria/stages.yaml": """\
format: 1
stages: [{id: desk, name: {cy: Y dderbynfa, en: Front desk}, remember: {cy: Nodwch yr amser., en: Note the time.}}]
""",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: welcome
    text: {cy: Caiff pob ymwelydd ei groesawu, en: Every visitor is welcomed}
    priority: must
    status: validated
    validated: {by: Gweithgor, on: 2026-01-10}
    owner: front
    questions:
      - id: greeted
        ask: {cy: A gawsoch chi eich cyfarch?, en: Were you greeted?}
        type: yes_no
        na: true
        comment: ["no"]
      - id: words
        ask: {cy: Ym mha iaith?, en: In which language?}
        type: choice
        choices: [{id: welsh, text: {cy: Yn Gymraeg, en: In Welsh}}, {id: english, text: {cy: Yn Saesneg, en: In English}}]
        points: {welsh: 1, english: 0.5}
  - id: prompt
    text: {cy: Mae'r croeso yn brydlon, en: The welcome is prompt}
    priority: plus
    status: validated
    validated: {by: Gweithgor, on: 2026-01-10}
    questions:
      - id: wait
        ask: {cy: Faint o amser wnaethoch chi aros?, en: How long did you wait?}
        type: duration
        points: [{up_to: 60, points: 1}, {over: 60, points: 0}]
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: {cy: Ymweliad â'r amgueddfa, en: A visit to the museum}
introduction: {cy: Darllenwch hwn yn gyntaf., en: Read this first.}
channel: face_to_face
""",
}
