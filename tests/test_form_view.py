"""What a form says in words of the visits to which something applies."""

import pytest

from qshop.forms.form_view import form
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.programme.compile import compile_version
from support import programme

FILES = {
    "qshop.yaml": """\
format: 1
name: Desks
languages: [en]
waves: [{id: year, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": "format: 1\nsites: [{id: A1, tags: [cloakroom]}, {id: B2}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_run
    text: The desk is run
    priority: must
    status: validated
    questions: [{id: was_open, ask: Was it open?, type: yes_no}, {id: asked, ask: Was it?, type: yes_no}]
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: A visit
channel: [face_to_face, phone]
scenarios: [{id: guest, name: A guest}, {id: courier, name: A courier}]
""",
}
SITES = "at A1"
GUEST = "in the scenario “A guest”"


@pytest.mark.parametrize(
    ("limits", "only"),
    [
        ("applies: {any: [{tags: [cloakroom]}, {sites: [B2]}]}", f"Only {SITES} or at B2."),
        ("applies: {any: [{tags: [cloakroom]}, {scenario: guest}]}", f"Only {SITES} or {GUEST}."),
        (
            "applies: {any: [{tags: [cloakroom]}, {scenario: guest}, {channel: phone}]}",
            f"Only {SITES}, {GUEST} or by telephone.",
        ),
        (
            "applies: {any: [{tags: [cloakroom], scenario: guest}, {channel: phone}]}",
            f"Only ({GUEST} and {SITES}) or by telephone.",
        ),
        (
            "applies: {channel: phone, any: [{tags: [cloakroom]}, {scenario: guest}]}",
            f"Only by telephone and ({SITES} or {GUEST}).",
        ),
        (
            'applies: {any: [{sites: [B2]}, {scenario: guest}]}, when: {question: was_open, is: ["yes"]}',
            f"Only (at B2 or {GUEST}) and if you answered “Yes” to question 1.",
        ),
        ("applies: {any: [{tags: [cloakroom]}, {channel: [face_to_face, phone]}]}", ""),
        ("applies: {any: [{tags: [cloakroom]}, {channel: letter}]}", f"Only {SITES}."),
    ],
)
def test_alternatives_are_joined_by_or_and_stand_in_brackets_beside_anything_else(limits, only, tmp_path):
    assert said(limits, tmp_path) == only


def said(limits, tmp_path, sites="{id: A1, tags: [cloakroom]}, {id: B2}", language="en"):
    """Give what the form says of a question's limits in a programme with `sites`."""
    desk = FILES["criteria/desk.yaml"].replace("ask: Was it?, type: yes_no", f"ask: Was it?, type: yes_no, {limits}")
    changed = {"criteria/desk.yaml": desk, "sites.yaml": f"format: 1\nsites: [{sites}]\n"}
    loaded = load(programme(tmp_path, FILES | changed))
    assert loaded.diagnostics == []
    [section] = form(compile_version(loaded.programme, "onsite", 1), loaded.programme, tongue(language)).sections
    return section.questions[1].only


HALLS = "{id: A1, name: North hall, tags: [lift]}, {id: B2, name: South hall, tags: [lift]}, {id: C3, name: Annexe}"
MANY = ", ".join(f"{{id: {kind}{n}, tags: [{kind}]}}" for n in range(7) for kind in ("lift", "stairs"))
LIFT = "applies: {tags: [lift]}"


@pytest.mark.parametrize(
    ("limits", "sites", "only"),
    [
        (LIFT, HALLS, "Only at all sites but Annexe."),
        (LIFT, f"{HALLS}, {{id: D4}}", "Only at North hall and South hall."),
        ("applies: {tags: [lift], not_sites: [A1]}", HALLS, "Only at South hall."),
        ("applies: {not_sites: [A1]}", HALLS, "Only at all sites but North hall."),
        (LIFT, "{id: A1, tags: [lift]}, {id: B2, tags: [lift]}", ""),
        (LIFT, "{id: A1}, {id: B2, tags: [{tags: []}, {from: 2026-07-01, tags: [lift]}]}", "Only at B2."),
        (LIFT, "{id: A1}, {id: B2}", "Only at the sites where this exists."),
        (LIFT, MANY, "Only at the sites where this exists."),
    ],
)
def test_the_sites_are_named_or_those_left_out_where_they_are_few(limits, sites, only, tmp_path):
    assert said(limits, tmp_path, sites) == only


def test_the_sites_are_named_in_each_language_as_it_names_places(tmp_path):
    def in_both(limits, sites):
        return [said(limits, tmp_path, sites, language) for language in ("fr", "tr")]

    assert in_both("applies: {sites: [C3]}", HALLS) == [
        "Uniquement sur le site Annexe.",
        "Yalnızca Annexe tesisinde.",
    ]
    assert in_both(LIFT, f"{HALLS}, {{id: D4}}") == [
        "Uniquement sur les sites North hall et South hall.",
        "Yalnızca North hall ve South hall tesislerinde.",
    ]
    assert in_both(LIFT, HALLS) == [
        "Uniquement sur tous les sites sauf Annexe.",
        "Yalnızca Annexe dışındaki tesislerde.",
    ]
