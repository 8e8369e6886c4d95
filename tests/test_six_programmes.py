"""Six programmes of the kinds that people write, scored by hand: the comments work out what the tables must say.

A must weighs 2 and a plus 1 unless the programme says otherwise. The minimum base is never reached, so that no interval
stands in the tables.
"""

from textwrap import dedent

import pytest

from desk import said
from support import programme

QSHOP = """\
format: 1
name: Programme
languages: [en]
waves:
  - {id: spring, from: 2026-01-01, to: 2026-06-30}
  - {id: autumn, from: 2026-07-01, to: 2026-12-31}
"""
VALIDATED = "status: validated, validated: {by: steering group, on: 2025-12-01}"


@pytest.fixture
def score(tmp_path, capsys):
    """Write a programme's files, freeze what it asks, take its visits in, and give what `qshop score` then prints."""

    def printed(by, files, *exports, form="table"):
        if not (tmp_path / "qshop.yaml").exists():
            programme(tmp_path, {path: dedent(text).replace("VALIDATED", VALIDATED) for path, text in files.items()})
            code, told = said(capsys, tmp_path, "build-questionnaire", "--format", "csv")
            assert code == 0, told.err
            for number, visits in enumerate(exports):
                (tmp_path / f"export{number}.csv").write_text(visits, encoding="utf-8")
                code, told = said(capsys, tmp_path, "ingest", str(tmp_path / f"export{number}.csv"))
                assert code == 0, told.err
        code, told = said(capsys, tmp_path, "score", "--by", by, "--format", form)
        assert code == 0, told.err
        return "\n" + told.out

    return printed


# 1. A clinic survey: what was asked and examined, each item with its own weight.

CLINICS = {
    "qshop.yaml": QSHOP + "scoring: {minimum_base: 1000, min_answered: 60}\n",
    "sites.yaml": "{format: 1, sites: [{id: A}, {id: B}]}\n",
    "criteria/stages.yaml": """\
        format: 1
        stages: [{id: consultation, name: Consultation}, {id: dispensary, name: Dispensary}]
        """,
    "criteria/consultation.yaml": """\
        format: 1
        stage: consultation
        criteria:
          - {id: history, text: The history is taken, priority: must, VALIDATED, questions: [
              {id: cough, ask: Were you asked since when you cough?, type: yes_no, weight: 3},
              {id: fever, ask: Were you asked about fever?, type: yes_no, weight: 2},
              {id: contact, ask: Were you asked who else coughs at home?, type: yes_no}]}
          - {id: examined, text: The patient is examined, priority: must, weight: 0.5, VALIDATED, questions: [
              {id: pulse, ask: Was your pulse taken?, type: yes_no},
              {id: chest, ask: Was your chest listened to?, type: yes_no, na: true}]}
          - {id: explained, text: The diagnosis is explained, priority: plus, VALIDATED, questions: [
              {id: told, ask: How many of the five points were explained?, type: scale, scale: {from: 1, to: 5}}]}
        """,
    "criteria/dispensary.yaml": """\
        format: 1
        stage: dispensary
        criteria:
          - {id: antibiotics, text: No antibiotic is given, priority: must, VALIDATED, questions: [
              {id: antibiotic, ask: Were you given an antibiotic?, type: yes_no, points: {"yes": 0, "no": 1}}]}
        """,
    "questionnaires/clinic.yaml": "{format: 1, title: A patient with a cough}\n",
}
PATIENTS = """\
visit_id,questionnaire,version,site,date,cough,fever,contact,pulse,chest,told,antibiotic
V1,clinic,1,A,2026-03-02,yes,yes,no,yes,yes,4,no
V2,clinic,1,A,2026-03-03,yes,,yes,yes,na,3,yes
V3,clinic,1,B,2026-03-04,,,,,,5,no
V4,clinic,1,B,2026-03-05,no,no,no,no,no,1,no
"""


