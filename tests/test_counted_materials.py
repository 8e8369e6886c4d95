"""What is brought to a meeting: each thing once, counted for those who come."""

from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.workshop.counted_materials import copies, counted_materials, people_to_come
from qshop.workshop.guide import Guide

TALK = """format: 1
title: A talk
for: A team
minutes: 30
PEOPLE
items:
  - id: one
    title: One
    minutes: 10
    materials: [a watch, {what: pens, count: 2, for_each: [table]}, {what: cards, count: 60}]
    handouts: [sheet]
    moves: []
  - id: two
    title: Two
    minutes: 20
    each: stage
    materials: [a watch, {what: red dots, count: 5, for_each: [person, stage]}, {what: pens, count: 1, for_each: [person]}]
    handouts: [sheet, rules]
    moves: []
handouts:
  sheet: {title: Sheet, sections: []}
  rules: {title: Rules, for_each: [three], sections: []}
  wall: {title: Wall, count: 1, for_each: [], sections: []}
"""


def guide(people=""):
    node, _ = read_yaml(TALK.replace("PEOPLE", people).encode(), "talk.yaml")
    read, faults = read_part(Guide, node)
    assert not faults
    return read


def test_each_thing_is_counted_once_for_nine_people_and_two_stages():
    counted = [(one.what["en"], one.number) for one in counted_materials(guide(), 9, 2)]
    assert counted == [("a watch", 0), ("pens", 9), ("cards", 60), ("red dots", 90)]


def test_of_what_several_items_use_the_most_is_brought():
    assert {one.what["en"]: one.number for one in counted_materials(guide(), 2, 2)}["pens"] == 2


def test_copies_are_for_everyone_unless_a_paper_says_something_else():
    handouts = guide().handouts
    assert {name: copies(handout, 10, 2) for name, handout in handouts.items()} == {"sheet": 10, "rules": 4, "wall": 1}


def test_things_are_counted_for_the_group_else_for_the_most_that_the_guide_is_for_else_for_ten():
    assert people_to_come(guide("people: {from: 6, to: 12}"), 9) == 9
    assert people_to_come(guide("people: {from: 6, to: 12}"), 0) == 12
    assert people_to_come(guide(), 0) == 10
