"""What `qshop diff` says of a change: prepared commits, each with the whole text, and every key of the model."""

import typing
from dataclasses import replace

import pytest

from qshop.cli.main import run
from qshop.io.folder import load
from qshop.programme.criteria import Criterion, Stage
from qshop.programme.diff.changes import State, changes
from qshop.programme.diff.inventory import COMPARED_FIELDS
from qshop.programme.gaps import Gap, Prescription
from qshop.programme.part import Part
from qshop.programme.question import Choice, Question
from qshop.programme.questionnaire import Questionnaire, Scenario
from qshop.programme.settings import Owner, Settings, Wave
from qshop.programme.sites import Site, Team
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.profile_inventory import PROFILE_FIELDS
from revisions import FILES, GREETING, SAFE, WAIT, commit, edit, repository, without_hashes

NOTHING = "\nno past visits to score again\n"
DOOR = """\
  - id: leaving_door
    text: {en: The door is held, fr: La porte est tenue}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-02-10}
    questions:
      - id: door
        ask: {en: Who held the door?, fr: Qui a tenu la porte ?}
        type: choice
        choices: [{id: staff, text: {en: Staff, fr: Le personnel}}, {id: nobody, text: {en: Nobody, fr: Personne}}]
        points: {staff: 1, nobody: 0}
"""
DECLINED = """\
    proposed: {group: B, on: 2026-01-08}
    declined: {by: steering group, on: 2026-01-09, why: Nobody else hears it, instead: desk_greeting}
"""
REWRITTEN = """\
# Leaving, as the working group left it.
stage: leaving
format: 1

criteria:
  - priority: "plus"
    id: leaving_goodbye
    text:
      fr: >-
        Le personnel
        prend congé
      en: |
        Staff say goodbye
    validated:
      on: 2026-01-10
      by: 'steering group'
    status: validated   # since January
    questions:
      - id: goodbye
        type: scale
        scale: {to: 3, from: 1, labels: {3: {en: By name, fr: Par le nom}, 1: {en: Silent, fr: Muet}}}
        na: true
        ask: {en: How was the goodbye?, fr: Comment s'est passé le départ ?}
"""
SITES_TURNED = """\
format: 1
sites:
  - {id: B2, region: south, tags: [kiosk]}
  - {id: A1, region: north, tags: [lift, staffed], teams: {desk: [{team: house}]}}
teams: [{id: guests_ltd, provider: true}, {id: house}]
"""
SAFETY = "format: 1\nstage: desk\ncriteria:\n" + SAFE.replace("text:", "weight: 1.0\n    access: false\n    text:")
DEFAULTS = '["no"]\n        points: {no: 0, yes: 1.0}\n        met: 1\n        kind: fact'
WHEN = 'when: {any: [{question: greeted, is: ["no", "yes"]}]}\n        applies: {not_sites: [B2]}'
PROMISED = "owner: site_manager\n    promise: {says: {en: You are welcome, fr: Bienvenue}, where: {en: web, fr: web}}"
ADVISED = """\
owner: desk_manager
    missed: {en: No welcome, fr: Pas un mot}
    check_first: {en: Who is at the desk?, fr: Qui est au comptoir ?}
    try: {en: Look up first., fr: Levez d'abord les yeux.}
    promise:
      says: {en: You are welcome, fr: Bienvenue}
      where: {en: web, fr: web}
      up_to: 30
      previewed: false
      charter: true"""
BANDS = "{up_to: 30, points: 1}, {over: 30, points: 0}"