def test_a_clinic_survey_with_weighted_items(score):
    # The criteria weigh 2, 1, 1 and 2. A blank takes its own share away: the fever of V2 is 2/6 of 2.
    # V1  2·5/6 + 1 + 3/4 + 2    of  6          = 65/72 = 90.2778   musts: no, met, met
    # V2  2·4/6 + 1 + 2/4 + 0    of  6 − 2·2/6  = 17/32 = 53.125    musts: history undetermined, met, no
    # V3  answered: 3 of 6, which is less than 60 %: not scored
    # V4  0 + 0 + 0 + 2          of  6          = 1/3   = 33.3333   musts: no, no, met
    assert (
        score("visit", CLINICS, PATIENTS)
        == """
visit   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────
V1           1    90.3             2 of 3   66.7
V2           1    53.1             1 of 2   50.0
V3           0
V4           1    33.3             1 of 3   33.3
"""
    )
    # In the consultation alone:  V1  41/48 = 85.4167   V2  17/20 = 85.0, of 10/3   V4  0 of 4
    assert (
        score("site,stage", CLINICS)
        == """
site   stage          visits   score   95 %   musts met    rate   95 %   failed
───────────────────────────────────────────────────────────────────────────────
A      consultation        2    85.2             2 of 3    66.7
A      dispensary          2    50.0             1 of 2    50.0
B      consultation        1     0.0             0 of 2     0.0
B      dispensary          1   100.0             1 of 1   100.0
"""
    )


# 2. A checklist with gates, on earlier answers of the same criterion and of another one.

COUNTER = {
    "qshop.yaml": QSHOP + "scoring: {minimum_base: 1000, min_answered: 50}\n",
    "sites.yaml": "{format: 1, sites: [{id: A}]}\n",
    "criteria/stages.yaml": "{format: 1, stages: [{id: counter, name: Counter}]}\n",
    "criteria/counter.yaml": """\
        format: 1
        stage: counter
        criteria:
          - {id: help, text: Help is offered, priority: must, VALIDATED, questions: [
              {id: offered, ask: Did anyone offer help?, type: yes_no},
              {id: named, ask: Did they say their name?, type: yes_no, na: true, when: {question: offered, is: ["yes"]}},
              {id: wait, ask: After how many seconds?, type: duration, weight: 2, when: {question: offered, is: ["yes"]},
               points: [{up_to: 30, points: 1}, {up_to: 60, points: 0.5}, {over: 60, points: 0}]}]}
          - {id: receipt, text: A receipt is given, priority: must, VALIDATED, questions: [
              {id: paid, ask: Did you buy anything?, type: yes_no, kind: context},
              {id: got_receipt, ask: Was a receipt given?, type: yes_no, when: {question: paid, is: ["yes"]}}]}
          - {id: bag, text: A bag is offered, priority: plus, VALIDATED, questions: [
              {id: got_bag, ask: Was a bag offered?, type: yes_no,
               when: {all: [{question: paid, is: ["yes"]}, {question: offered, is: ["yes"]}]}}]}
          - {id: leaflet, text: Nobody leaves with empty hands, priority: plus, VALIDATED, questions: [
              {id: got_leaflet, ask: Was a leaflet given?, type: yes_no,
               when: {any: [{question: paid, is: ["no"]}, {question: offered, is: ["no"]}]}}]}
        """,
    "questionnaires/shop.yaml": "{format: 1, title: A purchase}\n",
}
PURCHASES = """\
visit_id,questionnaire,version,site,date,offered,named,wait,paid,got_receipt,got_bag,got_leaflet
V1,shop,1,A,2026-03-02,yes,no,45,yes,yes,yes,
V2,shop,1,A,2026-03-03,no,,,yes,no,,yes
V3,shop,1,A,2026-03-04,yes,yes,20,no,,,no
V4,shop,1,A,2026-03-05,yes,na,60,yes,,no,
"""


def test_a_checklist_with_gates(score):
    # V1  help 2·(1 + 0 + 2·½)/4 = 1, receipt 2, bag 1                      of 5: 80.0      help is not met
    # V2  help 0 of 2: the gate carries the whole criterion; receipt 0, leaflet 1  of 5: 20.0
    # V3  help 2, leaflet 0; nothing was bought, so no receipt             of 3: 66.6667   one must is asked
    # V4  help 2·(1 + 2·½)/3 = 4/3, as no name applies; bag 0; the receipt is blank: of 3, not 5: 44.4444
    assert (
        score("visit", COUNTER, PURCHASES)
        == """
visit   visits   score   95 %   musts met    rate   95 %   failed
─────────────────────────────────────────────────────────────────
V1           1    80.0             1 of 2    50.0
V2           1    20.0             0 of 2     0.0
V3           1    66.7             1 of 1   100.0
V4           1    44.4             0 of 1     0.0
"""
    )
    # help: ½, 0, 1, ⅔ = 54.1667 (V4's in millionths: 666667)
    assert (
        score("criterion", COUNTER)
        == """
criterion   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────────
help             4    54.2             1 of 4   25.0
receipt          2    50.0             1 of 2   50.0
bag              2    50.0
leaflet          2    50.0
"""
    )


