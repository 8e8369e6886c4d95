"""A new programme: checks clean in every choice of languages, holds no others, and never overwrites."""

import itertools

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.cli.file_kinds import FILE_KINDS
from qshop.cli.main import run
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages
from qshop.io.starter import starter_files
from qshop.io.write import LEFTOVERS
from qshop.programme.compile import next_version
from support import programme

LANGUAGES = packaged_languages()
CHOICES = [list(c) for n in sorted({1, 2, len(LANGUAGES)}) for c in itertools.permutations(LANGUAGES, n)][:24]


@pytest.mark.parametrize("languages", CHOICES, ids="-".join)
def test_the_starter_checks_clean_in_any_languages(tmp_path, languages):
    assert run(["init", str(tmp_path / "new"), "--lang", ",".join(languages)]) == 0
    loaded = load(tmp_path / "new")
    assert loaded.diagnostics == []
    assert apply_all_rules(loaded) == []
    assert loaded.programme.settings.languages == languages
    assert next_version(loaded.programme, "onsite")[1]


def test_the_starter_brings_the_38_prescriptions(tmp_path):
    run(["init", str(tmp_path / "new")])
    gaps = load(tmp_path / "new").programme.gaps
    assert [len(gap.prescriptions) for gap in gaps] == [3, 10, 16, 9]


@pytest.mark.parametrize(
    ("languages", "group"),
    [("en", "steering group"), ("fr", "comité de pilotage"), ("tr,en", "yönlendirme kurulu")],
)
def test_who_validated_is_said_in_the_first_language(tmp_path, languages, group):
    run(["init", str(tmp_path / "new"), "--lang", languages])
    criteria = load(tmp_path / "new").programme.criteria.values()
    assert {criterion.validated.by for criterion in criteria} == {group}


def test_data_stays_out_of_git_until_the_programme_decides(tmp_path):
    run(["init", str(tmp_path / "new")])
    ignored = (tmp_path / "new/.gitignore").read_text(encoding="utf-8").splitlines()
    assert {"visits/", "rejects/", "workshops/roster.csv", "workshops/sheets/"} <= set(ignored)


def tree(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", ["mine.txt", "qshop.yaml", "criteria/welcome.yaml", "visits/2026/a.csv"])
def test_what_people_wrote_is_never_overwritten(tmp_path, capsys, name):
    programme(tmp_path, {name: "mine\n"})
    assert run(["init", str(tmp_path)]) == 2
    assert f"{tmp_path} is not empty: {tmp_path / name} is not what this command writes" in capsys.readouterr().err
    assert tree(tmp_path) == {name: b"mine\n"}


def test_a_readme_of_peoples_own_stays(tmp_path, capsys):
    programme(tmp_path, {"README.md": "mine\n"})
    for _ in range(2):
        assert run(["init", str(tmp_path)]) == 0
        assert f"kept as it is: {tmp_path / 'README.md'}" in capsys.readouterr().err
        assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine\n"
    assert load(tmp_path).diagnostics == []


def test_a_file_in_place_of_the_folder_and_links_are_refused(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert run(["init", str(tmp_path / "file")]) == 2
    (tmp_path / "new").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "new/criteria").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert run(["init", str(tmp_path / "new")]) == 2
    assert tree(tmp_path) == {"file": b"mine"}


def test_the_history_of_git_is_no_obstacle(tmp_path):
    programme(tmp_path, {"new/.git/HEAD": "ref: refs/heads/main\n"})
    assert run(["init", str(tmp_path / "new")]) == 0


def test_a_run_that_was_interrupted_anywhere_can_be_repeated(tmp_path):
    run(["init", str(tmp_path / "whole"), "--lang", "fr,en"])
    whole = tree(tmp_path / "whole")
    for done in range(len(whole)):
        root = programme(tmp_path / str(done), dict([*whole.items()][:done]) | {"schemas/.qshop-a_1.tmp": "{"})
        assert run(["init", str(root), "--lang", "fr,en"]) == 0
        assert tree(root) == whole


def test_a_run_in_other_languages_is_another_programme(tmp_path, capsys):
    run(["init", str(tmp_path), "--lang", "fr"])
    before = tree(tmp_path)
    assert run(["init", str(tmp_path), "--lang", "en"]) == 2
    assert "is not what this command writes" in capsys.readouterr().err
    assert tree(tmp_path) == before


def test_git_ignores_what_a_killed_run_left_before_it_sees_anything(tmp_path):
    first = starter_files(tmp_path, ["en"], FILE_KINDS)[0]
    assert first.path == ".gitignore"
    assert LEFTOVERS in first.content.splitlines()


@pytest.mark.parametrize("wrong", ["eo", "", "en,en", "en,,eo"])
def test_languages_must_be_known_and_named_once(tmp_path, wrong):
    assert run(["init", str(tmp_path / "new"), "--lang", wrong]) == 2
    assert not (tmp_path / "new").exists()
