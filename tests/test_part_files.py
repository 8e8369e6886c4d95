"""The files of a folder as any part they are asked for; what cannot be read is told and left out."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from qshop.base.errors import StopError
from qshop.io import yaml_file
from qshop.io.part_files import PartFiles
from qshop.programme.part import Part
from qshop.programme.scalars import Code, Format, Words
from support import programme, somebody_elses


class Step(Part):
    id: Code
    text: Words


class Plan(Part):
    """A kind of file that no room knows."""

    format: Format
    steps: list[Step] = []


GOOD = "format: 1\nsteps: [{id: a, text: Aller}, {id: b, text: {fr: Venir, en: Come}}]\n"
FAULTY = "format: 1\nsteps: [{id: c}, {id: d, text: Rester}]\n"


def told(files):
    return [f"{one.where}: {one.code} {one.message}" for one in files.diagnostics]


def test_a_file_is_read_as_the_part_that_it_is_asked_for(tmp_path):
    files = PartFiles(programme(tmp_path, {"plan.yaml": GOOD}), "fr")
    plan = files.read(Plan, "plan.yaml")
    assert [step.text for step in plan.steps] == [{"fr": "Aller"}, {"fr": "Venir", "en": "Come"}]
    assert (told(files), files.ids, files.unread) == ([], {"a", "b"}, set())


def test_a_folder_of_files_is_read_by_their_names_and_a_faulty_part_keeps_its_id(tmp_path):
    contents = {"one.yaml": GOOD, "two.yaml": FAULTY, "three.yaml": "format: [", "four.yml": GOOD, "notes.txt": ""}
    files = PartFiles(programme(tmp_path, {f"plans/{name}": text for name, text in contents.items()}))
    plans = files.read_folder(Plan, "plans", names_are_ids=True)
    assert {name: [step.id for step in plan.steps] for name, plan in plans.items()} == {"one": ["a", "b"], "two": ["d"]}
    assert told(files) == [
        "plans/four.yml: QS113 only files ending in .yaml are read",
        "plans/three.yaml:2:1: QS102 not YAML: a value is missing, or a bracket closes too early",
        "plans/two.yaml:2:9: QS202 “text” is missing",
    ]
    assert files.ids == {"a", "b", "c", "d", "one", "two", "three"}
    assert files.unread == {"plans/three.yaml", "plans/*"}


def test_only_what_is_optional_may_be_missing(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    files = PartFiles(tmp_path)
    assert [files.read(Plan, "a.yaml", optional=True), files.read(Plan, "b.yaml")] == [None, None]
    assert files.read(Plan, "folder.yaml") is None
    assert told(files) == [
        "b.yaml: QS111 this file is missing",
        "folder.yaml: QS118 a folder stands where a file should be",
    ]


def test_a_file_that_is_far_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(yaml_file, "MAX_YAML_BYTES", 100)
    files = PartFiles(programme(tmp_path, {"x.yaml": "#" * 101}))
    assert files.read(Plan, "x.yaml") is None
    assert told(files) == ["x.yaml: QS112 larger than 100 bytes"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")
def test_a_file_that_may_not_be_read_is_a_wrong_configuration():
    with TemporaryDirectory() as folder:
        files = PartFiles(programme(Path(folder), {"plan.yaml": GOOD}))
        (files.root / "plan.yaml").chmod(0)
        with (
            somebody_elses(files.root),
            pytest.raises(StopError, match=r"plan\.yaml cannot be read: Permission denied"),
        ):
            files.read(Plan, "plan.yaml")
