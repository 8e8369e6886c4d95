"""The inventory of a programme: one entry for everything with a name, with its fields as text to compare.

Only the keys named in `COMPARED_FIELDS` are compared. Rooms above bring the `ComparedFields` of their own files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from qshop.base.diagnostics import Where
from qshop.programme.counted_words import PluralForms, all_forms
from qshop.programme.diff.values import normalised, points_text, text_of
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.programme.scalars import text_in
from qshop.programme.settings import Owner, Settings

Words = dict[str, str]


@dataclass(frozen=True)
class ComparedFields:
    """Which fields of one kind of entry are compared, by their keys in the file, joined with dots.

    words: texts that people read, in languages; the first is shown as the entry's title
    weights: how much the entry counts
    facts: all other fields
    brief: the facts shown beside the title
    within: the kind of entry it belongs to
    ordered: whether its place among its siblings has a meaning
    """

    words: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    brief: tuple[str, ...] = ()
    within: str = ""
    ordered: bool = False


_SCORING = ("plus", "opinions", "opinions_at_most", "min_answered", "minimum_base", "sites")
_CRITERION = ("priority", "nature", "critical", "access", "status", "validated.by", "validated.on")
_PROPOSAL = (
    *("proposed.group", "proposed.on", "proposed.present", "proposed.must", "proposed.plus"),
    *("declined.by", "declined.on", "declined.instead"),
)
_PROMISE = ("promise.since", "promise.up_to", "promise.previewed", "promise.charter")
_ANSWER = ("type", "scale", "kind", "points", "met", "na", "required", "comment", "evidence")
_QUESTION = (*_ANSWER, "when", "applies", "accept")
COMPARED_FIELDS: dict[str, ComparedFields] = {
    "programme": ComparedFields(
        words=("name",),
        weights=("scoring.priorities.must", "scoring.priorities.plus", "scoring.stages"),
        facts=(
            *("languages", "data", "registers", "simulated", "holidays", "ethics.staff_informed", "ethics.uses"),
            *("mix.questionnaire", "mix.scenario", "mix.channel"),
            *(f"scoring.{name}" for name in _SCORING),
            *(
                "targets.score",
                "targets.must_rate",
                "targets.stages",
                "privacy.keep_months.personal",
                "privacy.keep_months.recordings",
                "privacy.codes",
                "privacy.quotes",
            ),
        ),
    ),
    "owner": ComparedFields(words=("name",), facts=("above",)),
    "wave": ComparedFields(
        words=("name",),
        facts=("from", "to", "questionnaires", "planned", "rehearsal"),
        brief=("from", "to", "rehearsal"),
    ),
    "team": ComparedFields(words=("name",), facts=("provider", "people", "informed", "contract")),
    "site": ComparedFields(words=("name",), facts=("region", "type", "tags", "teams"), brief=("region",)),
    "stage": ComparedFields(words=("name", "remember"), facts=("when", "applies"), ordered=True),
    "criterion": ComparedFields(
        words=(
            "text",
            "missed",
            "check_first",
            "try",
            "promise.says",
            "promise.where",
            "proposed.visible",
            "proposed.remark",
            "declined.why",
        ),
        weights=("weight",),
        facts=(*_CRITERION, *_PROPOSAL, "owner", "standard", *_PROMISE, "gaps", "applies", "accept"),
        brief=("priority", "critical", "status"),
        within="stage",
        ordered=True,
    ),
    "question": ComparedFields(
        words=("ask", "hint", "unit"),
        weights=("weight",),
        facts=_QUESTION,
        brief=("type", "kind"),
        within="criterion",
        ordered=True,
    ),
    "answer": ComparedFields(words=("text",), within="question", ordered=True),
    "gap": ComparedFields(words=("name", "aim"), ordered=True),
    "prescription": ComparedFields(words=("text",), facts=("from_visits",), within="gap", ordered=True),
    "questionnaire": ComparedFields(
        words=("title", "introduction"), facts=("channel", "stages", "criteria", "not_criteria", "rescore_as", "accept")
    ),
    "scenario": ComparedFields(
        words=("name", "brief"), facts=("never", "safety"), within="questionnaire", ordered=True
    ),
    "version": ComparedFields(facts=("hash",), within="questionnaire"),
}


_OF_A_STAGE = replace(COMPARED_FIELDS["question"], within="stage")


@dataclass(frozen=True)
class InventoryEntry:
    """A stage, a question, a site …: `what` is its kind, `parent` the id of the entry it belongs to.

    `words` holds texts by field and language, `facts` all other values by field. `path` leads from `part` to the entry
    where the entry is not a part itself.
    """

    what: str
    id: str
    parent: str
    fields: ComparedFields
    words: dict[str, Words]
    facts: dict[str, str]
    part: Part
    path: tuple[str, ...] = ()

    def at(self, field: str = "", language: str = "") -> Where:
        """Return the place of the entry, of a field, or of a field in one language."""
        return self.part.at(*self.path, *(step for step in (*field.split("."), language) if step))

    def title(self, language: str) -> str:
        """Return the first of its words, if it has any, and its brief facts."""
        name = text_in(self.words[self.fields.words[0]], language) if self.fields.words else ""
        brief = [_brief(field, self.facts[field]) for field in self.fields.brief]
        return " · ".join(text for text in (name, *brief) if text)


def _brief(field: str, text: str) -> str:
    """Return a fact in a word; nothing for a usual value."""
    if text in ("true", "false"):
        return field if text == "true" else ""
    return "" if text in ("validated", "fact") else text


def inventory(programme: Programme) -> Iterator[InventoryEntry]:
    """Yield an entry for everything in a programme that has a name; what belongs to an entry follows it."""
    settings = programme.settings
    yield _entry("programme", "programme", settings)
    yield from (_owner_entry(settings, id_, owner) for id_, owner in settings.owners.items())
    yield from (_entry("wave", wave.id, wave) for wave in settings.waves)
    yield from (_entry("team", team.id, team) for team in programme.teams)
    yield from (_entry("site", site.id, site) for site in programme.sites)
    for stage in programme.stages:
        yield _entry("stage", stage.id, stage)
        yield from _question_entries(programme.stage_questions.get(stage.id, []), stage.id, _OF_A_STAGE)
    for criterion in programme.criteria.values():
        yield _entry("criterion", criterion.id, criterion, programme.stage_of[criterion.id])
        yield from _question_entries(criterion.questions, criterion.id, COMPARED_FIELDS["question"])
    for gap in programme.gaps:
        yield _entry("gap", gap.id, gap)
        yield from (_entry("prescription", p.id, p, gap.id) for p in gap.prescriptions)
    yield from _questionnaire_entries(programme)


def _owner_entry(settings: Settings, id_: str, owner: Owner | dict[str, str]) -> InventoryEntry:
    if isinstance(owner, Owner):
        return _entry("owner", id_, owner)
    words, facts = {"name": _normalised(owner)}, {"above": ""}
    return InventoryEntry("owner", id_, "", COMPARED_FIELDS["owner"], words, facts, settings, ("owners", id_))


def _question_entries(questions: list[Question], parent: str, fields: ComparedFields) -> Iterator[InventoryEntry]:
    for question in questions:
        yield inventory_entry("question", question.id, question, fields, parent)
        for choice in question.choices:
            yield _entry("answer", f"{question.id}/{choice.id}", choice, question.id)
        for level, label in sorted(question.scale.labels.items()) if question.scale else ():
            words, path = {"text": _normalised(label)}, ("scale", "labels", level)
            yield InventoryEntry(
                "answer", f"{question.id}/{level}", question.id, COMPARED_FIELDS["answer"], words, {}, question, path
            )


def _questionnaire_entries(programme: Programme) -> Iterator[InventoryEntry]:
    for name, questionnaire in programme.questionnaires.items():
        yield _entry("questionnaire", name, questionnaire)
        for scenario in questionnaire.scenarios:
            yield _entry("scenario", f"{name}/{scenario.id}", scenario, name)
    for version in programme.versions.values():
        yield _entry("version", version.name, version, version.questionnaire)


def _entry(what: str, name: str, part: Part, parent: str = "") -> InventoryEntry:
    return inventory_entry(what, name, part, COMPARED_FIELDS[what], parent)


def inventory_entry(what: str, name: str, part: Part, fields: ComparedFields, parent: str = "") -> InventoryEntry:
    """Return the entry of a part, with `fields` as text. Rooms above make the entries of their own files with it."""
    words = {
        field: _normalised(cast("Mapping[str, str | PluralForms] | None", _value_at(part, field)) or {})
        for field in fields.words
    }
    facts = {key: text for field in (*fields.weights, *fields.facts) for key, text in _facts(part, field)}
    return InventoryEntry(what, name, parent, fields, words, facts, part)


def _normalised(words: Mapping[str, str | PluralForms]) -> Words:
    return {language: normalised(text) for language, text in all_forms(words).items()}


def _facts(part: Part, field: str) -> Iterator[tuple[str, str]]:
    """Yield the value of a field as text; a mapping yields one text for each key."""
    value = _value_at(part, field)
    if isinstance(part, Question) and field == "points":
        yield field, points_text(part)
    elif isinstance(value, dict):
        yield from ((f"{field}.{key}", text_of(inner)) for key, inner in value.items())
    else:
        yield field, text_of(value, field)


def _value_at(part: Part, field: str) -> object:
    """Return the value of a field, named by its keys in the file joined with dots; None below what is left out."""
    value: object = part
    for step in field.split("."):
        value = getattr(value, step, getattr(value, f"{step}_", None))
    return value
