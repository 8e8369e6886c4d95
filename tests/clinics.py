"""A programme whose visits score what is wanted: one measure out of 100, one must and one plus, in two scenarios."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from qshop.programme.model import Programme
from qshop.score.comparison.compare import Differences, compared, tally_keys
from qshop.score.comparison.like_visits import LikeVisits, like_visits
from qshop.score.comparison.sides import sides_of
from qshop.score.kernel import score_visits
from qshop.score.keys import Key
from qshop.score.tally import tally
from scoring import Row, frozen, visits

CLINICS = {
    "qshop.yaml": """\
format: 1
name: Clinics
languages: [en]
waves:
  - {id: spring, from: 2026-01-01, to: 2026-06-30}
  - {id: autumn, from: 2026-07-01, to: 2026-12-31}
scoring: {minimum_base: 2, plus: apart}
mix: {scenario: equal}
""",
    "sites.yaml": """\
format: 1
teams: [{id: red}, {id: blue}, {id: green}]
sites:
  - {id: A, region: north, teams: {care: [{team: red}, {team: blue, from: 2026-07-01}], desk: red}}
  - {id: B, region: north, teams: {care: blue, desk: red}}
  - {id: C, region: south, teams: {care: blue, desk: blue}}
""",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}, {id: care, name: Care}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_greeting
    text: Patients are greeted
    priority: plus
    status: validated
    questions: [{id: greeted, ask: Were you greeted?, type: yes_no}]
""",
    "criteria/care.yaml": """\
format: 1
stage: care
criteria:
  - id: care_given
    text: What is needed is done
    priority: must
    status: validated
    questions: [{id: care, ask: How much was done?, type: scale, scale: {from: 0, to: 100}, met: 0.5}]
""",
    "questionnaires/clinic.yaml": """\
format: 1
title: Clinic
channel: face_to_face
scenarios: [{id: diarrhoea, name: Diarrhoea}, {id: angina, name: Angina}]
""",
}
DAYS = {"spring": "2026-02-01", "autumn": "2026-09-01"}


def visits_to(site: str, wave: str, scenario: str, *cares: int, **more: str) -> list[Row]:
    """Make one visit for each value of `cares`, which is its score as well: everybody is greeted."""
    common = {
        "site": site,
        "date": DAYS[wave],
        "scenario": scenario,
        "questionnaire": "clinic",
        "greeted": "yes",
        **more,
    }
    code = f"{site}-{wave}-{scenario}-{'-'.join(more.values())}"
    return [{**common, "visit_id": f"{code}-{at}", "care": str(care)} for at, care in enumerate(cares)]


def clinics(folder: Path, more: Mapping[str, str] | None = None) -> Programme:
    """Freeze the programme, with other files in place of some."""
    return frozen(folder, CLINICS | dict(more or {}))


def side_by_side(
    programme: Programme, rows: Iterable[Row], before: str, after: str, of: str = "wave", by: Key = (), stage: str = ""
) -> tuple[Differences, LikeVisits]:
    """Compare two sides over accepted visits."""
    sides = sides_of(of, before, after, programme, stage)
    batches = [score_visits(one, programme) for one in sides.apply(visits(programme, rows), programme)]
    like = like_visits(batches, sides, programme)
    total = tally(like.batches, programme, tally_keys(sides, by), sides.stages)
    return compared(total, sides, by, programme), like
