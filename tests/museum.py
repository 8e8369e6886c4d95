"""A small programme for the made-up form `museum_visit`, whose exports the services' own exporters have written."""

from support import SHARED

EXPORTS = SHARED / "real" / "form-exports"
FILES = {
    "qshop.yaml": """\
format: 1
name: Museum
languages: [en]
waves: [{id: 2026, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": """\
format: 1
sites: [{id: S01}, {id: S02}]
""",
    "criteria/stages.yaml": """\
format: 1
stages: [{id: visit, name: Visit}, {id: reception, name: Reception}, {id: catering, name: Catering}]
""",
    "criteria/visit.yaml": """\
format: 1
stage: visit
criteria:
  - id: visit_stages
    text: The visit has stages
    priority: plus
    status: validated
    questions:
      - id: stages_seen
        ask: Which stages did you go through?
        type: multi
        kind: context
        choices: [{id: reception, text: The reception}, {id: catering, text: The restaurant}]
""",
    "criteria/reception.yaml": """\
format: 1
stage: reception
criteria:
  - id: reception_greeting
    text: Visitors are greeted
    priority: must
    status: validated
    questions:
      - {id: rec_greeted, ask: Were you greeted within 30 seconds?, type: yes_no, comment: ["no"], evidence: photo}
      - {id: rec_queue_apology, ask: Did staff apologise for the wait?, type: yes_no, na: true}
      - {id: rec_wait_min, ask: How many minutes did you wait?, type: number, required: false}
      - {id: rec_warmth, ask: How warm was the welcome?, type: scale, scale: {from: 1, to: 5}}
      - {id: rec_recommend, ask: Would you recommend it?, type: scale, scale: {from: 0, to: 10}, required: false}
""",
    "criteria/catering.yaml": """\
format: 1
stage: catering
criteria:
  - id: catering_order
    text: The tables are in order
    priority: must
    status: validated
    questions:
      - id: cat_problems
        ask: Which problems did you see?
        type: multi
        choices: [{id: none, text: None}, {id: dirty, text: A dirty table}, {id: slow, text: Slow service}]
        points: {none: 1, dirty: 0, slow: 0.5}
""",
    "questionnaires/museum_visit.yaml": "format: 1\ntitle: A visit to the museum\n",
    "profiles/museum.yaml": """\
format: 1
questionnaire: museum_visit
version: 1
columns:
  site: site
  date: visit_date
  time_in: arrival_time
  stages_seen: stages_seen
  rec_greeted: rec_greeted
  rec_greeted_comment: rec_greeted_comment
  rec_greeted_evidence: rec_photo
  rec_queue_apology: rec_queue_apology
  rec_wait_min: rec_wait_min
  rec_warmth: rec_warmth
  rec_recommend: rec_recommend
  cat_problems: cat_problems
""",
}