COMMITS = {
    "a priority changes": (
        {"criteria/leaving.yaml": [("priority: plus", "priority: must")]},
        """\
1 criterion changed (priority)

criterion leaving_goodbye                                                 criteria/leaving.yaml:6:15
  priority  plus → must
"""
        + NOTHING,
    ),
    "a criterion is reworded in both languages": (
        {
            "criteria/leaving.yaml": [
                ("Staff say goodbye, fr: Le personnel prend", "Everyone says goodbye, fr: On prend")
            ]
        },
        """\
1 criterion reworded

criterion leaving_goodbye                                                 criteria/leaving.yaml:5:16
  text en  - Staff say goodbye
           + Everyone says goodbye
  text fr  - Le personnel prend congé
           + On prend congé
"""
        + NOTHING,
    ),
    "a question is reworded in the first language only": (
        {"criteria/desk.yaml": [("Were you greeted?", "Did anyone greet you?")]},
        """\
1 question reworded, 1 translation lags behind

question greeted                                                            criteria/desk.yaml:13:19
  ask en  - Were you greeted?
          + Did anyone greet you?
  ask fr  lags behind: Vous a-t-on salué ?

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  desk_greeting (onsite): greeted: asked differently (wording)
""",
    ),
    "weights change": (
        {
            "criteria/desk.yaml": [
                ("type: duration", "type: duration\n        weight: 0.5"),
                ("critical: true", "critical: true\n    weight: 3"),
            ],
            "qshop.yaml": [("mix:", "scoring: {priorities: {must: 3}}\nmix:")],
        },
        """\
1 setting re-weighted, 1 question re-weighted, 1 criterion re-weighted

settings                                                                             qshop.yaml:7:30
  scoring.priorities.must  2 → 3

question greeting_wait                                                      criteria/desk.yaml:19:17
  weight  1 → 0.5

criterion desk_safe                                                         criteria/desk.yaml:26:13
  weight  1 → 3
"""
        + NOTHING,
    ),
    "points and the met threshold change": (
        {
            "criteria/desk.yaml": [
                (BANDS, "{up_to: 30, points: 1}, {up_to: 60, points: 0.5}, {over: 60, points: 0}"),
                ("type: duration", "type: duration\n        met: 0.5"),
            ]
        },
        """\
1 question changed (points, met)

question greeting_wait                                                      criteria/desk.yaml:20:17
  points  up to 30: 1, over: 0 → up to 30: 1, up to 60: 0.5, over: 0
  met     1 → 0.5
"""
        + NOTHING,
    ),
    "criteria change places": (
        {"criteria/desk.yaml": [(SAFE, ""), (GREETING, SAFE + GREETING)]},
        """\
1 criterion re-ordered

criterion desk_safe                                                           criteria/desk.yaml:4:5
  order  after desk_greeting → first
"""
        + NOTHING,
    ),
    "a criterion moves to another stage": (
        {"criteria/desk.yaml": [(SAFE, "")], "criteria/leaving.yaml": [("criteria:\n", "criteria:\n" + SAFE)]},
        """\
1 criterion moved

criterion desk_safe                                                        criteria/leaving.yaml:4:5
  stage  desk → leaving
"""
        + NOTHING,
    ),
    "a criterion is added, with a question and its answers": (
        {"criteria/leaving.yaml": [("criteria:\n", "criteria:\n" + DOOR)]},
        """\
1 criterion added, 1 question added

criterion leaving_door                                                     criteria/leaving.yaml:4:5
  added  The door is held · must

question door                                                             criteria/leaving.yaml:10:9
  added  Who held the door? · choice
"""
        + NOTHING,
    ),
    "a question is removed": (
        {"criteria/desk.yaml": [(WAIT, "")]},
        """\
1 question removed

question greeting_wait                                                   was criteria/desk.yaml:16:9
  removed  After how many seconds? · duration

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  desk_greeting (onsite): greeting_wait: no longer asked
""",
    ),
    "a criterion is removed with its questions": (
        {"criteria/desk.yaml": [(SAFE, "")]},
        """\
1 criterion removed, 1 question removed

criterion desk_safe                                                      was criteria/desk.yaml:21:5
  removed  The exit is clear · must · critical

question exit_clear                                                      was criteria/desk.yaml:28:9
  removed  Was the exit clear? · yes_no

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  desk_safe (onsite): no longer asked
""",
    ),
    "a criterion is retired": (
        {"criteria/leaving.yaml": [("status: validated", "status: retired")]},
        """\
1 criterion changed (status)

criterion leaving_goodbye                                                 criteria/leaving.yaml:7:13
  status  validated → retired

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  leaving_goodbye (onsite): no longer asked
""",
    ),
    "a criterion that a group proposed is turned down, and goes on in another one": (
        {"criteria/leaving.yaml": [("status: validated\n", "status: declined\n" + DECLINED)]},
        """\
1 criterion changed

criterion leaving_goodbye                                                 criteria/leaving.yaml:9:57
  declined.why      none → Nobody else hears it
  status            validated → declined
  proposed.group    none → B
  proposed.on       none → 2026-01-08
  declined.by       none → steering group
  declined.on       none → 2026-01-09
  declined.instead  none → desk_greeting

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  leaving_goodbye (onsite): no longer asked
""",
    ),
    "applicability and a condition change": (
        {
            "criteria/desk.yaml": [
                ("gaps: [g3d]", "gaps: [g3d]\n    applies: {tags: [staffed]}"),
                ('when: {question: greeted, is: ["yes"]}', WHEN),
            ],
            "criteria/stages.yaml": [
                (
                    "fr: Le départ}",
                    "fr: Le départ}, applies: {any: [{tags: [staffed]}, {scenario: guest, sites: [B2]}]}",
                )
            ],
        },
        """\
1 stage changed (applies), 1 criterion changed (applies), 1 question changed (when, applies)

stage leaving                                                              criteria/stages.yaml:4:64
  applies  none → (sites B2; scenario guest) or (tags staffed)

criterion desk_greeting                                                     criteria/desk.yaml:11:14
  applies  none → tags staffed

question greeting_wait                                                      criteria/desk.yaml:21:15
  when     greeted is yes → greeted is no or yes
  applies  none → not_sites B2
"""
        + NOTHING,
    ),
    "a criterion is told in new words, with advice and a limit to its promise": (
        {"criteria/desk.yaml": [("owner: desk_manager", ADVISED)]},
        """\
1 criterion changed

criterion desk_greeting                                                     criteria/desk.yaml:10:13
  missed             none → No welcome
  check_first        none → Who is at the desk?
  try                none → Look up first.
  promise.says       none → You are welcome
  promise.where      none → web
  promise.up_to      none → 30
  promise.previewed  none → false
  promise.charter    none → true
"""
        + NOTHING,
    ),
    "prescriptions, an owner and a promise change": (
        {
            "criteria/gaps.yaml": [
                ("Train for the task", "Train on the job"),
                ("tâche}}", "tâche}}\n      - {id: g3h, text: {en: Practise on the spot, fr: S'exercer sur place}}"),
            ],
            "criteria/desk.yaml": [("gaps: [g3d]", "gaps: [g3h, g3d]"), ("owner: desk_manager", PROMISED)],
            "qshop.yaml": [("desk_manager: {en: Desk", "site_manager: {en: Site")],
        },
        """\
1 owner added, 1 prescription added, 1 owner removed, 1 prescription reworded, 1 translation lags
behind, 1 criterion changed (promise.says, promise.where, owner, gaps)

owner desk_manager                                                               was qshop.yaml:9:17
  removed  Desk manager

owner site_manager                                                                   qshop.yaml:9:17
  added  Site manager

criterion desk_greeting                                                     criteria/desk.yaml:10:21
  promise.says   none → You are welcome
  promise.where  none → web
  owner          desk_manager → site_manager
  gaps           g3d → g3d, g3h

prescription g3d                                                             criteria/gaps.yaml:6:30
  text en  - Train for the task
           + Train on the job
  text fr  lags behind: Former à la tâche

prescription g3h                                                              criteria/gaps.yaml:7:9
  added  Practise on the spot
"""
        + NOTHING,
    ),
    "sites and teams change": (
        {
            "sites.yaml": [
                ("staffed, lift", "staffed, kiosk"),
                ("{desk: house}", "{desk: [{team: guests_ltd, from: 2026-04-01}, {team: house}]}"),
                ("tags: [kiosk]}\n", "tags: [kiosk]}\n  - {id: C3, region: east}\n"),
                ("provider: true", "provider: false"),
            ]
        },
        """\
1 site added, 1 team changed (provider), 1 site changed (tags, teams.desk)

team guests_ltd                                                                      sites.yaml:2:49
  provider  true → false

site A1                                                                              sites.yaml:4:35
  tags        lift, staffed → kiosk, staffed
  teams.desk  house → house, then guests_ltd from 2026-04-01

site C3                                                                               sites.yaml:6:5
  added  east
"""
        + NOTHING,
    ),
    "a wave, the policy and targets change": (
        {
            "qshop.yaml": [
                (
                    "to: 2026-03-31}",
                    "to: 2026-04-15, planned: {onsite: 72}}\n  - {id: autumn, from: 2026-09-01, to: 2026-09-30, rehearsal: true}",
                ),
                ("score: 80", "score: 82.50"),
                ("stages: {desk: 85}", "stages: {leaving: 70}"),
                ("mix: {questionnaire: equal}", "scoring: {plus: bonus}"),
            ]
        },
        """\
1 wave added, 5 settings changed, 1 wave changed (to, planned.onsite)

settings                                                                              qshop.yaml:1:1
  mix.questionnaire       equal → none
  scoring.plus            counted → bonus
  targets.score           80 → 82.5
  targets.stages.desk     85 → none
  targets.stages.leaving  none → 70

wave spring                                                                          qshop.yaml:5:40
  to              2026-03-31 → 2026-04-15
  planned.onsite  none → 72

wave autumn                                                                           qshop.yaml:6:5
  added  2026-09-01 · 2026-09-30 · rehearsal
"""
        + NOTHING,
    ),
    "a questionnaire asks less, on more channels, in more roles": (
        {
            "questionnaires/onsite.yaml": [
                ("channel: face_to_face", "channel: [phone, face_to_face]\nstages: [desk]"),
                ("Un invité}}", "Un invité}}\n  - {id: courier, name: {en: A courier, fr: Un coursier}}"),
            ]
        },
        """\
1 scenario added, 1 questionnaire changed (channel, stages)

questionnaire onsite                                                 questionnaires/onsite.yaml:3:10
  channel  face_to_face → face_to_face, phone
  stages   none → desk

scenario onsite/courier                                               questionnaires/onsite.yaml:7:5
  added  A courier

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  leaving_goodbye (onsite): no longer asked
""",
    ),
    "a scale grows and its words change": (
        {"criteria/leaving.yaml": [("to: 3", "to: 4"), ("3: {en: By", "4: {en: By"), ("en: Silent", "en: Mute")]},
        """\
1 answer added, 1 answer removed, 1 answer reworded, 1 translation lags behind, 1 question changed
(scale)

question goodbye                                                         criteria/leaving.yaml:14:16
  scale  1 to 3 → 1 to 4

answer goodbye/1                                                         criteria/leaving.yaml:14:50
  text en  - Silent
           + Mute
  text fr  lags behind: Muet

answer goodbye/3                                                     was criteria/leaving.yaml:14:72
  removed  By name

answer goodbye/4                                                         criteria/leaving.yaml:14:70
  added  By name

If frozen
past visits scored by the criteria as they were and as they are; what qshop score prints stays
no past visits to score again; 1 series breaks

Series that break
  leaving_goodbye (onsite): goodbye: asked differently (answers)
""",
    ),
    "comments, quotes, key order, blocks and flow": (
        {"criteria/leaving.yaml": REWRITTEN, "sites.yaml": SITES_TURNED},
        """\
nothing changed in meaning
""",
    ),
    "defaults are written out, and a file is cut in two": (
        {"criteria/desk.yaml": [(SAFE, ""), ('["no"]', DEFAULTS)], "criteria/desk_safety.yaml": SAFETY},
        """\
nothing changed in meaning
""",
    ),
    "one change hides in rewritten files": (
        {"criteria/leaving.yaml": REWRITTEN.replace("na: true", "na: false"), "sites.yaml": SITES_TURNED},
        """\
1 question changed (na)

question goodbye                                                         criteria/leaving.yaml:22:13
  na  true → false
"""
        + NOTHING,
    ),
    "a reference dangles and a translation is gone": (
        {"criteria/desk.yaml": [("gaps: [g3d]", "gaps: [g3x]"), (", fr: La sortie est dégagée}", "}")]},
        """\
1 translation gone, 1 criterion changed (gaps)

criterion desk_greeting                                                     criteria/desk.yaml:10:11
  gaps  g3d → g3x

criterion desk_safe                                                         criteria/desk.yaml:22:11
  text fr  La sortie est dégagée → none

no past visits to score again

Notes
  qshop check finds 2 problems in HEAD (…)
""",
    ),
}