# 3. Calls and letters of a council: two questionnaires, three channels; one call in three is never answered.

COUNCIL = {
    "qshop.yaml": QSHOP + "scoring: {minimum_base: 1000}\n",
    "sites.yaml": "{format: 1, sites: [{id: HALL}]}\n",
    "criteria/stages.yaml": "{format: 1, stages: [{id: call, name: Call}, {id: mail, name: Mail}]}\n",
    "criteria/call.yaml": """\
        format: 1
        stage: call
        criteria:
          - {id: answered, text: Calls are answered, priority: must, access: true, VALIDATED, questions: [
              {id: picked_up, ask: Did anyone answer?, type: yes_no},
              {id: rings, ask: After how many rings?, type: number, when: {question: picked_up, is: ["yes"]},
               points: [{up_to: 5, points: 1}, {over: 5, points: 0}]}]}
          - {id: named, text: The office is named, priority: must, VALIDATED, questions: [
              {id: said_name, ask: Was the office named?, type: yes_no}]}
          - {id: thanked, text: Callers are thanked, priority: plus, VALIDATED, questions: [
              {id: thanks, ask: Were you thanked?, type: yes_no}]}
        """,
    "criteria/mail.yaml": """\
        format: 1
        stage: mail
        criteria:
          - {id: replied, text: Mail is answered within ten days, priority: must, VALIDATED, questions: [
              {id: reply, ask: Did a reply reach you?, type: yes_no},
              {id: days, ask: After how many days?, type: number, when: {question: reply, is: ["yes"]},
               applies: {channel: email}, points: [{up_to: 10, points: 1}, {over: 10, points: 0}]},
              {id: paper_days, ask: After how many days?, type: number, na: true, applies: {channel: letter},
               points: [{up_to: 10, points: 1}, {over: 10, points: 0}]}]}
          - {id: form, text: The form can be had, priority: must, VALIDATED, questions: [
              {id: form_there, ask: Was the form enclosed or linked?, type: yes_no}]}
        """,
    "questionnaires/calls.yaml": "{format: 1, title: A call, channel: phone, stages: [call]}\n",
    "questionnaires/mails.yaml": "{format: 1, title: A letter, channel: [email, letter], stages: [mail]}\n",
}
CALLS = """\
visit_id,questionnaire,version,site,date,status,picked_up,rings,said_name,thanks
C1,calls,1,HALL,2026-03-02,,yes,4,yes,no
C2,calls,1,HALL,2026-03-03,no_service,no,,,
C3,calls,1,HALL,2026-03-04,,yes,7,yes,yes
"""
MAILS = """\
visit_id,questionnaire,version,site,date,channel,reply,days,paper_days,form_there
M1,mails,1,HALL,2026-03-02,email,no,,,yes
M2,mails,1,HALL,2026-03-03,email,yes,12,,yes
M3,mails,1,HALL,2026-03-04,letter,no,,na,yes
M4,mails,1,HALL,2026-03-05,letter,yes,,3,no
"""


def test_calls_and_letters(score):
    # C1  2 + 2 + 0 of 5: 80.0    C2  nobody answered: 0 of the 2 of access alone    C3  2·½ + 2 + 1 of 5: 80.0
    # M1  no reply costs its whole criterion: 2 of 4, and so does M3, whose sheet says that the days do not apply
    # M2  2·½ + 2 of 4: 75.0      M4  2 + 0 of 4
    assert (
        score("visit", COUNCIL, CALLS, MAILS)
        == """
visit   visits   score   95 %   musts met    rate   95 %   failed
─────────────────────────────────────────────────────────────────
C1           1    80.0             2 of 2   100.0
C2           1     0.0             0 of 1     0.0
C3           1    80.0             1 of 2    50.0
M1           1    50.0             1 of 2    50.0
M2           1    75.0             1 of 2    50.0
M3           1    50.0             1 of 2    50.0
M4           1    50.0             1 of 2    50.0
"""
    )
    assert (
        score("questionnaire,channel", COUNCIL)
        == """
questionnaire   channel   visits   score   95 %   musts met   rate   95 %   failed
──────────────────────────────────────────────────────────────────────────────────
calls           phone          3    53.3             3 of 5   60.0
mails           email          2    62.5             2 of 4   50.0
mails           letter         2    50.0             2 of 4   50.0
"""
    )


