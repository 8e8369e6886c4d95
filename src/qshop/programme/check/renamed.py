"""Rules on what the newest version of a questionnaire asks: it keeps its ids, and is taken out openly."""

from collections.abc import Iterable, Iterator, Mapping

from qshop.base.diagnostics import Diagnostic
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.part import Part

Words = Mapping[str, str]


def renamed(programme: Programme) -> Iterator[Diagnostic]:
    """QS232: what the newest version of a questionnaire asks is asked in the same words, but under another id.

    What is asked in other words is another question, and what is gone is asked no longer: neither is a mistake.
    """
    for name, questionnaire in programme.questionnaires.items():
        version = programme.latest(name)
        if version:
            yield from _stages(programme, version)
            now = {question.id: question for question in programme.questions}
            before = {question.id: question for _, _, question in version.questions()}
            yield from _pairs(
                {id_: question.ask for id_, question in before.items()},
                [(question, id_, question.ask) for id_, question in now.items()],
                version,
            )
            scenarios = [(scenario, scenario.id, scenario.name) for scenario in questionnaire.scenarios]
            yield from _pairs({scenario.id: scenario.name for scenario in version.scenarios}, scenarios, version)
            for id_ in before.keys() & now.keys():
                choices = [(choice, choice.id, choice.text) for choice in now[id_].choices]
                yield from _pairs({choice.id: choice.text for choice in before[id_].choices}, choices, version)


def _pairs(
    before: Mapping[str, Words], now: Iterable[tuple[Part, str, Words]], version: Version
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each part that says what another one, which is gone, said `before`."""
    now = list(now)
    gone = {id_: words for id_, words in before.items() if id_ not in {name for _, name, _ in now}}
    for part, name, words in now:
        old = next((id_ for id_, said in gone.items() if _says_the_same(said, words)), "") if name not in before else ""
        if old:
            yield _renamed(part, old, name, version)


def _says_the_same(one: Words, other: Words) -> bool:
    return any(one[language].split() == other[language].split() for language in one.keys() & other.keys())


def _stages(programme: Programme, version: Version) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each new stage that has all criteria of one that is gone."""
    stages = {stage.id: stage for stage in programme.stages}
    before = {stage.id for stage in version.stages}
    for stage in version.stages:
        now = {programme.stage_of.get(criterion.id, "") for criterion in stage.criteria}
        if stage.id not in stages and len(now) == 1 and now <= stages.keys() - before:
            name = now.pop()
            yield _renamed(stages[name], stage.id, name, version)


def _renamed(part: Part, old: str, name: str, version: Version) -> Diagnostic:
    message = f"“{name}” is called “{old}” in {version.name}"
    help_ = f"ids are never changed: write id: {old} again; what is really another thing needs other words"
    return part.diagnostic("QS232", message, "id", help=help_)


def withdrawn(programme: Programme) -> Iterator[Diagnostic]:
    """QS233: a criterion that the newest version of a questionnaire asks is only proposed, or turned down, now."""
    newest = [version for name in programme.questionnaires if (version := programme.latest(name))]
    asked = {criterion.id: version for version in newest for stage in version.stages for criterion in stage.criteria}
    for criterion in programme.criteria.values():
        if criterion.status in ("proposed", "declined") and criterion.id in asked:
            now = "only proposed" if criterion.status == "proposed" else "declined"
            message = f"{asked[criterion.id].name} asks this criterion, which is {now} now"
            help_ = "write status: validated, with by whom and when; or status: retired if it is to be asked no longer"
            yield criterion.diagnostic("QS233", message, "status", help=help_)
