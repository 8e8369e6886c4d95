"""Rules on references: what a file names must exist."""

from collections.abc import Iterable, Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.settings import MANAGEMENT, Owner


def dangling(
    part: Part, kind: str, name: str, known: Iterable[str], programme: Programme, *path: object, key: bool = False
) -> Iterator[Diagnostic]:
    """QS210: what stands at `path` below `part` names a thing that does not exist; `kind` says what sort of thing."""
    choices = list(known)
    if name not in choices and name not in programme.faulty_ids and not programme.has_unread(kind):
        help_ = did_you_mean(name, choices) or f"create the {kind} first"
        yield part.diagnostic("QS210", f"there is no {kind} “{name}”", *path, key=key, help=help_)


def stages(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a criteria file, a policy or a target names a stage that is not in criteria/stages.yaml."""
    known = [stage.id for stage in programme.stages]
    for file in programme.criteria_files:
        yield from dangling(file, "stage", file.stage, known, programme, "stage")
    settings = programme.settings
    for stage in settings.scoring.stages:
        yield from dangling(settings.scoring, "stage", stage, known, programme, "stages", stage, key=True)
    for stage in settings.targets.stages:
        yield from dangling(settings.targets, "stage", stage, known, programme, "stages", stage, key=True)
    for site in programme.sites:
        for stage in site.teams:
            yield from dangling(site, "stage", stage, known, programme, "teams", stage, key=True)


def questions(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a condition asks about a question that exists nowhere."""
    known = [question.id for question in programme.questions]
    conditions = [stage.when for stage in programme.stages] + [question.when for question in programme.questions]
    for leaf in (leaf for when in conditions if when for leaf in when.leaves()):
        yield from dangling(leaf, "question", leaf.question or "", known, programme, "question")


def owners(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: the owner of a criterion, or the one above an owner, is not declared: no feedback could reach them."""
    known = [*programme.settings.owners, MANAGEMENT]
    for criterion in programme.criteria.values():
        if criterion.owner:
            yield from dangling(criterion, "owner", criterion.owner, known, programme, "owner")
    for owner in programme.settings.owners.values():
        if isinstance(owner, Owner) and owner.above:
            yield from dangling(owner, "owner", owner.above, known, programme, "above")


def gaps(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a criterion points to a gap or prescription that criteria/gaps.yaml does not have."""
    known = [gap.id for gap in programme.gaps] + list(programme.prescriptions)
    for criterion in programme.criteria.values():
        for index, name in enumerate(criterion.gaps):
            yield from dangling(criterion, "gap or prescription", name, known, programme, "gaps", index)


def prescriptions_from_visits(programme: Programme) -> Iterator[Diagnostic]:
    """QS229: a criterion names a prescription that no mystery visit may suggest."""
    for criterion in programme.criteria.values():
        for index, name in enumerate(criterion.gaps):
            gap, prescription = programme.prescriptions.get(name, (None, None))
            if gap and prescription and not prescription.from_visits:
                message = f"the prescription “{name}” must never follow from a mystery visit"
                help_ = f"take it out, or point to the gap as a whole: {gap.id}"
                yield criterion.diagnostic("QS229", message, "gaps", index, help=help_)


def sites_and_teams(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a site's stage is run by a team that is not declared, or `applies` names an unknown site."""
    teams = [team.id for team in programme.teams]
    for site in programme.sites:
        for stage, spells in site.teams.items():
            for index, spell in enumerate(spells):
                yield from dangling(site, "team", spell.team, teams, programme, "teams", stage, index, "team")
    for applies in programme.all_applies():
        for key in ("sites", "not_sites"):
            for index, name in enumerate(getattr(applies, key)):
                yield from dangling(applies, "site", name, programme.site, programme, key, index)


def questionnaires(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: a questionnaire asks for an unknown stage or criterion, or a wave names no questionnaire."""
    known_stages = [stage.id for stage in programme.stages]
    for questionnaire in programme.questionnaires.values():
        for index, name in enumerate(questionnaire.stages):
            yield from dangling(questionnaire, "stage", name, known_stages, programme, "stages", index)
        for key in ("criteria", "not_criteria"):
            for index, name in enumerate(getattr(questionnaire, key)):
                yield from dangling(questionnaire, "criterion", name, programme.criteria, programme, key, index)
    for wave in programme.settings.waves:
        for index, name in enumerate(wave.questionnaires):
            yield from dangling(
                wave, "questionnaire", name, programme.questionnaires, programme, "questionnaires", index
            )
        for name in wave.planned:
            yield from dangling(
                wave, "questionnaire", name, programme.questionnaires, programme, "planned", name, key=True
            )


def mix(programme: Programme) -> Iterator[Diagnostic]:
    """QS210: the mix gives a share to a questionnaire, scenario or channel that there is none of."""
    known: dict[str, set[str]] = {
        "questionnaire": {*programme.questionnaires, *(name for name, _ in programme.versions)},
        "scenario": {scenario.id for one in _forms(programme) for scenario in one.scenarios},
        "channel": {str(channel) for one in _forms(programme) for channel in one.channel},
    }
    declared = programme.settings.mix
    if declared is None or programme.has_unread("questionnaire"):
        return
    for kind, names in known.items():
        shares = getattr(declared, kind)
        for name in shares if isinstance(shares, dict) else ():
            yield from dangling(declared, kind, name, sorted(names), programme, kind, name, key=True)


def _forms(programme: Programme) -> list[Questionnaire | Version]:
    return [*programme.questionnaires.values(), *programme.versions.values()]