def test_calls_and_letters_under_declared_shares(score):
    # Calls count for three quarters; letters and e-mails share what is left, whatever the number of visits.
    # Score      (3·160/3 + ½·62.5 + ½·50)/4 = 54.0625        as visited it would be 55.0
    # Must rate  (3·3/5 + ½·2/4 + ½·2/4)/4 = 57.5             as visited 7 of 13, 53.8
    # Musts alone: calls 100, 0 and 75; e-mails 50 and 75; letters 50 and 50: (3·58.3333 + 56.25)/4 = 57.8125
    shares = "mix: {questionnaire: {calls: 3, mails: 1}, channel: equal}\n"
    council = COUNCIL | {"qshop.yaml": COUNCIL["qshop.yaml"] + shares}
    assert (
        score("site", council, CALLS, MAILS)
        == """
site   visits   score   95 %   musts met   rate   95 %   failed
───────────────────────────────────────────────────────────────
HALL        7    54.1           13 asked   57.5
"""
    )
    assert (
        score("priority", council, form="csv")
        == """
priority,visits,score,score_low,score_high,must_met,must_asked,must_rate,must_low,must_high,plus_met,plus_asked,plus_rate,plus_low,plus_high,critical_asked,failed,single_sites
must,7,57.8125,,,7,13,57.5,,,0,0,,,,0,0,0
plus,2,50.0,,,0,0,,,,1,2,50.0,,,0,0,0
"""
    )


# 4. An audit in blocks, each a stage with its weight, whatever the number of its criteria.


def audit(plus, weights="{outside: 1, inside: 1, garden: 0}"):
    """An audit of three blocks. One site has a lift, which is then a second must of the inside."""
    return {
        "qshop.yaml": QSHOP + f"scoring: {{minimum_base: 1000, plus: {plus}, stages: {weights}}}\n",
        "sites.yaml": "{format: 1, sites: [{id: FLAT}, {id: TALL, tags: [lift]}]}\n",
        "criteria/stages.yaml": """\
            format: 1
            stages: [{id: outside, name: Outside}, {id: inside, name: Inside}, {id: garden, name: Garden}]
            """,
        "criteria/outside.yaml": """\
            format: 1
            stage: outside
            criteria:
              - {id: sign, text: There is a sign, priority: must, VALIDATED, questions: [
                  {id: saw_sign, ask: Was there a sign?, type: yes_no}]}
            """,
        "criteria/inside.yaml": """\
            format: 1
            stage: inside
            criteria:
              - {id: light, text: There is light, priority: must, VALIDATED, questions: [
                  {id: saw_light, ask: Was the light on?, type: yes_no}]}
              - {id: lift, text: The lift runs, priority: must, applies: {tags: [lift]}, VALIDATED, questions: [
                  {id: saw_lift, ask: Did the lift run?, type: yes_no}]}
              - {id: plant, text: There is a plant, priority: plus, VALIDATED, questions: [
                  {id: saw_plant, ask: Was there a plant?, type: yes_no}]}
              - {id: seat, text: There is a seat, priority: plus, VALIDATED, questions: [
                  {id: saw_seat, ask: Was there a seat?, type: yes_no}]}
              - {id: water, text: There is water, priority: plus, VALIDATED, questions: [
                  {id: saw_water, ask: Was there water?, type: yes_no}]}
              - {id: paper, text: There is a newspaper, priority: plus, VALIDATED, questions: [
                  {id: saw_paper, ask: Was there a newspaper?, type: yes_no}]}
            """,
        "criteria/garden.yaml": """\
            format: 1
            stage: garden
            criteria:
              - {id: lawn, text: The lawn is mown, priority: must, VALIDATED, questions: [
                  {id: saw_lawn, ask: Was the lawn mown?, type: yes_no}]}
            """,
        "questionnaires/audit.yaml": "{format: 1, title: An audit}\n",
    }


