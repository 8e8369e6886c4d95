"""When a question is asked, as XPath over the form's own fields: what `visits.applicable` decides at ingest."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from qshop.forms.xlsform.xpath import ALWAYS, NEVER, all_of, any_of, differs, equals, literal, value
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.sites import Site

Asked = Mapping[str, FrozenQuestion]
_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True)
class Conditions:
    """Writes the conditions of one version's questions; a question that no visit can meet gets `NEVER`."""

    version: Version
    programme: Programme

    def of_stage(self, stage: FrozenStage, asked: Asked) -> str:
        """Say when a stage is gone through, given the questions `asked` before it: when any of its questions is asked.

        A stage cannot hang on its own answers, and need not: its first question that is asked hangs on none of them.
        """
        access = any(criterion.access for criterion in stage.criteria)
        some = any_of(self.of_question(stage, c, question, asked) for c in stage.criteria for question in c.questions)
        return all_of([*self._applies(stage.applies), *_when(stage.when, asked), _service(access=access), some])

    def of_question(
        self, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion, asked: Asked
    ) -> str:
        """Say when a question is asked within its stage."""
        mixed = any(other.access for other in stage.criteria)
        return all_of(
            [
                *self._applies(criterion.applies),
                *self._applies(question.applies),
                _service(access=criterion.access or not mixed),
                *_when(question.when, asked),
            ]
        )

    def _applies(self, applies: Applies | None) -> Iterator[str]:
        if applies:
            yield from self._of_site(applies)
            yield _chosen("scenario", [scenario.id for scenario in self.version.scenarios], applies.scenario)
            yield _chosen("channel", self.version.channel, applies.channel)

    def _of_site(self, applies: Applies) -> Iterator[str]:
        """Give one condition for each key on sites."""
        yield self._among(Applies(tags=applies.tags), lambda _: any_of(_tagged(tag) for tag in applies.tags))
        yield self._among(Applies(sites=applies.sites), lambda meet: any_of(equals("site", code) for code in meet))
        yield self._among(
            Applies(not_sites=applies.not_sites),
            lambda meet: all_of(differs("site", code) for code in applies.not_sites if code not in meet),
        )

    def _among(self, applies: Applies, condition: Callable[[Collection[str]], str]) -> str:
        """Write a condition on sites unless all of them or none meet it."""
        meet = [site.id for site in self.programme.sites if applies.meets_site(site)]
        if len(meet) == len(self.programme.sites):
            return ALWAYS
        return condition(meet) if meet else NEVER


def tags_cell(site: Site) -> str:
    """Give a site's tags as one cell of the choices sheet, which `selected()` reads like several choices."""
    return " ".join(map(_as_choice, site.tags))


def is_answered(question: FrozenQuestion, labels: Sequence[str]) -> str:
    """Hold while a question's answer, or one of several chosen, is among `labels`."""
    if question.answer_type.nature == "several":
        return any_of(f"selected({value(question.id)}, {literal(label)})" for label in labels)
    return any_of(equals(question.id, label) for label in labels)


def _when(when: When | None, asked: Asked) -> Iterator[str]:
    """Give the conditions that must all hold; one on a question that is never asked never does."""
    if when and when.question:
        question = asked.get(when.question)
        yield is_answered(question, when.is_) if question else NEVER
    elif when and when.all:
        for part in when.all:
            yield from _when(part, asked)
    elif when:
        yield any_of(all_of(_when(part, asked)) for part in when.any)


def _service(*, access: bool) -> str:
    return ALWAYS if access else differs("status", "no_service")


def _chosen(name: str, possible: Sequence[str], wanted: Sequence[str]) -> str:
    """Hold while the visit's scenario or channel is among `wanted`; where it can only be one, that is known."""
    if not wanted or (possible and set(possible) <= set(wanted)):
        return ALWAYS
    return any_of(equals(name, one) for one in possible if one in wanted)


def _tagged(tag: str) -> str:
    return f"selected(instance('site')/root/item[name = {value('site')}]/tags, {literal(_as_choice(tag))})"


def _as_choice(tag: str) -> str:
    """Write a tag without spaces and quotes."""
    return _UNSAFE.sub(lambda found: quote(found[0]), tag)
