"""Load the word lists that questions are read with: qshop's own, and what a programme adds."""

from collections.abc import Iterable, Mapping
from functools import cache

from qshop.base.errors import StopError
from qshop.io.packaged import packaged
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.wording.lexicon import Lexicon
from qshop.wording.word_list import WordsFile


def lexicons(languages: Iterable[str], added: Mapping[str, WordsFile]) -> dict[str, Lexicon]:
    """Give the word lists of each language that has any; `added` are the programme's own files by language."""
    found = {}
    for language in languages:
        own = added.get(language)
        lexicon = _lexicon(language, own) if own else _packaged_lexicon(language)
        if lexicon:
            found[language] = lexicon
    return found


def _lexicon(language: str, own: WordsFile | None = None) -> Lexicon | None:
    files = [file for file in (_packaged_words(language.split("-", maxsplit=1)[0]), own) if file]
    return Lexicon(language, *files) if files else None


@cache
def _packaged_lexicon(language: str) -> Lexicon | None:
    return _lexicon(language)


@cache
def _packaged_words(language: str) -> WordsFile | None:
    file = packaged(f"wording/words/{language}.yaml")
    if not file.is_file():
        return None
    node, problems = read_yaml(file.read_bytes(), file.name)
    words, more = read_part(WordsFile, node, language) if node else (None, [])
    if problems or more or words is None:
        raise StopError(f"the word list {file.name} cannot be read: {[*problems, *more][:1]}", "report it: it is a bug")
    return words
