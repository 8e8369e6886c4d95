"""Rules on languages: every text that people read must exist in every language of the programme."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.settings import Owner

_WORDS = frozenset(
    (
        *("name", "aim", "text", "missed", "check_first", "try", "says", "where", "ask", "hint", "unit"),
        *("remember", "title", "introduction", "brief"),
    )
)


_Text = tuple[Part, tuple[object, ...], dict[str, str]]
"""The part a text is in, its path below the part, and its words by language."""


def _texts(programme: Programme, statuses: Collection[str]) -> Iterator[_Text]:
    """Yield every text that people read; of criteria, of those that have one of the statuses."""
    settings = programme.settings
    yield settings, ("name",), settings.name
    for id_, owner in settings.owners.items():
        yield (owner, ("name",), owner.name) if isinstance(owner, Owner) else (settings, ("owners", id_), owner)
    parts: list[Part] = [*settings.waves, *programme.stages, *programme.gaps, *programme.sites, *programme.teams]
    parts += [prescription for gap in programme.gaps for prescription in gap.prescriptions]
    read = [criterion for criterion in programme.criteria.values() if criterion.status in statuses]
    parts += [part for criterion in read for part in (criterion, criterion.promise) if part]
    for _, criterion, question in programme.placed_questions:
        if criterion is None or criterion.status in statuses:
            parts += [part for part in (question, *question.choices, question.scale) if part]
    for questionnaire in programme.questionnaires.values():
        parts += [questionnaire, *questionnaire.scenarios]
    for part in parts:
        yield from ((part, path, words) for path, words in _words(part))


def _words(part: Part) -> Iterator[tuple[tuple[object, ...], dict[str, str]]]:
    for field, words in part:
        name = type(part).model_fields[field].alias or field
        if words and name in _WORDS:
            yield (name,), words
        elif words and name == "labels":
            yield from ((("labels", label), text) for label, text in words.items())
        elif name in ("never", "safety"):
            yield from (((name, index), text) for index, text in enumerate(words))


def borrowed(programme: Programme, speaking: Mapping[str, str], reading: Collection[str]) -> Iterator[Diagnostic]:
    """QS228, a note: the languages for which qshop has no sentences or no word lists, and what it does instead.

    `speaking` has by language the one of the sentences beside its texts; `reading` are those with word lists.
    """
    silent = [language for language, spoken in speaking.items() if spoken != language]
    unread = [language for language in speaking if language not in reading]
    said = [f"beside texts in {_and(silent)}, qshop's own sentences are in {speaking[silent[0]]}"] if silent else []
    said += [f"no rule on wording reads {_and(unread)}"] if unread else []
    if said:
        help_ = "nothing to mend; docs/how-to/add-a-language.md says how qshop learns a language"
        yield programme.settings.diagnostic("QS228", f"note: {', and '.join(said)}", "languages", help=help_)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def declared(programme: Programme) -> Iterator[Diagnostic]:
    """QS213: a text in a language the programme does not declare."""
    return undeclared(_texts(programme, ("proposed", "validated")), programme.settings.languages)


def complete(programme: Programme) -> Iterator[Diagnostic]:
    """QS212: a text is missing in one of the programme's languages; a proposal may wait until it is validated."""
    return untranslated(_texts(programme, ("validated",)), programme.settings.languages)


def undeclared(texts: Iterable[_Text], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the diagnostics (QS213) of texts in other languages than the programme's."""
    for part, path, words in texts:
        for language in words:
            if language not in languages:
                help_ = did_you_mean(language, languages)
                message = f"“{language}” is not among the programme's languages"
                yield part.diagnostic("QS213", message, *path, language, key=True, help=help_)


def untranslated(texts: Iterable[_Text], languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the diagnostics (QS212) of texts that are missing in one of the programme's languages."""
    for part, path, words in texts:
        lacking = [language for language in languages if language not in words]
        missing = [language for language in lacking if not part.is_written(*path, language)]
        if missing:
            message = f"no translation into {', '.join(missing)}"
            yield part.diagnostic("QS212", message, *path, help=f"add: {missing[0]}: …")
