"""Two houses, two groups, and what became of their proposals: a small programme that papers are printed of."""

from test_rosters import FILES, HEADER, A, B

CRITERIA = """\
format: 1
stage: reception
criteria:
  - id: greeted
    text: Every visitor is greeted within a minute
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-02-01}
    proposed: {group: A, on: 2026-01-10, present: 4, must: 3, plus: 1}
    owner: desk_manager
    questions:
      - {id: queue, ask: How many people stood before you?, type: number, kind: context}
      - {id: greeting, ask: Did somebody greet you within a minute?, type: yes_no}
  - id: smile
    text: Staff smile | always *
    priority: plus
    status: declined
    proposed: {group: A, on: 2026-01-10}
    declined: {by: steering group, on: 2026-02-01, why: A smile cannot be timed., instead: greeted}
  - id: lit
    text: The way in from the street is lit
    priority: plus
    proposed: {group: A, on: 2026-01-10}
  - id: greeted_name
    text: Every visitor is greeted by name within a minute
    priority: must
    owner: desk_manager
    proposed: {group: A, on: 2026-01-10, present: 4, must: 2, plus: 2, visible: the visitor hears the own name}
  - id: lit_way
    text: The way in from the street is lit after dark
    priority: must
    questions:
      - {id: lamps, ask: Was every lamp on your way lit?, type: yes_no}
"""
OBSTACLES = """\
group,date,stage,obstacle,owner
A,2026-01-10,reception,Nobody at the desk from 12 to 1,house_manager
B,2026-01-12,catering,<b>No</b> second tray,
"""
ROSTER = (
    (HEADER + A + B)
    .replace("peer_leader,,,", "peer_leader,yes,yes,S")
    .replace("A,member,,,\nDov,halo,,yes", "A,member,yes,no,\nDov,halo,,")
)
HOUSES = FILES | {
    "criteria/reception.yaml": CRITERIA,
    "workshops/obstacles.csv": OBSTACLES,
    "workshops/roster.csv": ROSTER + "Gil,halo,,yes,,,,,\n",
}
