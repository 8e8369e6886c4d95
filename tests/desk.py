"""A small programme in three languages that tests of what people see share: one desk, two sites, two waves."""

from qshop.cli.main import run
from support import programme

QSHOP = """\
format: 1
name: {en: Front desks, fr: Accueils, tr: Danışma masaları}
languages: [en, fr, tr]
simulated: true
waves:
  - {id: spring, name: {en: Spring 2026, fr: Printemps 2026, tr: İlkbahar 2026}, from: 2026-03-01, to: 2026-03-31}
  - {id: autumn, name: {en: Autumn 2026, fr: Automne 2026, tr: Sonbahar 2026}, from: 2026-09-01, to: 2026-09-30}
scoring: {minimum_base: 3}
targets: {score: 80, must_rate: 90, stages: {desk: 85}}
owners: {desk_manager: {en: Desk manager, fr: Responsable de l'accueil, tr: Danışma sorumlusu}}
mix: {questionnaire: equal}
ethics: {staff_informed: 2026-01-15}
"""
SITES = """\
format: 1
teams: [{id: house, people: 6, name: {en: House team, fr: Équipe maison, tr: Kendi ekibimiz}}, {id: guests_ltd, people: 9}]
sites:
  - {id: A1, name: {en: North gate, fr: Porte nord, tr: Kuzey kapısı}, region: north, type: gate, tags: [staffed],
     teams: {desk: [{team: house}, {team: guests_ltd, from: 2026-09-01}]}}
  - {id: B2, name: {en: South gate, fr: Porte sud, tr: Güney kapısı}, region: south, type: gate, teams: {desk: house}}
"""
STAGES = """\
format: 1
stages:
  - id: desk
    name: {en: The desk, fr: L'accueil, tr: Danışma}
    remember: {en: Note the time., fr: Notez l'heure., tr: Saati not edin.}
  - {id: leaving, name: {en: Leaving, fr: Le départ, tr: Ayrılış}}
"""
GAPS = """\
format: 1
gaps:
  - id: g2
    name: {en: Standards missing, fr: Normes absentes, tr: Eksik standartlar}
    prescriptions: [{id: g2f, text: {en: Set clear goals., fr: Fixez des objectifs clairs., tr: Açık hedefler koyun.}}]
  - id: g3
    name: {en: Standards not delivered, fr: Normes non tenues, tr: Uygulanmayan standartlar}
    prescriptions: [{id: g3d, text: {en: Train for the task., fr: Formez à la tâche., tr: İşin eğitimini verin.}}]
"""
DESK = """\
format: 1
stage: desk
criteria:
  - id: desk_greeting
    text: {en: Every visitor is greeted, fr: Chaque visiteur est salué, tr: Her ziyaretçi selamlanır}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    owner: desk_manager
    gaps: [g2f, g3d]
    promise:
      says: {en: You are welcome, fr: Vous êtes les bienvenus, tr: Hoş geldiniz}
      where: {en: web site, fr: site web, tr: internet sitesi}
    questions:
      - id: greeted
        ask: {en: Were you greeted?, fr: Vous a-t-on salué ?, tr: Size selam verildi mi?}
        type: yes_no
        comment: ["no"]
      - id: greeting_wait
        ask: {en: After how many seconds?, fr: Après combien de secondes ?, tr: Kaç saniye sonra?}
        type: duration
        points: [{up_to: 30, points: 1}, {over: 30, points: 0}]
        when: {question: greeted, is: ["yes"]}
  - id: desk_safe
    text: {en: The exit is clear, fr: La sortie est dégagée, tr: Çıkış açıktır}
    missed: {en: Exit blocked, fr: Sortie encombrée, tr: Çıkışın önü kapalı}
    priority: must
    critical: true
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: exit_clear, ask: {en: Was the exit clear?, fr: La sortie était-elle dégagée ?, tr: Çıkış açık mıydı?}, type: yes_no}
"""
LEAVING = """\
format: 1
stage: leaving
criteria:
  - id: leaving_goodbye
    text: {en: Staff say goodbye, fr: Le personnel prend congé, tr: Görevli vedalaşır}
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - id: goodbye
        ask: {en: How was the goodbye?, fr: Comment s'est passé le départ ?, tr: Vedalaşma nasıldı?}
        type: scale
        na: true
        scale: {from: 1, to: 3, labels: {1: {en: Silent, fr: Muet, tr: Sessiz}, 3: {en: By name, fr: Par le nom, tr: Adıyla}}}
"""
ONSITE = """\
format: 1
title: {en: A visit to the desk, fr: Une visite à l'accueil, tr: Danışmaya bir ziyaret}
channel: face_to_face
scenarios:
  - {id: guest, name: {en: A guest, fr: Un invité, tr: Bir konuk}, brief: {en: You are expected., fr: On vous attend., tr: Bekleniyorsunuz.}}
"""
FILES = {
    "qshop.yaml": QSHOP,
    "sites.yaml": SITES,
    "criteria/stages.yaml": STAGES,
    "criteria/gaps.yaml": GAPS,
    "criteria/desk.yaml": DESK,
    "criteria/leaving.yaml": LEAVING,
    "questionnaires/onsite.yaml": ONSITE,
}
VISITS = """\
visit_id,questionnaire,version,site,date,status,desk_staff,greeted,greeted_comment,greeting_wait,exit_clear,goodbye
s1,onsite,1,A1,2026-03-02,,D1,yes,,20,yes,3
s2,onsite,1,B2,2026-03-03,,D2,no,nobody there,,yes,na
a1,onsite,1,A1,2026-09-02,,D1,yes,,25,yes,3
a2,onsite,1,A1,2026-09-03,,D1,yes,,45,yes,2
a3,onsite,1,A1,2026-09-04,,D3,yes,,10,no,1
a4,onsite,1,B2,2026-09-05,,D2,no,nobody there,,yes,3
a5,onsite,1,B2,2026-09-06,no_service,,,,,,
"""


def visited(folder):
    """Write the programme below `folder`, freeze its questionnaire and take its visits in; give its root."""
    root = programme(folder, FILES)
    (root / "export.csv").write_text(VISITS, encoding="utf-8")
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


def said(capsys, root, *arguments):
    """Run one command; give its exit code and what it printed."""
    capsys.readouterr()
    code = run(["--project", str(root), *arguments])
    return code, capsys.readouterr()