AUDITS = """\
visit_id,questionnaire,version,site,date,saw_sign,saw_light,saw_lift,saw_plant,saw_seat,saw_water,saw_paper,saw_lawn
A1,audit,1,FLAT,2026-03-02,yes,no,,no,no,no,no,yes
A2,audit,1,FLAT,2026-03-03,no,yes,,no,no,no,no,no
A3,audit,1,FLAT,2026-03-04,no,yes,,yes,no,no,no,no
A4,audit,1,TALL,2026-03-05,yes,yes,no,yes,yes,no,no,no
"""


def test_an_audit_in_blocks_with_pluses_apart(score):
    # Each block is half of the total, carried by its musts: one must outside, one inside, two where there is a lift.
    # A1, A2, A3: one of the two halves. A4: ½ + ½·½ = 75.0. The garden has no part in it; its musts are counted.
    assert (
        score("visit", audit("apart"), AUDITS)
        == """
visit   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────
A1           1    50.0             2 of 3   66.7
A2           1    50.0             1 of 3   33.3
A3           1    50.0             1 of 3   33.3
A4           1    75.0             2 of 4   50.0
"""
    )
    # A block by itself is scored as if it were alone, and so is a block that has no part in the total.
    assert (
        score("stage", audit("apart"))
        == """
stage     visits   score   95 %   musts met   rate   95 %   failed
──────────────────────────────────────────────────────────────────
outside        4    50.0             2 of 4   50.0
inside         4    62.5             3 of 5   60.0
garden         4    25.0             1 of 4   25.0
"""
    )


def test_an_audit_in_blocks_with_pluses_as_a_bonus(score):
    # The inside's half is carried by its musts, 2 (4 with a lift); a plus of 1 adds what 1 weighs there.
    # A1  ½    A2  ½    A3  ½ + ½·½ = 75.0    A4  ½ + ½·(2 + 0 + 1 + 1)/4 = 100.0
    assert (
        score("visit", audit("bonus"), AUDITS)
        == """
visit   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────
A1           1    50.0             2 of 3   66.7
A2           1    50.0             1 of 3   33.3
A3           1    75.0             1 of 3   33.3
A4           1   100.0             2 of 4   50.0
"""
    )


def test_an_audit_in_blocks_with_pluses_counted(score):
    # The inside weighs 2 + 4·1 = 6, with a lift 8.
    # A1  ½ + 0    A2  ½·2/6 = 16.6667    A3  ½·3/6 = 25.0    A4  ½ + ½·(2 + 0 + 1 + 1)/8 = 75.0
    assert (
        score("visit", audit("counted"), AUDITS)
        == """
visit   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────
A1           1    50.0             2 of 3   66.7
A2           1    16.7             1 of 3   33.3
A3           1    25.0             1 of 3   33.3
A4           1    75.0             2 of 4   50.0
"""
    )


def test_an_audit_in_uneven_blocks(score):
    # Outside 0.2, inside 0.5, garden 0.3; pluses apart.
    # A1  0.2 + 0.3    A2  0.5    A3  0.5    A4  0.2 + 0.5·½ = 45.0
    assert (
        score("site", audit("apart", "{outside: 0.2, inside: 0.5, garden: 0.3}"), AUDITS)
        == """
site   visits   score   95 %   musts met   rate   95 %   failed
───────────────────────────────────────────────────────────────
FLAT        3    50.0             4 of 9   44.4
TALL        1    45.0             2 of 4   50.0
"""
    )


# 5. An agency's history: each section came as a score out of a hundred, which bands make comparable.

