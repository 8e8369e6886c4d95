"""Rules on languages: every text that people read must exist in every language of the programme."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.part import Part

_WORDS = frozenset(
    ("name", "aim", "text", "says", "where", "ask", "hint", "unit", "remember", "title", "introduction", "brief")
)


def _texts(programme: Programme) -> Iterator[tuple[Part, tuple[object, ...], dict[str, str]]]:
    """Yield every text that people read: the part it is in, its path below the part, and its words by language."""
    settings = programme.settings
    yield settings, ("name",), settings.name
    for owner, words in settings.owners.items():
        yield settings, ("owners", owner), words
    parts: list[Part] = [*settings.waves, *programme.stages, *programme.gaps, *programme.sites, *programme.teams]
    parts += [prescription for gap in programme.gaps for prescription in gap.prescriptions]
    for criterion in programme.criteria.values():
        if criterion.status != "retired":
            parts += [part for part in (criterion, criterion.promise, *criterion.questions) if part]
            parts += [part for q in criterion.questions for part in (*q.choices, q.scale) if part]
    for questionnaire in programme.questionnaires.values():
        parts += [questionnaire, *questionnaire.scenarios]
    for part in parts:
        yield from ((part, path, words) for path, words in _words(part))


def _words(part: Part) -> Iterator[tuple[tuple[object, ...], dict[str, str]]]:
    for name, words in part:
        if words and name in _WORDS:
            yield (name,), words
        elif words and name == "labels":
            yield from ((("labels", label), text) for label, text in words.items())
        elif name in ("never", "safety"):
            yield from (((name, index), text) for index, text in enumerate(words))


def declared(programme: Programme) -> Iterator[Diagnostic]:
    """QS213: a text in a language the programme does not declare."""
    languages = programme.settings.languages
    for part, path, words in _texts(programme):
        for language in words:
            if language not in languages:
                help_ = did_you_mean(language, languages)
                message = f"“{language}” is not among the programme's languages"
                yield part.diagnostic("QS213", message, *path, language, key=True, help=help_)


def complete(programme: Programme) -> Iterator[Diagnostic]:
    """QS212: a text is missing in one of the programme's languages."""
    for part, path, words in _texts(programme):
        lacking = [language for language in programme.settings.languages if language not in words]
        missing = [language for language in lacking if not part.is_written(*path, language)]
        if missing:
            message = f"no translation into {', '.join(missing)}"
            yield part.diagnostic("QS212", message, *path, help=f"add: {missing[0]}: …")
