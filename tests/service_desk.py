"""A desk at which people serve, so that there are sheets about single visits: two employers, context, things to try."""

from desk import FILES as DESK

ETHICS = "{staff_informed: 2026-01-15, uses: [improvement, training]}"
QSHOP = DESK["qshop.yaml"].replace("{staff_informed: 2026-01-15}", ETHICS)
QSHOP += "privacy: {keep_months: 12, quotes: all}\n"
SITES = """\
format: 1
teams:
  - {id: house, name: {en: House team, fr: Équipe maison, tr: Kendi ekibimiz}, people: 8}
  - {id: halo, name: {en: Halo Reception, fr: Halo Reception, tr: Halo Reception}, provider: true, people: 6}
sites:
  - {id: A1, name: {en: North gate, fr: Porte nord, tr: Kuzey kapısı}, teams: {desk: halo, leaving: house}}
  - {id: B2, name: {en: South gate, fr: Porte sud, tr: Güney kapısı}, teams: {desk: house}}
"""
CRITERIA = """\
format: 1
stage: desk
questions:
  - id: people_ahead
    ask: {en: How many people were ahead?, fr: Combien de personnes attendaient ?, tr: Önde kaç kişi vardı?}
    type: number
    kind: context
    unit: {en: {one: person, other: people}, fr: {one: personne, other: personnes}, tr: kişi}
  - {id: arrived, ask: {en: When?, fr: Quand ?, tr: Ne zaman?}, type: time, kind: context}
criteria:
  - id: desk_greeting
    text: {en: Every visitor is greeted first, fr: Chaque visiteur est salué d'abord, tr: Önce ziyaretçi selamlanır}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: greeted, ask: {en: Were you greeted?, fr: Vous a-t-on salué ?, tr: Size selam verildi mi?}, type: yes_no}
  - id: desk_wait
    text: {en: Nobody waits over two minutes, fr: Personne n'attend plus de deux minutes, tr: Kimse iki dakikadan çok beklemez}
    missed: {en: A long wait, fr: Une longue attente, tr: Uzun bekleme}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    try:
      en: "Even on the phone: a look, “I'm with you in a moment”."
      fr: "Même au téléphone : un regard, « je suis à vous »."
      tr: "Telefonda bile: bir bakış, “hemen geliyorum”."
    questions:
      - id: waited
        ask: {en: How long did you wait?, fr: Combien de temps avez-vous attendu ?, tr: Ne kadar beklediniz?}
        type: duration
        points: [{up_to: 120, points: 1}, {over: 120, points: 0}]
  - id: desk_sign
    text: {en: The sign is straight, fr: Le panneau est droit, tr: Tabela düzdür}
    priority: must
    weight: 9
    nature: tangible
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: sign, ask: {en: Was the sign straight?, fr: Le panneau était-il droit ?, tr: Tabela düz müydü?}, type: yes_no}
  - id: desk_name
    text: {en: Staff give their name, fr: Le personnel dit son nom, tr: Görevli adını söyler}
    priority: must
    weight: 8
    standard: none
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: name_said, ask: {en: Was a name given?, fr: A-t-on dit un nom ?, tr: Ad söylendi mi?}, type: yes_no}
"""
FILES = DESK | {"qshop.yaml": QSHOP, "sites.yaml": SITES, "criteria/desk.yaml": CRITERIA}
ROW = {"questionnaire": "onsite", "version": "1", "site": "A1", "date": "2026-09-29", "time_in": "11:40"}
ROW |= {"time_out": "12:05", "shopper": "S77", "scenario": "guest", "channel": "face_to_face", "desk_staff": "D44"}
ROW |= {"people_ahead": "2", "arrived": "11:47", "greeted": "yes", "greeted_evidence": "jane.jpg", "waited": "248"}
ROW |= {"greeted_comment": "She greeted me before I spoke", "sign": "no", "name_said": "no", "goodbye": "3"}
ROW |= {"waited_comment": "Nobody looked up"}
"""A visit in the late morning of a Tuesday, on which most was missed that can be missed."""
