"""Load the word lists with which questions are read: the packaged ones, and those that a programme adds."""

from collections.abc import Iterable, Mapping
from functools import cache

from qshop.base.errors import StopError
from qshop.io.packaged import packaged_path
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.wording.lexicon import Lexicon
from qshop.wording.word_list import WordsFile


def lexicons(languages: Iterable[str], added: Mapping[str, WordsFile]) -> dict[str, Lexicon]:
    """Return the lexicon of each language that has one; `added` are the programme's own word lists by language."""
    by_language = {
        language: _lexicon(language, added[language]) if language in added else _packaged_lexicon(language)
        for language in languages
    }
    return {language: lexicon for language, lexicon in by_language.items() if lexicon}


def _lexicon(language: str, own: WordsFile | None = None) -> Lexicon | None:
    files = [file for file in (_packaged_words(language.split("-", maxsplit=1)[0]), own) if file]
    return Lexicon(language, *files) if files else None


@cache
def _packaged_lexicon(language: str) -> Lexicon | None:
    return _lexicon(language)


@cache
def _packaged_words(language: str) -> WordsFile | None:
    file = packaged_path(f"wording/words/{language}.yaml")
    if not file.is_file():
        return None
    node, diagnostics = read_yaml(file.read_bytes(), file.name)
    words, faults = read_part(WordsFile, node, language) if node else (None, [])
    diagnostics += faults
    if diagnostics or words is None:
        raise StopError(f"the word list {file.name} cannot be read: {diagnostics[:1]}", "report it: it is a bug")
    return words