HISTORY = {
    "qshop.yaml": QSHOP + "scoring: {minimum_base: 1000}\n",
    "sites.yaml": "{format: 1, sites: [{id: A, region: north}, {id: B, region: south}]}\n",
    "criteria/stages.yaml": "{format: 1, stages: [{id: sections, name: Sections}]}\n",
    "criteria/sections.yaml": """\
        format: 1
        stage: sections
        criteria:
          - {id: welcomed, text: The welcome, priority: must, VALIDATED, questions: [
              {id: welcome_score, ask: Score of the welcome, type: number, met: 0.5,
               points: [{up_to: 49.9, points: 0}, {up_to: 74.9, points: 0.5}, {over: 74.9, points: 1}]}]}
          - {id: served, text: The service, priority: must, weight: 1.5, VALIDATED, questions: [
              {id: service_score, ask: Score of the service, type: number, met: 0.5,
               points: [{up_to: 49.9, points: 0}, {up_to: 74.9, points: 0.5}, {over: 74.9, points: 1}]}]}
          - {id: sold, text: The selling, priority: plus, weight: 2.5, VALIDATED, questions: [
              {id: selling_score, ask: Score of the selling, type: number, na: true,
               points: [{up_to: 49.9, points: 0}, {up_to: 74.9, points: 0.5}, {over: 74.9, points: 1}]}]}
        """,
    "questionnaires/history.yaml": "{format: 1, title: History}\n",
}
SECTIONS = """\
visit_id,questionnaire,version,site,date,welcome_score,service_score,selling_score
H1,history,1,A,2026-03-02,80,60,na
H2,history,1,B,2026-03-03,50,49.9,74.95
H3,history,1,A,2026-09-04,100,75,0
H4,history,1,B,2026-09-05,90,,20
"""


def test_an_agencys_history_in_bands(score):
    # The sections weigh 2, 3 and 2.5.
    # H1  2 + 1.5 of 5: 70.0    H2  1 + 0 + 2.5 of 7.5: 46.6667    H3  2 + 3 + 0 of 7.5: 66.6667
    # H4  answered are 4.5 of 7.5, 60 %, and 95 % are wanted: not scored
    assert (
        score("wave", HISTORY, SECTIONS)
        == """
wave     visits   score   95 %   musts met    rate   95 %   failed
──────────────────────────────────────────────────────────────────
spring        2    58.3             3 of 4    75.0
autumn        1    66.7             2 of 2   100.0
"""
    )
    assert (
        score("region,priority", HISTORY)
        == """
region   priority   visits   score   95 %   musts met    rate   95 %   failed
─────────────────────────────────────────────────────────────────────────────
north    must            2    85.0             4 of 4   100.0
north    plus            1     0.0
south    must            1    20.0             1 of 2    50.0
south    plus            1   100.0
"""
    )


# The same sections as marks: each earns exactly its share of a hundred.

MARKS = HISTORY | {
    "criteria/sections.yaml": """\
        format: 1
        stage: sections
        criteria:
          - {id: welcomed, text: The welcome, priority: must, VALIDATED, questions: [
              {id: welcome_score, ask: Score of the welcome, type: number, met: 0.8, points: {out_of: 100}}]}
          - {id: served, text: The service, priority: must, weight: 1.5, VALIDATED, questions: [
              {id: service_score, ask: Score of the service, type: number, met: 0.8, points: {out_of: 100}}]}
          - {id: sold, text: The selling, priority: plus, weight: 2.5, VALIDATED, questions: [
              {id: selling_score, ask: Score of the selling, type: number, na: true, met: 0.8, points: {out_of: 100}}]}
        """,
}


def test_an_agencys_history_in_marks(score):
    # H1  2·0.8 + 3·0.6 of 5: 68.0    H2  2·0.5 + 3·0.499 + 2.5·0.7495 of 7.5: 58.2767
    # H3  2 + 3·0.75 + 0 of 7.5: 56.6667    H4  not scored
    assert (
        score("visit", MARKS, SECTIONS)
        == """
visit   visits   score   95 %   musts met   rate   95 %   failed
────────────────────────────────────────────────────────────────
H1           1    68.0             1 of 2   50.0
H2           1    58.3             0 of 2    0.0
H3           1    56.7             1 of 2   50.0
H4           0
"""
    )


# 6. A petrol station: a checklist on which some failures fail the whole visit.

