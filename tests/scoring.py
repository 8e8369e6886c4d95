"""Small programmes on the way that files take: written, loaded, frozen, loaded again; visits accepted and scored."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace

from qshop.io.folder import load
from qshop.programme.compile import next_version
from qshop.programme.frozen_file import content, to_yaml
from qshop.programme.model import Programme
from qshop.score.figure_table import Figures, figures
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.keys import Key
from qshop.score.tally import tally
from qshop.score.units import SUMS
from qshop.visits.accepted import Visits
from qshop.visits.intake.judge import accept_visits
from qshop.visits.table import Column, Table
from support import programme as written

Row = Mapping[str, str]
DESKS = {
    "qshop.yaml": """\
format: 1
name: Two desks
languages: [en]
waves:
  - {id: spring, from: 2026-01-01, to: 2026-06-30}
  - {id: autumn, from: 2026-07-01, to: 2026-12-31}
owners: {desk_manager: Desk manager}
""",
    "sites.yaml": """\
format: 1
teams: [{id: red}, {id: blue}, {id: green}]
sites:
  - id: S1
    region: north
    type: gate
    tags: [staffed]
    teams: {desk: [{team: red}, {team: blue, from: 2026-04-01}], leaving: red}
  - {id: S2, region: south, type: gate, teams: {desk: green}}
""",
    "criteria/stages.yaml": """\
format: 1
stages: [{id: desk, name: Desk}, {id: leaving, name: Leaving}]
""",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_greeting
    text: Visitors are greeted
    priority: must
    critical: true
    status: validated
    owner: desk_manager
    questions:
      - {id: greeted, ask: Were you greeted?, type: yes_no, na: true}
      - {id: wait, ask: How long did it take?, type: duration, points: [{up_to: 30, points: 1}, {over: 30, points: 0.3}]}
  - id: desk_flowers
    text: There are flowers
    priority: plus
    status: validated
    questions: [{id: flowers, ask: Were there flowers?, type: yes_no}]
""",
    "criteria/leaving.yaml": """\
format: 1
stage: leaving
criteria:
  - id: leaving_goodbye
    text: Staff say goodbye
    priority: must
    access: true
    applies: {tags: [staffed]}
    status: validated
    questions: [{id: goodbye, ask: Did anyone say goodbye?, type: yes_no}]
  - id: leaving_door
    text: The door is held
    priority: plus
    status: validated
    questions: [{id: door, ask: How was the door?, type: scale, scale: {from: 1, to: 4}}]
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: On site
channel: [face_to_face, phone]
scenarios: [{id: guest, name: Guest}, {id: supplier, name: Supplier}]
""",
}


def frozen(folder: Path, files: Mapping[str, str]) -> Programme:
    """Write a programme, freeze every questionnaire that changed, and read all of it back."""
    before = load(written(folder, files))
    assert before.diagnostics == []
    for name in before.programme.questionnaires:
        version, is_new = next_version(before.programme, name)
        if is_new:
            written(folder, {f"questionnaires/{name}/v{version.version}.yaml": to_yaml(content(version))})
    after = load(folder)
    assert after.diagnostics == []
    return after.programme


def table(rows: Iterable[Row], programme: Programme) -> Table:
    """Lay rows out as the table of an export with every column of every version."""
    given = [{"questionnaire": "onsite", "version": "1", **row} for row in rows]
    asked = [q.id for version in programme.versions.values() for _, _, q in version.questions()]
    names = dict.fromkeys([*asked, "visit_id", "site", "date", *(name for row in given for name in row)])
    return Table("visits.csv", {name: Column.of([row.get(name, "") for row in given]) for name in names}, len(given))


def visits(programme: Programme, rows: Iterable[Row]) -> list[Visits]:
    """Accept rows, all of them."""
    outcome = accept_visits(table(rows, programme), programme)
    assert (outcome.refusal, outcome.rejects) == (None, [])
    return outcome.accepted


def scored(programme: Programme, rows: Iterable[Row]) -> list[ScoredVisits]:
    """Accept and score rows."""
    return [score_visits(batch, programme) for batch in visits(programme, rows)]


def cells(
    parts: Iterable[ScoredVisits], keys: Key, programme: Programme, stages: frozenset[str] = frozenset()
) -> dict[Key, SimpleNamespace]:
    """Add scored visits up by keys: the numbers of each cell."""
    found = tally(parts, programme, [keys], stages).cells(keys).to_dict("records")
    return {tuple(one[key] for key in keys): SimpleNamespace(**{name: one[name] for name in SUMS}) for one in found}


def table_of(parts: Iterable[ScoredVisits], keys: Key, programme: Programme) -> Figures:
    """Return the figures of scored visits by keys."""
    return figures(tally(parts, programme, [keys]), keys, programme)
