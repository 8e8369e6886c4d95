"""A programme in a repository, with commits of one edit each, for the tests of what `qshop diff` says of them."""

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from support import programme

Edits = dict[str, str | Iterable[tuple[str, str]]]

GREETING = """\
  - id: desk_greeting
    text: {en: Every visitor is greeted, fr: Chaque visiteur est salué}
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    owner: desk_manager
    gaps: [g3d]
    questions:
      - id: greeted
        ask: {en: Were you greeted?, fr: Vous a-t-on salué ?}
        type: yes_no
        comment: ["no"]
"""
WAIT = """\
      - id: greeting_wait
        ask: {en: After how many seconds?, fr: Après combien de secondes ?}
        type: duration
        points: [{up_to: 30, points: 1}, {over: 30, points: 0}]
        when: {question: greeted, is: ["yes"]}
"""
SAFE = """\
  - id: desk_safe
    text: {en: The exit is clear, fr: La sortie est dégagée}
    priority: must
    critical: true
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: exit_clear, ask: {en: Was the exit clear?, fr: La sortie était-elle dégagée ?}, type: yes_no}
"""
FILES = {
    "qshop.yaml": """\
format: 1
name: {en: Front desks, fr: Accueils}
languages: [en, fr]
waves:
  - {id: spring, from: 2026-03-01, to: 2026-03-31}
targets: {score: 80, must_rate: 90, stages: {desk: 85}}
mix: {questionnaire: equal}
owners:
  desk_manager: {en: Desk manager, fr: Responsable de l'accueil}
""",
    "sites.yaml": """\
format: 1
teams: [{id: house}, {id: guests_ltd, provider: true}]
sites:
  - {id: A1, region: north, tags: [staffed, lift], teams: {desk: house}}
  - {id: B2, region: south, tags: [kiosk]}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: desk, name: {en: The desk, fr: L'accueil}}
  - {id: leaving, name: {en: Leaving, fr: Le départ}}
""",
    "criteria/gaps.yaml": """\
format: 1
gaps:
  - id: g3
    name: {en: Standards not delivered, fr: Normes non tenues}
    prescriptions:
      - {id: g3d, text: {en: Train for the task, fr: Former à la tâche}}
""",
    "criteria/desk.yaml": "format: 1\nstage: desk\ncriteria:\n" + GREETING + WAIT + SAFE,
    "criteria/leaving.yaml": """\
format: 1
stage: leaving
criteria:
  - id: leaving_goodbye
    text: {en: Staff say goodbye, fr: Le personnel prend congé}
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - id: goodbye
        ask: {en: How was the goodbye?, fr: Comment s'est passé le départ ?}
        type: scale
        na: true
        scale: {from: 1, to: 3, labels: {1: {en: Silent, fr: Muet}, 3: {en: By name, fr: Par le nom}}}
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: {en: A visit to the desk, fr: Une visite à l'accueil}
channel: face_to_face
scenarios:
  - {id: guest, name: {en: A guest, fr: Un invité}}
""",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody whose settings, hooks and clock are nobody's."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    settings = {**mine, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "core.autocrlf=false", *arguments]
    return subprocess.run(command, cwd=folder, env=settings, check=True, capture_output=True, text=True).stdout


WHO = {"NAME": "A", "EMAIL": "a@example.org", "DATE": "2026-01-01T00:00:00+0000"}


def repository(folder: Path, files: dict[str, str]) -> Path:
    """Commit `files` as the first commit of a new repository."""
    programme(folder, files)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return commit(folder, {})


def commit(folder: Path, edits: Edits) -> Path:
    """Edit files and commit everything that stands in the folder."""
    edit(folder, edits)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=an edit")
    return folder


def edit(folder: Path, edits: Edits) -> None:
    """Replace texts in a file, each of which stands there once; or the file as a whole (an empty text: remove it)."""
    for path, change in edits.items():
        content = change if isinstance(change, str) else (folder / path).read_text(encoding="utf-8")
        for old, new in () if isinstance(change, str) else change:
            assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {path}"
            content = content.replace(old, new)
        programme(folder, {path: content})
        if not content:
            (folder / path).unlink()


def without_hashes(text: str) -> str:
    """Put dots for what differs with git's own version: the names of commits."""
    return re.sub("\\([0-9a-f]{7}\\)", "(…)", text)
