"""The tutorial, followed from an empty folder, then each how-to page: files are written, lines typed, in order."""

import shutil
from pathlib import Path

import pytest

from walkthrough import agrees, faults, followed

DOCS = Path(__file__).parents[1] / "docs"
HOW_TO = sorted((DOCS / "how-to").glob("*.md"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory):
    """The folder in which the tutorial was followed, and its steps."""
    folder = tmp_path_factory.mktemp("empty")
    return folder, list(followed(DOCS / "tutorial.md", folder))


def test_the_tutorial_does_what_it_says(tutorial):
    assert "\n".join(faults(tutorial[1])) == ""


def test_the_tutorial_uses_every_command_of_the_loop(tutorial):
    typed = " ".join(line for line, *_ in tutorial[1])
    commands = ("init", "check", "diff", "build-questionnaire", "simulate", "ingest", "score", "debrief")
    assert [command for command in commands if f"qshop {command}" not in typed] == []


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.stem)
def test_a_how_to_page_continues_the_tutorial_and_does_what_it_says(page, tutorial, tmp_path):
    for folder in ("museum", "rehearsal"):
        shutil.copytree(tutorial[0] / folder, tmp_path / folder)
    assert "\n".join(faults(followed(page, tmp_path / "museum"))) == ""


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [("a\n…\n", "a\nb\n", True), ("…\nc\n", "a\nc\n", True), ("a\n", "a\nb\n", False), ("", "a\n", False)],
)
def test_dots_stand_for_lines_left_out(shown, said, same):
    assert agrees(shown, said) is same
