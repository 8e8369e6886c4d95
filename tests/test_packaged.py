"""What travels inside the package, found there by name; every language that is packaged is packaged whole."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from package import copied_package, forget_languages
from qshop.cli.all_rules import apply_all_rules
from qshop.cli.main import run
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from qshop.io.word_lists import lexicons

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "src/qshop/io/starter_programme"


def test_the_languages_are_those_whose_sentences_are_packaged():
    files = (ROOT / "src/qshop/base/locales").iterdir()
    assert list(packaged_languages()) == sorted(file.stem for file in files)


@pytest.mark.parametrize("file", sorted(STARTER.rglob("*.yaml")), ids=lambda file: file.name)
def test_every_text_of_the_starter_is_in_every_packaged_language(file):
    incomplete = [text for text in texts(file) if set(text) != set(packaged_languages())]
    assert incomplete == []


def test_every_word_list_is_of_a_packaged_language_and_can_be_read():
    lists = {file.stem for file in (ROOT / "src/qshop/wording/words").iterdir()}
    assert lists <= set(packaged_languages())
    assert set(lexicons(packaged_languages(), {})) == lists


def texts(file: Path) -> Iterator[dict[str, str]]:
    """List the texts of a file that stand in several languages."""

    def below(tree: object) -> Iterator[dict[str, str]]:
        if isinstance(tree, dict) and set(tree) & set(packaged_languages()):
            yield tree
        elif isinstance(tree, dict | list):
            for part in tree.values() if isinstance(tree, dict) else tree:
                yield from below(part)

    return below(yaml.load(file.read_bytes(), yaml.BaseLoader))


# A language more: English sentences and texts under another tag, each marked with a sign, and no word list.


LANGUAGES = tuple(sorted({*packaged_languages(), "pt-BR"}))


@pytest.fixture
def with_portuguese(tmp_path):
    with copied_package(tmp_path) as package:
        english = (package / "base/locales/en.yaml").read_bytes()
        (package / "base/locales/pt-BR.yaml").write_bytes(english)
        for file in (package / "io/starter_programme").rglob("*.yaml"):
            text = re.sub(
                r'^( +)en: "(.*)$', r'\g<0>\n\1pt-BR: "§ \2', file.read_text(encoding="utf-8"), flags=re.MULTILINE
            )
            file.write_text(text.replace("  - en\n", "  - pt-BR\n  - en\n"), encoding="utf-8")
        forget_languages()
        yield


@pytest.mark.usefixtures("with_portuguese")
def test_a_language_is_packaged_once_its_sentences_are():
    assert packaged_languages() == LANGUAGES
    assert tongue("pt-BR")("visit.debrief") == tongue("en")("visit.debrief")


@pytest.mark.usefixtures("with_portuguese")
@pytest.mark.parametrize("count", range(1, len(LANGUAGES) + 1))
def test_a_new_programme_holds_no_text_of_a_language_that_was_not_wanted(tmp_path, count):
    for wanted in combinations(LANGUAGES, count):
        new = tmp_path / "-".join(wanted)
        assert run(["init", str(new), "--lang", ",".join(wanted)]) == 0
        for file in new.rglob("*.yaml"):
            assert [text for text in texts(file) if set(text) != set(wanted)] == [], file
            assert ("§" in file.read_text(encoding="utf-8")) <= ("pt-BR" in wanted), file


@pytest.mark.usefixtures("with_portuguese")
def test_a_language_without_a_word_list_is_checked_in_silence(tmp_path):
    assert run(["init", str(tmp_path / "new"), "--lang", "pt-BR,en"]) == 0
    loaded = load(tmp_path / "new")
    assert (loaded.diagnostics, apply_all_rules(loaded)) == ([], [])


@pytest.mark.usefixtures("with_portuguese")
def test_forms_and_debriefs_are_written_in_a_language_with_a_region(tmp_path):
    new = tmp_path / "new"
    assert run(["init", str(new), "--lang", "pt-BR,en"]) == 0
    assert run(["--project", str(new), "build-questionnaire"]) == 0
    page = (new / "questionnaires/onsite/v1.html").read_text(encoding="utf-8")
    assert '<html lang="pt-BR"' in page
    assert ">Português (Brasil)</button>" in page
    assert (new / "questionnaires/onsite/v1.xlsx").is_file()
    assert tongue("pt-BR").number(1234.5, 1) == "1.234,5"