PETROL = {
    "qshop.yaml": QSHOP + "scoring: {minimum_base: 1000, min_answered: 50}\n",
    "sites.yaml": """\
        format: 1
        teams: [{id: forecourt_ltd, provider: true}, {id: own}]
        sites:
          - {id: M1, tags: [wash], teams: {forecourt: forecourt_ltd, shop: own}}
          - {id: M2, teams: {forecourt: [{team: own}, {team: forecourt_ltd, from: 2026-07-01}], shop: own}}
        """,
    "criteria/stages.yaml": "{format: 1, stages: [{id: forecourt, name: Forecourt}, {id: shop, name: Shop}]}\n",
    "criteria/forecourt.yaml": """\
        format: 1
        stage: forecourt
        criteria:
          - {id: fire, text: Fire can be fought, priority: must, critical: true, access: true, VALIDATED, questions: [
              {id: extinguisher, ask: Was there an extinguisher at the pump?, type: yes_no},
              {id: spill, ask: Was there fuel on the ground?, type: yes_no, points: {"yes": 0, "no": 1}}]}
          - {id: pumps, text: Pumps are clean and stocked, priority: must, VALIDATED, questions: [
              {id: at_pump, ask: What was at the pump?, type: multi,
               choices: [{id: gloves, text: Gloves}, {id: towels, text: Towels}, {id: water, text: Water}, {id: none_of_it, text: None}],
               points: {gloves: 0.5, towels: 0.25, water: 0.25, none_of_it: 0}, met: 0.75}]}
          - {id: car_wash, text: The car wash runs, priority: plus, critical: true, applies: {tags: [wash]}, VALIDATED, questions: [
              {id: brushes, ask: Did the brushes turn?, type: yes_no, na: true}]}
        """,
    "criteria/shop.yaml": """\
        format: 1
        stage: shop
        criteria:
          - {id: till, text: The till is manned, priority: must, VALIDATED, questions: [
              {id: queue, ask: How many people were before you?, type: choice, choices: [{id: few, text: None or one}, {id: some, text: Two}, {id: many, text: More}],
               points: {few: 1, some: 0.4, many: 0}}]}
        """,
    "questionnaires/station.yaml": "{format: 1, title: A stop}\n",
}
STOPS = """\
visit_id,questionnaire,version,site,date,status,extinguisher,spill,at_pump,brushes,queue
P1,station,1,M1,2026-03-02,,yes,no,gloves towels water,yes,few
P2,station,1,M1,2026-03-03,,no,no,gloves towels,no,few
P3,station,1,M1,2026-03-04,no_service,yes,yes,,,
P4,station,1,M1,2026-03-05,,yes,,towels,na,some
P5,station,1,M2,2026-03-06,,no,,none_of_it,,few
P6,station,1,M2,2026-09-07,void,no,yes,,,
P7,station,1,M2,2026-09-08,,yes,no,gloves water,,many
"""


def test_a_petrol_station_with_criticals(score):
    # fire 2, pumps 2, car wash 1 (M1 only), till 2.
    # P1  2 + 2 + 1 + 2 of 7: 100.0
    # P2  2·½ + 2·¾ + 0 + 2 of 7: 64.2857, failed twice over and once a visit; the pumps are met at ¾
    # P3  closed: fire alone, 2·½ of 2: 50.0, failed
    # P4  2·½ of 2·½: the spill is blank, so the fire is undetermined and fails nothing; 2·¼; no wash; 2·0.4: 2.3 of 5
    # P5  fire 0 of 1, failed although the spill is blank: one failure is enough; 0 of 2; 2 of 2: 2 of 5
    # P6  void: nowhere
    # P7  2 + 2·¾ + 0 of 6: 58.3333
    assert (
        score("visit", PETROL, STOPS)
        == """
visit   visits   score   95 %   musts met    rate   95 %   failed
─────────────────────────────────────────────────────────────────
P1           1   100.0             3 of 3   100.0               0
P2           1    64.3             2 of 3    66.7               1
P3           1    50.0             0 of 1     0.0               1
P4           1    46.0             0 of 2     0.0
P5           1    40.0             1 of 3    33.3               1
P6           0
P7           1    58.3             2 of 3    66.7               0
"""
    )
    # Team by team: the forecourt's own criteria at M1, and at M2 since July.
    # forecourt_ltd  P1 5 of 5, P2 2.5 of 5, P3 1 of 2, P4 1.5 of 3, P7 3.5 of 4: mean 67.5; criticals 2 + 2 + 1 + 0 + 1
    # own            till: P1 1, P2 1, P4 0.4, P7 0; with the forecourt P5 0.4: mean 56.0; P3 was not served
    assert (
        score("team", PETROL, form="csv")
        == """
team,visits,score,score_low,score_high,must_met,must_asked,must_rate,must_low,must_high,plus_met,plus_asked,plus_rate,plus_low,plus_high,critical_asked,failed,single_sites
forecourt_ltd,5,67.5,,,5,8,62.5,,,1,2,50.0,,,6,2,0
own,5,56.0,,,3,7,42.857142857142854,,,0,0,,,,1,1,0
"""
    )