@pytest.mark.parametrize("name", COMMITS)
def test_a_commit_is_told_by_what_it_means(name, tmp_path, capsys):
    edits, expected = COMMITS[name]
    root = commit(repository(tmp_path, FILES), edits)
    code = run(["--project", str(root), "diff", "HEAD~1", "HEAD", "--exit-code"])
    output = capsys.readouterr()
    assert without_hashes(output.out) == "HEAD~1 (…) → HEAD (…)\n" + expected
    assert (code, output.err) == (0 if expected == "nothing changed in meaning\n" else 1, "")
    assert max(map(len, output.out.splitlines())) <= 100


PARTS = {
    "programme": Settings,
    "owner": Owner,
    "wave": Wave,
    "team": Team,
    "site": Site,
    "stage": Stage,
    "criterion": Criterion,
    "question": Question,
    "answer": Choice,
    "gap": Gap,
    "prescription": Prescription,
    "questionnaire": Questionnaire,
    "scenario": Scenario,
    "profile": Profile,
}
NAMES = {"id", "format"}
ENTRIES_OF_THEIR_OWN = {"waves", "owners", "questions", "choices", "prescriptions", "scenarios"}
WITHIN = {"scoring", "targets", "mix", "ethics", "privacy", "keep_months", "priorities"}
WITHIN |= {"proposed", "validated", "declined", "promise"}


