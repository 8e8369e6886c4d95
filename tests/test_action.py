"""What runs elsewhere: the GitHub action's steps, typed here as a runner would, and the pre-commit hook's list of files."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from desk import FILES
from support import programme

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}
BROKEN = FILES["criteria/leaving.yaml"].replace("plus", "pluss")
GH = '#!/bin/sh\necho "gh $*" >> "$GH_LOG"\ncase "$GH_FAILS" in *"$4"*) exit 1 ;; esac\n'


@pytest.fixture
def runner(tmp_path):
    """A checkout of a repository whose programme stands in `service/`, as a job on GitHub has it."""
    root = programme(tmp_path / "checkout", {f"service/{path}": text for path, text in FILES.items()})
    for command in ("init --quiet", "add --all", "commit --quiet --message base"):
        git(root, *command.split())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin/gh").chmod(0o755)
    return root


def git(root, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    done = subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def step(root, name, **given):
    """Run a step's lines as GitHub runs `shell: bash`; expressions are replaced by what is given."""
    folders = [str(root.parent / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    files = {
        "RUNNER_TEMP": root.parent,
        "GITHUB_STEP_SUMMARY": root.parent / "summary.md",
        "GH_LOG": root.parent / "gh",
    }
    environment = os.environ | {key: str(path) for key, path in files.items()} | {"PATH": os.pathsep.join(folders)}
    assert set(STEPS[name].get("env", {})) <= set(given)
    line = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]]
    return subprocess.run(line, cwd=root, env=environment | given, capture_output=True, text=True, check=False)


def test_the_check_passes_a_sound_programme(runner):
    done = step(runner, "Check", PROJECT="service")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_check_marks_the_line_in_the_repository(runner):
    programme(runner, {"service/criteria/leaving.yaml": BROKEN})
    done = step(runner, "Check", PROJECT="service")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=service/criteria/leaving.yaml,line=6,col=15,title=QS206::")


def test_the_diff_is_kept_for_the_comment_and_shown_in_the_summary(runner):
    change = FILES["criteria/leaving.yaml"].replace("priority: plus", "priority: must")
    base = git(runner, "rev-parse", "HEAD")
    programme(runner, {"service/criteria/leaving.yaml": change})
    done = step(runner, "Say what the change means", PROJECT="service", BASE=base)
    assert (done.returncode, done.stdout) == (0, "")
    said = (runner.parent / "qshop-diff.md").read_text(encoding="utf-8")
    assert "plus" in said
    assert "must" in said
    assert (runner.parent / "summary.md").read_text(encoding="utf-8") == said


def test_a_base_that_cannot_be_read_is_said_and_does_not_fail_the_job(runner):
    programme(runner, {"service/qshop.yaml": "format: 1\n"})
    git(runner, "commit", "--quiet", "--all", "--message", "broken")
    base = git(runner, "rev-parse", "HEAD")
    programme(runner, {"service/qshop.yaml": FILES["qshop.yaml"]})
    done = step(runner, "Say what the change means", PROJECT="service", BASE=base)
    assert done.returncode == 0
    assert done.stdout == f"::warning::qshop diff could not compare with {base} (exit code 2)\n"


@pytest.mark.parametrize(
    ("fails", "asked", "warned"),
    [("never", 1, False), ("--edit-last", 2, False), ("--edit-last --body-file", 2, True)],
    ids=["edited", "first comment", "no right to comment"],
)
def test_the_comment_is_edited_or_written_or_missed_aloud(runner, fails, asked, warned):
    (runner.parent / "qshop-diff.md").write_text("changes\n", encoding="utf-8")
    given = {"GH_TOKEN": "x", "GH_REPO": "o/r", "NUMBER": "7", "GH_FAILS": fails}
    done = step(runner, "Comment on the pull request", **given)
    assert done.returncode == 0
    assert len((runner.parent / "gh").read_text(encoding="utf-8").splitlines()) == asked
    assert done.stdout.startswith("::warning::") is warned


def test_nothing_to_say_is_no_comment(runner):
    (runner.parent / "qshop-diff.md").write_text("", encoding="utf-8")
    step(runner, "Comment on the pull request", GH_TOKEN="x", GH_REPO="o/r", NUMBER="7")
    assert not (runner.parent / "gh").exists()


def test_the_actions_lines_take_nothing_from_github_but_through_the_environment():
    assert [name for name, one in STEPS.items() if "${{" in one.get("run", "")] == []
    assert {"project", "python-version"} == set(ACTION["inputs"])
    assert ACTION["runs"]["using"] == "composite"


def test_the_hook_runs_a_command_that_exists(runner):
    (hook,) = HOOKS
    executable, *arguments = shlex.split(hook["entry"])
    assert shutil.which(executable, path=str(Path(sys.executable).parent))
    command = [sys.executable, "-m", "qshop", *arguments]
    assert subprocess.run(command, cwd=runner / "service", capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("qshop.yaml", True),
        ("service/sites.csv", True),
        ("criteria/reception.yaml", True),
        ("questionnaires/onsite/v3.yaml", True),
        ("profiles/odk.yml", True),
        ("visits/2026/onsite-v1.csv", False),
        ("README.md", False),
        ("other.yaml", False),
    ],
)
def test_the_hook_runs_when_a_programme_file_changes(path, wanted):
    assert bool(re.search(HOOKS[0]["files"], path)) is wanted
