"""The questions that a shopper keeps in mind during a visit: as many of the most important as fit on one page."""

from collections import Counter
from collections.abc import Iterable
from unicodedata import east_asian_width

from qshop.forms.briefing.role import Role
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import Words

PAGE_WORDS = 500
"""Words on one printed page, with its lists and headings."""
FIXED_WORDS = 190
"""Words of the headings and rules, which hardly differ between questionnaires."""
LEAST_WORDS = 60
"""Words for questions, however many other texts the page has."""
LONG_WORD = 10
"""Letters of a word with the space behind it: in languages that part words, the mean is below that."""


def key_questions(role: Role, programme: Programme) -> list[FrozenQuestion]:
    """Return the questions in the order asked. A question that depends on another one comes with it.

    Critical standards are chosen first, then what must be measured during the visit, then evidence to bring back and
    questions whose hint says what counts; of each kind, one in every stage before a second one. Every language shows
    the same questions: those that fit in the language with the most words.
    """
    questions = {question.id: question for _, _, question in role.version.questions()}
    texts = _other_texts(role, programme)
    language = max(role.version.languages, key=lambda tag: _count_words(texts, tag))
    left = max(PAGE_WORDS - FIXED_WORDS - _count_words(texts, language), LEAST_WORDS)
    chosen: set[str] = set()
    needed = _needed(role)
    for question in _by_rank(role):
        added = {*needed[question.id], question.id} - chosen
        words = sum(_count_words([questions[one].ask, *what_counts(questions[one])], language) for one in added)
        if words <= left:
            chosen |= added
            left -= words
    return [question for question in questions.values() if question.id in chosen]


def what_counts(question: FrozenQuestion) -> list[Words]:
    """Return what must be known beforehand: the hint, and the choices where several may be true.

    A hint that says when the question does not apply is left out: it is read on the form.
    """
    hint = [question.hint] if question.hint and not question.na else []
    return [*hint, *(choice.text for choice in question.choices if question.answer_type.nature == "several")]


def is_yes_or_no(question: FrozenQuestion) -> bool:
    """Return whether yes is one of the answers that the question's type has by itself."""
    return "yes" in question.answer_type.own_labels


def _by_rank(role: Role) -> list[FrozenQuestion]:
    """Return the questions but opinions by rank; of equal rank, the first of every stage before the second ones."""
    ranked: list[tuple[int, int, FrozenQuestion]] = []
    counts: Counter[tuple[str, int]] = Counter()
    for stage, criterion, question in role.version.questions():
        if question.kind != "opinion":
            rank = _rank(criterion, question)
            ranked.append((rank, counts[stage.id, rank], question))
            counts[stage.id, rank] += 1
    return [question for _, _, question in sorted(ranked, key=lambda row: row[:2])]


def _rank(criterion: FrozenCriterion | None, question: FrozenQuestion) -> int:
    measured = question.answer_type.nature in ("measure", "clock")
    reasons = (
        criterion is not None and criterion.critical,
        measured and question.kind == "fact",
        measured,
        question.evidence is not None,
        bool(what_counts(question)),
        criterion is not None and criterion.priority == "must",
    )
    return reasons.index(True) if any(reasons) else len(reasons)


def _needed(role: Role) -> dict[str, set[str]]:
    """Return by question the ids of the earlier ones on whose answers it depends."""
    needed: dict[str, set[str]] = {}
    for stage, _, question in role.version.questions():
        leaves = [leaf for when in role.version.conditions(stage, question) for leaf in when.leaves()]
        earlier = {leaf.question for leaf in leaves if leaf.question in needed}
        needed[question.id] = earlier.union(*(needed[one] for one in earlier))
    return needed


def _other_texts(role: Role, programme: Programme) -> list[Words]:
    """Return the texts of the programme that the page shows besides its questions."""
    scenario, stages = role.scenario, {stage.id for stage in role.version.stages}
    brief = [scenario.brief, *scenario.never, *scenario.safety] if scenario else []
    reminders = [stage.remember for stage in programme.stages if stage.id in stages]
    return [text for text in (role.version.introduction, *brief, *reminders) if text]


def _count_words(texts: Iterable[Words], language: str) -> int:
    return sum(_length(text.get(language, "")) for text in texts)


def _length(text: str) -> int:
    """Return how many words a text has, or takes the room of where words are not parted, as in Chinese or Thai."""
    width = sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
    return max(len(text.split()), width // LONG_WORD)
