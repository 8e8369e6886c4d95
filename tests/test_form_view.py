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
SITES = "at the sites where this exists"
GUEST = "in the scenario “A guest”"


@pytest.mark.parametrize(
    ("limits", "only"),
    [
        ("applies: {any: [{tags: [cloakroom]}, {sites: [B2]}]}", f"Only {SITES}."),
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
            f"Only ({SITES} or {GUEST}) and if you answered “Yes” to question 1.",
        ),
        ("applies: {any: [{tags: [cloakroom]}, {channel: [face_to_face, phone]}]}", ""),
        ("applies: {any: [{tags: [cloakroom]}, {channel: letter}]}", f"Only {SITES}."),
    ],
)
def test_alternatives_are_joined_by_or_and_stand_in_brackets_beside_anything_else(limits, only, tmp_path):
    desk = FILES["criteria/desk.yaml"].replace("ask: Was it?, type: yes_no", f"ask: Was it?, type: yes_no, {limits}")
    loaded = load(programme(tmp_path, {**FILES, "criteria/desk.yaml": desk}))
    assert loaded.diagnostics == []
    [section] = form(compile_version(loaded.programme, "onsite", 1), loaded.programme, tongue("en")).sections
    assert section.questions[1].only == only
