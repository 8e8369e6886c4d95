"""Rules on ids: one namespace for the whole programme, each id given once."""

from collections.abc import Iterable, Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.part import Part


def each_once(programme: Programme) -> Iterator[Diagnostic]:
    """QS209: one id for two things, one code for two sites, teams or waves, or for two choices of a question."""
    yield from _repeated(_one_namespace(programme))
    yield from _repeated((site.id, site) for site in programme.sites)
    yield from _repeated((team.id, team) for team in programme.teams)
    yield from _repeated((wave.id, wave) for wave in programme.settings.waves)
    for questionnaire in programme.questionnaires.values():
        yield from _repeated((scenario.id, scenario) for scenario in questionnaire.scenarios)
    for question in programme.questions:
        yield from _repeated((choice.id, choice) for choice in question.choices)


def _one_namespace(programme: Programme) -> Iterator[tuple[str, Part]]:
    for stage in programme.stages:
        yield stage.id, stage
    for gap in programme.gaps:
        yield gap.id, gap
        yield from ((prescription.id, prescription) for prescription in gap.prescriptions)
    for file in programme.criteria_files:
        yield from ((question.id, question) for question in file.questions)
        for criterion in file.criteria:
            yield criterion.id, criterion
            yield from ((question.id, question) for question in criterion.questions)


def _repeated(parts: Iterable[tuple[str, Part]]) -> Iterator[Diagnostic]:
    first: dict[str, Part] = {}
    for name, part in parts:
        if name in first:
            message = f"“{name}” is already used at {first[name].at('id')}"
            yield part.diagnostic("QS209", message, "id", help="choose another; ids are never reused")
        else:
            first[name] = part
