"""A new programme: checks clean in every choice of languages, holds no others, and never overwrites."""

import itertools

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.cli.main import run
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages
from qshop.programme.compile import next_version

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
    programme = load(tmp_path / "new").programme
    assert [len(gap.prescriptions) for gap in programme.gaps] == [3, 10, 16, 9]


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
    assert {"visits/", "rejects/"} <= set(ignored)


def test_a_folder_that_is_not_empty_is_refused(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    assert run(["init", str(tmp_path)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("wrong", ["eo", "", "en,en", "en,,eo"])
def test_languages_must_be_known_and_named_once(tmp_path, wrong):
    assert run(["init", str(tmp_path / "new"), "--lang", wrong]) == 2
    assert not (tmp_path / "new").exists()
