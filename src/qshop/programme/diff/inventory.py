"""A programme as a list of things that have a name, each with all that its files say of it, as text to compare.

`SORTS` is the table of what matters: a key of the model is compared once it stands there. Rooms above compare their
own files by `Sort`s of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from qshop.base.diagnostics import Where
from qshop.programme.criteria import Criterion
from qshop.programme.diff.values import even, points_text, text_of
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.question import Question

Words = dict[str, str]


@dataclass(frozen=True)
class Sort:
    """How one sort of thing is compared.

    `words` are texts that people read, in languages; the first one is what the thing is known by. `weights` say how
    much it counts, `facts` are all else, `brief` those that introduce it. `ordered`: its place among its siblings
    says something. `within`: the sort of thing it belongs to.
    """

    words: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    within: str = ""
    ordered: bool = False


_SCORING = ("plus", "opinions", "opinions_at_most", "min_answered", "minimum_base", "sites")
_CRITERION = ("priority", "nature", "critical", "access", "status", "validated.by", "validated.on")
_ANSWER = ("type", "scale", "kind", "points", "met", "na", "required", "comment", "evidence")
_QUESTION = (*_ANSWER, "when", "applies", "accept")
SORTS: dict[str, Sort] = {
    "programme": Sort(
        words=("name",),
        weights=("scoring.priorities.must", "scoring.priorities.plus", "scoring.stages"),
        facts=(
            *("languages", "data", "simulated", "mix", "ethics.staff_informed"),
            *(f"scoring.{name}" for name in _SCORING),
            *("targets.score", "targets.must_rate", "targets.stages", "privacy.keep_months", "privacy.quotes"),
        ),
    ),
    "owner": Sort(words=("name",)),
    "wave": Sort(words=("name",), facts=("from", "to", "questionnaires"), brief=("from", "to")),
    "team": Sort(words=("name",), facts=("provider",)),
    "site": Sort(words=("name",), facts=("region", "type", "tags", "teams"), brief=("region",)),
    "stage": Sort(words=("name", "remember"), facts=("when", "applies"), ordered=True),
    "criterion": Sort(
        words=("text", "promise.says", "promise.where"),
        weights=("weight",),
        facts=(*_CRITERION, "owner", "standard", "promise.since", "gaps", "applies", "accept"),
        brief=("priority", "critical", "status"),
        within="stage",
        ordered=True,
    ),
    "question": Sort(
        words=("ask", "hint", "unit"),
        weights=("weight",),
        facts=_QUESTION,
        brief=("type", "kind"),
        within="criterion",
        ordered=True,
    ),
    "answer": Sort(words=("text",), within="question", ordered=True),
    "gap": Sort(words=("name",), ordered=True),
    "prescription": Sort(words=("text",), within="gap", ordered=True),
    "questionnaire": Sort(
        words=("title", "introduction"), facts=("channel", "stages", "criteria", "not_criteria", "rescore_as", "accept")
    ),
    "scenario": Sort(words=("name", "brief"), facts=("never", "safety"), within="questionnaire", ordered=True),
    "version": Sort(facts=("hash",), within="questionnaire"),
}


@dataclass(frozen=True)
class Thing:
    """One thing: what it is, its name, what it belongs to, and what is said of it by field and language."""

    what: str
    id: str
    parent: str
    sort: Sort
    words: dict[str, Words]
    facts: dict[str, str]
    part: Part
    path: tuple[str, ...] = ()

    def at(self, field: str = "", language: str = "") -> Where:
        """Find the place of the thing, of a field, or of a field in one language."""
        return self.part.at(*self.path, *(step for step in (*field.split("."), language) if step))

    def title(self, language: str) -> str:
        """Give the words it is known by, if any, and the facts that introduce it."""
        known_by = self.words[self.sort.words[0]] if self.sort.words else {}
        brief = [_brief(name, self.facts[name]) for name in self.sort.brief]
        named = known_by.get(language) or next(iter(known_by.values()), "")
        return " · ".join(text for text in (named, *brief) if text)


def _brief(name: str, text: str) -> str:
    """Say a fact without its name where that is enough; what is usual goes without saying."""
    if text in ("true", "false"):
        return name if text == "true" else ""
    return "" if text in ("validated", "fact") else text


def things(programme: Programme) -> Iterator[Thing]:
    """List everything in a programme that has a name, what belongs to a thing right after it."""
    settings = programme.settings
    yield _thing("programme", "programme", settings)
    for owner, name in settings.owners.items():
        yield Thing("owner", owner, "", SORTS["owner"], {"name": _even(name)}, {}, settings, ("owners", owner))
    yield from (_thing("wave", wave.id, wave) for wave in settings.waves)
    yield from (_thing("team", team.id, team) for team in programme.teams)
    yield from (_thing("site", site.id, site) for site in programme.sites)
    yield from (_thing("stage", stage.id, stage) for stage in programme.stages)
    for criterion in programme.criteria.values():
        yield _thing("criterion", criterion.id, criterion, programme.stage_of[criterion.id])
        yield from _asked(criterion)
    for gap in programme.gaps:
        yield _thing("gap", gap.id, gap)
        yield from (_thing("prescription", one.id, one, gap.id) for one in gap.prescriptions)
    yield from _handed_out(programme)


def _asked(criterion: Criterion) -> Iterator[Thing]:
    for question in criterion.questions:
        yield _thing("question", question.id, question, criterion.id)
        for choice in question.choices:
            yield _thing("answer", f"{question.id}/{choice.id}", choice, question.id)
        for level, label in sorted(question.scale.labels.items()) if question.scale else ():
            words, path = {"text": _even(label)}, ("scale", "labels", level)
            yield Thing("answer", f"{question.id}/{level}", question.id, SORTS["answer"], words, {}, question, path)


def _handed_out(programme: Programme) -> Iterator[Thing]:
    for name, questionnaire in programme.questionnaires.items():
        yield _thing("questionnaire", name, questionnaire)
        for scenario in questionnaire.scenarios:
            yield _thing("scenario", f"{name}/{scenario.id}", scenario, name)
    for version in programme.versions.values():
        yield _thing("version", version.name, version, version.questionnaire)


def _thing(what: str, name: str, part: Part, parent: str = "") -> Thing:
    return thing(what, name, part, SORTS[what], parent)


def thing(what: str, name: str, part: Part, sort: Sort, parent: str = "") -> Thing:
    """Return a part under its name, with what `sort` says of it as text; a room lists its own files' parts so."""
    words = {field: _even(cast("Words | None", _value_at(part, field)) or {}) for field in sort.words}
    facts = {key: text for field in (*sort.weights, *sort.facts) for key, text in _facts(part, field)}
    return Thing(what, name, parent, sort, words, facts, part)


def _even(words: Words) -> Words:
    return {language: even(text) for language, text in words.items()}


def _facts(part: Part, field: str) -> Iterator[tuple[str, str]]:
    """Say what a field holds; a mapping gives one text a key."""
    value = _value_at(part, field)
    if isinstance(part, Question) and field == "points":
        yield field, points_text(part)
    elif isinstance(value, dict):
        yield from ((f"{field}.{key}", text_of(one)) for key, one in value.items())
    else:
        yield field, text_of(value, field)


def _value_at(part: Part, field: str) -> object:
    """Give the value of a field, named by its keys in the file joined with dots; None below what is left out."""
    value: object = part
    for step in field.split("."):
        value = getattr(value, step, getattr(value, f"{step}_", None))
    return value
