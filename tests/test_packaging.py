"""qshop as people get it: installed in an empty environment outside the checkout, doing the main job there."""

import csv
import os
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
BIN, EXE = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")

pytestmark = pytest.mark.packaging

VISITS = [
    {"visit_id": "A1", "site": "S01", "date": "2026-03-10", "seat_free": "yes"},
    {"visit_id": "A2", "site": "S01", "date": "2026-03-17", "seat_free": "no"},
    {"visit_id": "B1", "site": "S02", "date": "2026-04-02", "greeted": "no", "greeted_comment": "Nobody was there."},
]
ANSWERS = {
    "questionnaire": "onsite",
    "version": "1",
    "open_on_arrival": "yes",
    "desk_sign_seen": "yes",
    "greeted": "yes",
    "answer_given": "all_of_it",
    "exits_seen_clear": "yes",
    "goodbye_said": "yes",
    "felt_welcome": "4",
}


class Environment:
    """An empty environment with its own working folder; nothing of the checkout or of this process leaks in."""

    def __init__(self, folder):
        self.folder, self.work = folder / "env", folder / "work"
        self.work.mkdir()
        venv.create(self.folder, with_pip=False, symlinks=os.name != "nt")
        unwanted = ("PYTHON", "COV", "PYTEST", "VIRTUAL_ENV", "QSHOP")
        self.variables = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}

    def call(self, *command, code=0):
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.work,
            env=self.variables,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def install(self, *what):
        python = self.folder / BIN / f"python{EXE}"
        constraints = ROOT / "constraints.txt"
        self.call(*PIP, "--python", python, "install", "--quiet", "--no-compile", "--constraint", constraints, *what)

    def qshop(self, *arguments, code=0):
        return self.call(self.folder / BIN / f"qshop{EXE}", *arguments, code=code)

    def where(self, name):
        script = f"from qshop.io.packaged import packaged_path; print(packaged_path({name!r}))"
        return Path(self.call(self.folder / BIN / f"python{EXE}", "-c", script).stdout.strip())


@pytest.fixture
def empty(tmp_path):
    assert not tmp_path.is_relative_to(ROOT)
    return Environment(tmp_path)


def the_main_job(environment):
    """Start a programme, freeze its questionnaire, take in visits made under the form's header, score, debrief."""
    run, folder = environment.qshop, environment.work / "programme"
    run("init", "programme", "--lang", "en,fr,tr")
    assert "nothing found" in run("--project", "programme", "check").stderr
    made = run("--project", "programme", "build-questionnaire").stdout.splitlines()
    assert {Path(path).name for path in made} >= {"v1.en.md", "v1.fr.md", "v1.tr.md", "v1.csv"}
    fill_in(folder / "questionnaires/onsite/v1.csv", environment.work / "export.csv")
    assert run("--project", "programme", "ingest", "export.csv").stdout.splitlines()[-1].split() == [
        *("export.csv", "3", "3", "0", "0", "no")
    ]
    scores = run("--project", "programme", "score").stdout
    assert ["onsite", "3", "3"] in [line.split() for line in scores.splitlines()], "made, and scored"
    assert [line.split()[:2] for line in scores.splitlines() if line.startswith("S0")] == [
        ["S01", "North"],
        ["S02", "South"],
    ]
    debrief = run("--project", "programme", "debrief", "--lang", "tr").stdout
    assert debrief.startswith("# ")
    written = run("--project", "programme", "debrief", "--for", "site", "--out", "debriefs").stdout.splitlines()
    assert sorted(Path(path).name for path in written) == ["debrief.en.md"] * 2 + ["mail.en.txt"] * 2


def fill_in(form, export):
    header = next(csv.reader(form.read_text(encoding="utf-8-sig").splitlines()))
    with export.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        for visit in VISITS:
            answers = ANSWERS | visit
            asked = {"greeting_wait": "25"} if answers["greeted"] == "yes" else {}
            writer.writerow(answers | asked)


def packed(wheel):
    """List what a wheel brings, apart from its own description."""
    return {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}


def sources():
    """List the files of src/: the package, and nothing of the sample programme."""
    paths = (path for path in (ROOT / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT / "src").as_posix() for path in paths}


def test_the_wheel_does_the_main_job_in_an_empty_environment(empty, tmp_path):
    empty.call(*PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path / "dist", ROOT)
    (wheel,) = (tmp_path / "dist").iterdir()
    assert packed(wheel) == sources()
    empty.install(wheel)
    assert empty.where("pages/layouts").is_relative_to(empty.folder)
    the_main_job(empty)


def test_an_editable_install_does_the_main_job_in_an_empty_environment(empty):
    empty.install("--editable", ROOT)
    assert empty.where("pages/layouts") == ROOT / "src/qshop/pages/layouts"
    the_main_job(empty)
