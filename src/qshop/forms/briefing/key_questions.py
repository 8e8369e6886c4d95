"""Which questions a shopper keeps in mind during a visit: as many of the most telling as one page holds."""

from collections import Counter
from collections.abc import Iterable

from qshop.forms.briefing.role import Role
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import Words

PAGE_WORDS = 500
"""Words on one printed page, with its lists and headings."""
FIXED_WORDS = 190
"""Words on the page that hardly differ between questionnaires."""
LEAST_WORDS = 60
"""Words left for questions however much else the page has to say."""


def key_questions(role: Role, programme: Programme) -> list[FrozenQuestion]:
    """Choose the questions, in the order asked. A question that depends on another comes with it.

    First come critical standards, then what must be measured, because afterwards it is too late, then evidence to
    bring back and questions whose hint says what counts; of each kind, one a stage before a second one. Every language
    shows the same questions; the wordiest decides what fits.
    """
    asked = {question.id: question for _, _, question in role.version.questions()}
    anyway = _told_anyway(role, programme)
    language = max(role.version.languages, key=lambda one: _length(anyway, one))
    room = max(PAGE_WORDS - FIXED_WORDS - _length(anyway, language), LEAST_WORDS)
    chosen: set[str] = set()
    needed = _needed(role)
    for question in _by_rank(role):
        wanted = {*needed[question.id], question.id} - chosen
        cost = sum(_length([asked[name].ask, *what_counts(asked[name])], language) for name in wanted)
        if cost <= room:
            chosen |= wanted
            room -= cost
    return [question for name, question in asked.items() if name in chosen]


def what_counts(question: FrozenQuestion) -> list[Words]:
    """Give what must be known beforehand: the hint, and the answers where several may be true.

    When a question does not apply is read on the form.
    """
    hint = [question.hint] if question.hint and not question.na else []
    return [*hint, *(choice.text for choice in question.choices if question.answer_type.nature == "several")]


def is_yes_or_no(question: FrozenQuestion) -> bool:
    """Return whether yes is one of the answers that the question's type has by itself."""
    return "yes" in question.answer_type.own_labels


def _by_rank(role: Role) -> list[FrozenQuestion]:
    ranked: list[tuple[int, int, FrozenQuestion]] = []
    before: Counter[tuple[str, int]] = Counter()
    for stage, criterion, question in role.version.questions():
        if question.kind != "opinion":
            rank = _rank(criterion, question)
            ranked.append((rank, before[stage.id, rank], question))
            before[stage.id, rank] += 1
    return [question for _, _, question in sorted(ranked, key=lambda row: row[:2])]


def _rank(criterion: FrozenCriterion, question: FrozenQuestion) -> int:
    measured = question.answer_type.nature in ("measure", "clock")
    telling = (
        criterion.critical,
        measured and question.kind == "fact",
        measured,
        question.evidence is not None,
        bool(what_counts(question)),
        criterion.priority == "must",
    )
    return telling.index(True) if any(telling) else len(telling)


def _needed(role: Role) -> dict[str, set[str]]:
    """Give for each question the earlier ones without which nobody would understand it."""
    needed: dict[str, set[str]] = {}
    for stage, _, question in role.version.questions():
        leaves = [leaf for when in role.version.conditions(stage, question) for leaf in when.leaves()]
        named = {leaf.question for leaf in leaves if leaf.question in needed}
        needed[question.id] = named.union(*(needed[name] for name in named))
    return needed


def _told_anyway(role: Role, programme: Programme) -> list[Words]:
    scenario, introduction = role.scenario, role.version.introduction
    gone_through = {stage.id for stage in role.version.stages}
    remembered = [stage.remember for stage in programme.stages if stage.id in gone_through]
    own = [scenario.brief, *scenario.never, *scenario.safety] if scenario else []
    return [text for text in (introduction, *own, *remembered) if text]


def _length(texts: Iterable[Words], language: str) -> int:
    return sum(len(text.get(language, "").split()) for text in texts)
