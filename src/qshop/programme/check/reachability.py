"""Rules on applicability: what applies to no visit is never asked, what is limited to nothing always is."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.question import Applies

_DECLARED_BY = {"tags": "site", "scenario": "questionnaire", "channel": "questionnaire"}


def reachable(programme: Programme) -> Iterator[Diagnostic]:
    """QS221: `applies` names a tag no site has, a scenario or channel no questionnaire has, or nothing at all."""
    known: dict[str, set[str]] = {
        "tags": {tag for facts in programme.site_facts for tag in facts.tags},
        "scenario": {s.id for q in programme.questionnaires.values() for s in q.scenarios},
        "channel": {str(channel) for q in programme.questionnaires.values() for channel in q.channel},
    }
    known = {key: names for key, names in known.items() if not programme.has_unread(_DECLARED_BY[key])}
    for applies in programme.all_applies():
        yield from _unknown(applies, known)
        yield from _empty(applies)


def _unknown(applies: Applies, known: dict[str, set[str]]) -> Iterator[Diagnostic]:
    for key, names in known.items():
        for index, name in enumerate(getattr(applies, key)):
            if name not in names and (names or key != "channel"):
                message = f"no {_DECLARED_BY[key]} has the {key.removesuffix('s')} “{name}”"
                yield applies.diagnostic("QS221", message, key, index, help=did_you_mean(name, sorted(names)))


def _empty(applies: Applies) -> Iterator[Diagnostic]:
    if not applies.model_fields_set:
        help_ = "name tags, sites, scenarios or channels, or leave it out"
        yield applies.diagnostic("QS221", "nothing is named here, so every visit is meant", help=help_)
    for key in sorted(applies.model_fields_set):
        if not getattr(applies, key):
            yield applies.diagnostic("QS221", f"“{key}” names nothing", key, help="name something, or leave it out")
