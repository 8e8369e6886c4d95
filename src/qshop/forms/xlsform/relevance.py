"""When a question is asked, as XPath over the form's fields: the same rules as in `visits.applicable`."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from qshop.forms.xlsform.xpath import ALWAYS, NEVER, all_of, any_of, differs, equals, literal, since, value
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.sites import Site, TagSpell

Earlier = Mapping[str, FrozenQuestion]
"""The questions asked before, by id."""
SITE_TAGS = "_site_tags"
"""The hidden field that holds the tags of the visit's site on its day."""
_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True)
class Conditions:
    """The conditions of one version's stages and questions; what no visit can meet has the condition `NEVER`."""

    version: Version
    programme: Programme

    def of_stage(self, stage: FrozenStage, earlier: Earlier) -> str:
        """Return when a stage is shown, given the questions before it: when any of its questions is asked.

        A stage cannot depend on its own answers, and need not: its first question asked depends on none of them.
        """
        access = stage.is_asked_without_service(None)
        questions = any_of(self.of_question(stage, c, q, earlier) for c, q in stage.asked())
        return all_of([*self._applies(stage.applies), *_when(stage.when, earlier), _service(access=access), questions])

    def of_question(
        self, stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion, earlier: Earlier
    ) -> str:
        """Return when a question is asked within its stage."""
        is_asked = stage.is_asked_without_service(criterion)
        return all_of(
            [
                *self._applies(criterion.applies if criterion else None),
                *self._applies(question.applies),
                _service(access=is_asked or not stage.is_asked_without_service(None)),
                *_when(question.when, earlier),
            ]
        )

    def _applies(self, applies: Applies | None) -> Iterator[str]:
        if applies:
            yield from self._site_conditions(applies)
            yield _chosen("scenario", [scenario.id for scenario in self.version.scenarios], applies.scenario)
            yield _chosen("channel", self.version.channel, applies.channel)
            if applies.any:
                yield any_of(all_of(self._applies(alternative)) for alternative in applies.any)

    def _site_conditions(self, applies: Applies) -> Iterator[str]:
        """Yield one condition for each key on sites."""
        yield self._on_site(Applies(tags=applies.tags), lambda _: any_of(_has_tag(tag) for tag in applies.tags))
        yield self._on_site(Applies(sites=applies.sites), lambda codes: any_of(equals("site", code) for code in codes))
        yield self._on_site(
            Applies(not_sites=applies.not_sites),
            lambda codes: all_of(differs("site", code) for code in applies.not_sites if code not in codes),
        )

    def _on_site(self, applies: Applies, condition: Callable[[Collection[str]], str]) -> str:
        """Return the condition for the codes of the sites that meet `applies`, if these are neither all nor none."""
        codes = [facts.id for facts in self.programme.site_facts if applies.meets_site(facts)]
        if len(codes) == len(self.programme.site_facts):
            return ALWAYS
        return condition(codes) if codes else NEVER


def first_tags(site: Site) -> str:
    """Return the tags that a site has from the beginning, as one cell of the choices sheet."""
    return next((_tags_cell(spell) for spell in site.tag_spells if not spell.from_), "")


def tags_of_visit(programme: Programme) -> str:
    """Return the tags that the site of a visit has on its day, which `selected()` reads like several choices."""
    tagged = any(map(first_tags, programme.sites))  # else the sheet of choices has no such column
    tags = f"instance('site')/root/item[name = {value('site')}]/tags" if tagged else literal("")
    for site in programme.sites:
        for spell in site.tag_spells:
            if spell.from_:
                begun = all_of([equals("site", site.id), since(spell.from_)])
                tags = f"if({begun}, {literal(_tags_cell(spell))}, {tags})"
    return tags


def _tags_cell(spell: TagSpell) -> str:
    return " ".join(map(_tag_name, spell.tags))


def is_answered(question: FrozenQuestion, labels: Sequence[str]) -> str:
    """Return the condition that a question's answer, or one of several chosen, is among `labels`."""
    if question.answer_type.nature == "several":
        return any_of(f"selected({value(question.id)}, {literal(label)})" for label in labels)
    return any_of(equals(question.id, label) for label in labels)


def _when(when: When | None, earlier: Earlier) -> Iterator[str]:
    """Yield the conditions that must all hold; a condition on a question that is not asked before never holds."""
    if when and when.question:
        question = earlier.get(when.question)
        yield is_answered(question, when.is_) if question else NEVER
    elif when and when.all:
        for clause in when.all:
            yield from _when(clause, earlier)
    elif when:
        yield any_of(all_of(_when(clause, earlier)) for clause in when.any)


def _service(*, access: bool) -> str:
    return ALWAYS if access else differs("status", "no_service")


def _chosen(name: str, possible: Sequence[str], wanted: Sequence[str]) -> str:
    """Return the condition that the visit's scenario or channel is among `wanted`; `ALWAYS` if it can be no other."""
    if not wanted or (possible and set(possible) <= set(wanted)):
        return ALWAYS
    return any_of(equals(name, code) for code in possible if code in wanted)


def _has_tag(tag: str) -> str:
    return f"selected({value(SITE_TAGS)}, {literal(_tag_name(tag))})"


def _tag_name(tag: str) -> str:
    """Return a tag without spaces and quotes."""
    return _UNSAFE.sub(lambda match: quote(match[0]), tag)
