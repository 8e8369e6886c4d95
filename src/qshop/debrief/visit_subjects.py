"""What a page about a visit is about: the whole of it, or VISIT:TEAM, the stages that a provider ran on it."""

from collections.abc import Iterator

import numpy as np

from qshop.findings.results import Results
from qshop.programme.frozen import FrozenStage
from qshop.score.keys import KEYS
from qshop.visits.accepted import Visits


def visit_subjects(results: Results) -> list[str]:
    """Return the ids of the wave's visits, also of those that are in no other figure, each before its providers' parts.

    A provider is handed its own part, for the whole is about the work of others.
    """
    providers = {team.id for team in results.programme.teams if team.provider}
    return list(dict.fromkeys(_subjects(results, providers)))


def _subjects(results: Results, providers: set[str]) -> Iterator[str]:
    for visits in results.visits:
        if visits.wave == results.wave.id:
            served = [_served(visits, stage, results) for stage in visits.version.stages] if providers else []
            for row, code in enumerate(visits.table.get("visit_id").cells()):
                yield code
                yield from (f"{code}:{team}" for team in sorted({of[row] for of in served} & providers))


def _served(visits: Visits, stage: FrozenStage, results: Results) -> list[str]:
    """Return the team that ran a stage on each visit that answered anything there; else blank."""
    answered = np.zeros(visits.table.rows, np.bool_)
    for _, question in stage.asked():
        answered |= ~visits.table.get(question.id).is_in([""])
    teams = teams_of(visits, stage.id, results)
    return [team if is_answered else "" for team, is_answered in zip(teams, answered.tolist(), strict=True)]


def visit_and_team(results: Results, subject: str) -> tuple[str, str]:
    """Return the id of the visit that a page is about, and the team whose part of it alone is told; blank for all."""
    if any(visits.table.get("visit_id").is_in([subject]).any() for visits in results.visits):
        return subject, ""
    code, _, team = subject.rpartition(":")
    return code or subject, team if code else ""


def teams_of(visits: Visits, stage: str, results: Results) -> list[str]:
    """Return the team that ran a stage on each visit; blank where none is known."""
    of_stage = KEYS["team"].of_stage
    return of_stage(results.programme, visits, stage).cells() if of_stage else []
