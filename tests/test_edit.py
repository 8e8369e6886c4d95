"""Changing a YAML text keeps the rest of it: comments, order, quotes and line ends."""

from itertools import permutations
from pathlib import Path

import pytest

from qshop.io.packaged import packaged_languages, packaged_path
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.edit import keep_languages
from qshop.programme.nodes import as_data

TEXT = """\
# The programme, in three languages.
format: 1
name:
  en: "Desks"   # a comment
  fr: 'Accueils'
  tr: Danışma
languages:
  - en
  - fr
  - tr
targets: {score: 80} # one line
stages:
  - id: desk
    name:
      en: |
        First line
        second line

      fr: >-
        Première ligne
        suite
      # about Turkish
      tr: İlk satır
        devamı
  - id: en
"""


def kept(text, *languages):
    node, found = read_yaml(text.encode(), "f.yaml")
    assert found == []
    return keep_languages(text, node, list(languages), ("en", "fr", "tr"))


def test_only_the_lines_of_other_languages_go():
    assert (
        kept(TEXT, "fr")
        == """\
# The programme, in three languages.
format: 1
name:
  fr: 'Accueils'
languages:
  - fr
targets: {score: 80} # one line
stages:
  - id: desk
    name:
      fr: >-
        Première ligne
        suite
      # about Turkish
  - id: en
"""
    )


def test_all_languages_in_their_order_change_nothing():
    assert kept(TEXT, "en", "fr", "tr") == TEXT


def test_the_first_language_leads():
    assert "languages:\n  - tr\n  - en\ntargets" in kept(TEXT.split("stages:", maxsplit=1)[0], "tr", "en")


def test_a_text_without_languages_is_left_alone():
    text = "a: 1\r\nb:\r\n  - {c: d}\r\n"
    assert kept(text, "en") == text


def test_line_ends_of_other_systems_are_kept():
    assert kept("name:\r\n  en: a\r\n  fr: b\r\nx: 1\r\n", "en") == "name:\r\n  en: a\r\nx: 1\r\n"


@pytest.mark.parametrize("count", [1, 2, 3])
def test_every_starter_file_still_says_the_same_in_the_languages_kept(count):
    for path in Path(str(packaged_path("io/starter_programme"))).rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        node, _ = read_yaml(text.encode(), path.name)
        for languages in permutations(packaged_languages(), count):
            edited, found = read_yaml(
                keep_languages(text, node, list(languages), packaged_languages()).encode(), path.name
            )
            assert found == []
            assert as_data(edited) == only(as_data(node), languages), path


def only(tree, languages):
    """Do to the data what the edit does to the text."""
    if isinstance(tree, list):
        return [only(item, languages) for item in tree]
    if isinstance(tree, dict):
        if set(tree) <= set(packaged_languages()):
            return {language: text for language, text in tree.items() if language in languages}
        return {key: list(languages) if key == "languages" else only(value, languages) for key, value in tree.items()}
    return tree
