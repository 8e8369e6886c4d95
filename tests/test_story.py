"""The sample's story, from kick-off to the first wave: every line in it is typed in a copy of the sample."""

import shutil
from pathlib import Path

import pytest

from walkthrough import faults, followed

ROOT = Path(__file__).parents[1]
SAMPLE = "qshop.yaml sites.yaml communication.yaml simulation.yaml criteria questionnaires registers templates visits workshops"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """The lines of the story, typed in a copy of the sample, and what was said."""
    root = tmp_path_factory.mktemp("story") / "meridian"
    root.mkdir()
    for part in SAMPLE.split():
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, root / part)
    return list(followed(ROOT / "docs/story.md", root))


def test_the_story_does_what_it_says(steps):
    assert "\n".join(faults(steps)) == ""
