"""Load the word lists that questions are read with: qshop's own, and what a programme adds."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from qshop.base.errors import StopError
from qshop.io.source import read_yaml
from qshop.programme.reading import read_part
from qshop.programme.survey.lexicon import Lexicon, WordsFile

_WORDS = Path(__file__).parents[1] / "programme" / "survey" / "words"


def lexicons(languages: Iterable[str], added: Mapping[str, WordsFile]) -> dict[str, Lexicon]:
    """Give the word lists of each language that has any; `added` are the programme's own files by language."""
    found = {}
    for language in languages:
        files = [file for file in (_packaged(language.split("-")[0]), added.get(language)) if file]
        if files:
            found[language] = Lexicon(language, *files)
    return found


@cache
def _packaged(language: str) -> WordsFile | None:
    path = _WORDS / f"{language}.yaml"
    if not path.is_file():
        return None
    node, problems = read_yaml(path.read_bytes(), path.name)
    words, more = read_part(WordsFile, node, language) if node else (None, [])
    if problems or more or words is None:
        raise StopError(f"the word list {path.name} cannot be read: {[*problems, *more][:1]}", "report it: it is a bug")
    return words
