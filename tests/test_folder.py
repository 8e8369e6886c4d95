"""A folder becomes a programme: whatever can be read is, and whatever cannot is told with its file and line."""

import pytest

from qshop.base.errors import StopError
from qshop.io.folder import BrokenSettingsError, find_project, load
from support import front, programme

QSHOP = "format: 1\nname: {en: A, fr: B}\nlanguages: [fr, en]\n"
STAGES = "format: 1\nstages: [{id: desk, name: Bureau}]\n"
SITES = "format: 1\nsites: [{id: S1}]\n"
FILES = {"qshop.yaml": QSHOP, "criteria/stages.yaml": STAGES, "sites.yaml": SITES}


def told(folder, files):
    loaded = load(programme(folder, files))
    return [f"{d.where}: {d.code} {d.message}" for d in loaded.diagnostics]


def test_the_nearest_programme_upward_is_found(tmp_path):
    root = programme(tmp_path / "outer", FILES | {"inner/qshop.yaml": QSHOP, "inner/deep/x.txt": ""})
    assert find_project(root / "inner/deep") == root / "inner"
    assert find_project(root / "criteria") == root
    assert find_project(root / "inner/deep", root) == root
    with pytest.raises(StopError, match=r"is no programme: it has no qshop\.yaml"):
        find_project(root, root / "criteria")


def test_outside_of_a_programme_there_is_none(tmp_path):
    if any((folder / "qshop.yaml").exists() for folder in tmp_path.parents):
        pytest.skip("the temporary folder lies inside a programme")
    with pytest.raises(StopError, match=r"no qshop\.yaml here or in any folder above"):
        find_project(tmp_path)


def test_a_sound_programme_has_nothing_to_tell(tmp_path):
    loaded = load(front(tmp_path))
    assert loaded.diagnostics == []
    assert list(loaded.programme.versions) == [("front", 2)]
    assert [site.id for site in loaded.programme.sites] == ["S01", "007", "7"]
    assert list(loaded.programme.criteria) == ["desk_greeting", "desk_badge", "desk_tidiness"]


def test_a_plain_text_is_in_the_first_language_of_the_programme(tmp_path):
    loaded = load(programme(tmp_path, FILES))
    assert loaded.programme.stages[0].name == {"fr": "Bureau"}


def test_without_readable_settings_there_is_no_programme(tmp_path):
    with pytest.raises(BrokenSettingsError) as broken:
        load(programme(tmp_path, FILES | {"qshop.yaml": "format: 1\nname: x\n"}))
    assert [f"{d.where}: {d.code} {d.message}" for d in broken.value.diagnostics] == [
        "qshop.yaml:1:1: QS202 “languages” is missing"
    ]


def test_missing_and_misnamed_files_are_told(tmp_path):
    assert told(tmp_path / "a", {"qshop.yaml": QSHOP}) == [
        "criteria/stages.yaml: QS111 this file is missing",
        "sites.yaml: QS111 this file is missing",
    ]
    assert told(
        tmp_path / "b", FILES | {"criteria/desk.yml": "", "questionnaires/X.YAML": "", "profiles/notes.txt": ""}
    ) == [
        "criteria/desk.yml: QS113 only files ending in .yaml are read",
        "questionnaires/X.YAML: QS113 only files ending in .yaml are read",
    ]


def test_one_broken_file_does_not_hide_the_others(tmp_path):
    root = front(tmp_path)
    (root / "criteria/x.yaml").write_text("a: [", encoding="utf-8")
    (root / "criteria/y.yaml").write_text("format: 1\nstage: desk\ncriteria: [{id: z}]\n", encoding="utf-8")
    loaded = load(root)
    assert [(str(d.where), d.code) for d in loaded.diagnostics] == [
        ("criteria/x.yaml:2:1", "QS102"),
        ("criteria/y.yaml:3:12", "QS202"),
        ("criteria/y.yaml:3:12", "QS202"),
    ]
    assert "desk_greeting" in loaded.programme.criteria


def test_a_frozen_version_is_held_to_its_hash_and_its_place(tmp_path):
    root = front(tmp_path)
    folder = root / "questionnaires/front"
    text = (folder / "v2.yaml").read_text(encoding="utf-8")
    (folder / "v2.yaml").write_text(text.replace("min_answered: 95", "min_answered: 90"), encoding="utf-8")
    (folder / "v3.yaml").write_text(text, encoding="utf-8")
    (folder / "final.yaml").write_text(text, encoding="utf-8")
    assert [f"{d.where.path}: {d.code} {d.message}" for d in load(root).diagnostics] == [
        "questionnaires/front/final.yaml: QS223 a frozen version is called v1.yaml, v2.yaml, …",
        "questionnaires/front/v2.yaml: QS217 this frozen version no longer matches its hash: it was edited",
        "questionnaires/front/v3.yaml: QS223 the file says front v2, its place says front v3",
    ]


def test_a_frozen_version_may_be_reformatted_but_not_changed(tmp_path):
    root = front(tmp_path)
    path = root / "questionnaires/front/v2.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        "# a comment\n" + text.replace("'yes'", '"yes"').replace("\n", "\r\n"), encoding="utf-8", newline=""
    )
    assert load(root).diagnostics == []