@pytest.mark.parametrize("what", PARTS)
def test_every_key_of_the_model_is_compared(what):
    fields = PROFILE_FIELDS if what == "profile" else COMPARED_FIELDS[what]
    assert sorted(keys(PARTS[what])) == sorted([*fields.words, *fields.weights, *fields.facts])


def keys(part):
    """List the keys of a part that say something of it, those of a part that has no name of its own as `key.key`."""
    for name, field in part.model_fields.items():
        key = field.alias or name
        if key in WITHIN:
            inner = next(one for one in (field.annotation, *typing.get_args(field.annotation)) if is_part(one))
            yield from (f"{key}.{below}" for below in keys(inner))
        elif key not in NAMES | ENTRIES_OF_THEIR_OWN:
            yield key


def is_part(one):
    return isinstance(one, type) and issubclass(one, Part)


def test_tags_from_a_day_on_are_a_change_and_those_that_only_repeat_are_none(tmp_path):
    programme = load(repository(tmp_path, FILES)).programme
    lift = {"tags": ["lift"]}

    def told(tags):
        old, new = (State(replace(programme, sites=[site])) for site in (tagged(["lift"]), tagged(tags)))
        return [(change.field, change.before, change.after) for change in changes(old, new)]

    def tagged(tags):
        return Site.model_validate({"id": "A1", "tags": tags})

    assert told([lift, {"from": "2026-07-01", **lift}]) == []
    assert told([{"from": "2026-08-01", "tags": []}, {"from": "2026-07-01", "tags": ["staffed", "desk"]}, lift]) == [
        ("tags", "lift", "lift, then desk, staffed from 2026-07-01, then none from 2026-08-01")
    ]


def test_questions_and_prescriptions_that_move_are_told_and_translations_too(tmp_path):
    before = load(repository(tmp_path, FILES)).programme
    edit(
        tmp_path,
        {
            "criteria/desk.yaml": [
                (WAIT, ""),
                ("    questions:\n      - {id: exit", f"    questions:\n{WAIT}      - {{id: exit"),
            ],
            "criteria/gaps.yaml": [("gaps:\n", "gaps:\n  - {id: g2, name: {en: No standards, fr: Sans normes}}\n")],
        },
    )
    after = load(tmp_path).programme
    assert [(one.kind, one.id, one.field, one.before, one.after) for one in changes(State(before), State(after))] == [
        ("moved", "greeting_wait", "criterion", "desk_greeting", "desk_safe"),
        ("added", "g2", "", "", "No standards"),
    ]
    assert [(one.kind, one.id) for one in changes(State(after), State(before))] == [
        ("moved", "greeting_wait"),
        ("removed", "g2"),
    ]
