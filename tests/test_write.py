"""A write is whole or not at all, stays inside its folder, and names made of codes are paths of nothing."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from filelock import FileLock
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qshop.base.errors import StopError
from qshop.base.file_names import safe_name
from qshop.io import write
from qshop.io.write import locked, write_file
from support import somebody_elses

CODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=70)


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_file_is_written_with_its_folders_and_only_when_it_changes(tmp_path):
    assert write_file(tmp_path, "a/b/c.csv", "é\r\n") is True
    assert (tmp_path / "a/b/c.csv").read_bytes() == "é\r\n".encode()
    before = (tmp_path / "a/b/c.csv").stat()
    assert write_file(tmp_path, "a/b/c.csv", "é\r\n") is False
    assert (tmp_path / "a/b/c.csv").stat() == before
    assert write_file(tmp_path, "a/b/c.csv", "new") is True
    assert files(tmp_path) == ["a/b/c.csv"]


def test_a_new_file_can_be_read_by_others_and_an_old_one_keeps_its_rights(tmp_path):
    write_file(tmp_path, "a.csv", "1")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o644
    (tmp_path / "a.csv").chmod(0o600)
    write_file(tmp_path, "a.csv", "2")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


@pytest.mark.parametrize("when", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, when):
    write_file(tmp_path, "a.csv", "old")

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write.os if when == "fsync" else write.Path, when, broken)
    with pytest.raises(StopError, match=r"a\.csv cannot be written: No space left on device") as stopped:
        write_file(tmp_path, "a.csv", "new")
    assert stopped.value.help == "make room, then do the same again"
    monkeypatch.undo()
    assert (files(tmp_path), (tmp_path / "a.csv").read_text(encoding="utf-8")) == (["a.csv"], "old")


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    write_file(tmp_path, "a.csv", "old")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(write.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path, "a.csv", "new")
    assert (files(tmp_path), (tmp_path / "a.csv").read_text(encoding="utf-8")) == (["a.csv"], "old")


def test_a_reader_sees_the_old_or_the_new_file_and_never_a_part(tmp_path):
    old, new = "a" * 200_000, "b" * 300_000
    write_file(tmp_path, "a.csv", old)
    seen, done = set(), threading.Event()

    def look():
        while not done.is_set():
            seen.add((tmp_path / "a.csv").read_text(encoding="utf-8"))

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(30):
        write_file(tmp_path, "a.csv", new if turn % 2 else old)
    done.set()
    reader.join()
    assert seen <= {old, new}


def test_what_a_killed_process_left_is_cleared_and_what_a_living_one_writes_is_not(tmp_path):
    leftover, theirs = tmp_path / ".qshop-dead.tmp", tmp_path / ".qshop-notes"
    for path in (leftover, theirs):
        path.write_text("half", encoding="utf-8")
    with write._writing_in(tmp_path):
        assert not leftover.exists()
        living = tmp_path / ".qshop-alive.tmp"
        living.write_text("half", encoding="utf-8")
        assert write_file(tmp_path, "a.csv", "x") is True
        assert living.exists()
    assert write_file(tmp_path, "a.csv", "x") is False
    assert files(tmp_path) == [".qshop-notes", "a.csv"]


KILLED = """\
import os, pathlib, sys
from qshop.io import write
write.os.fsync = lambda _: os.kill(os.getpid(), 9)
write.write_file(pathlib.Path(sys.argv[1]), "a.csv", "new")
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that cannot be caught")
def test_a_write_that_was_killed_is_repeated_and_leaves_nothing(tmp_path):
    write_file(tmp_path, "a.csv", "old")
    assert subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False).returncode == -9
    assert ((tmp_path / "a.csv").read_text(encoding="utf-8"), len(files(tmp_path))) == ("old", 2)
    write_file(tmp_path, "a.csv", "new")
    assert ((tmp_path / "a.csv").read_text(encoding="utf-8"), len(files(tmp_path))) == ("new", 1)


def test_links_that_lead_in_a_circle_or_out_of_the_programme_are_refused(tmp_path):
    (tmp_path / "root").mkdir()
    (tmp_path / "root/loop").symlink_to(tmp_path / "root/loop")
    with pytest.raises(StopError, match="lies outside"):
        write_file(tmp_path / "root", "loop/a.csv", "x")
    (tmp_path / "root/.qshop").mkdir()
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    (tmp_path / "root/.qshop/lock").symlink_to(tmp_path / "mine")
    with pytest.raises(StopError, match="lies outside"), locked(tmp_path / "root"):
        pass
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("relative", ["../x.csv", "a/../../x.csv", "/etc/qshop-test.csv", "link/x.csv", "file-link"])
def test_nothing_outside_is_written(tmp_path, relative):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "x.csv").write_text("theirs", encoding="utf-8")
    (tmp_path / "x.csv").write_text("theirs", encoding="utf-8")
    (root / "link").symlink_to(outside, target_is_directory=True)
    (root / "file-link").symlink_to(outside / "x.csv")
    with pytest.raises(StopError, match="lies outside"):
        write_file(root, relative, "mine")
    assert (
        (outside / "x.csv").read_text(encoding="utf-8") == (tmp_path / "x.csv").read_text(encoding="utf-8") == "theirs"
    )


def test_a_folder_that_is_itself_a_link_is_no_obstacle(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    assert write_file(tmp_path / "link", "a.csv", "x") is True
    assert files(tmp_path / "real") == ["a.csv"]


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(StopError, match=r"a\.csv cannot be written: Is a directory"):
        write_file(tmp_path, "a.csv", "x")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StopError, match="cannot be written: "):
        write_file(tmp_path, "file/b.csv", "x")
    assert files(tmp_path) == ["file"]


HOLDER = """\
import pathlib, sys
from qshop.io.write import locked
with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_writers_wait_for_each_other(tmp_path, monkeypatch):
    monkeypatch.setattr(write, "FileLock", lambda path, timeout: FileLock(path, timeout=timeout / 100))
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(StopError, match="another qshop is writing to this programme"), locked(tmp_path):
        pass
    holder.communicate()
    with locked(tmp_path):
        pass
    assert (tmp_path / ".qshop/.gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other rights")
def test_a_programme_that_may_not_be_written_is_said():
    with TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o500)
        refused = pytest.raises(StopError, match=r"\.qshop cannot be written: Permission denied")
        with somebody_elses(root), refused, locked(root):
            pass


def test_a_lock_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / ".qshop").write_text("in the way", encoding="utf-8")
    with pytest.raises(StopError, match=r"\.qshop cannot be written: File exists"), locked(tmp_path):
        pass


def test_names_show_what_they_were_made_of():
    codes = ["2026-1", "S01", "a b", "..", "/etc/passwd", "Café", "CON", "con", "nul", "com1", "a.csv", "-rf", "50%"]
    assert [safe_name(code) for code in codes] == [
        *("2026-1", "S01", "a%20b", "%2E%2E", "%2Fetc%2Fpasswd", "Caf%C3%A9", "%43ON", "%63on", "%6Eul", "%63om1"),
        *("a%2Ecsv", "-rf", "50%25"),
    ]


@settings(max_examples=300)
@given(CODE, CODE)
@example("a/b", "a%2Fb")
@example("CON", "%43ON")
@example("x" * 300, "x" * 301)
@example("é" * 60, "é" * 61)
def test_names_are_short_plain_and_distinct(one, other):
    for code in (one, other):
        name = safe_name(code)
        assert 1 <= len(name) <= 120
        assert name.isascii()
        assert not set(name) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-%")
        assert name.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    assert (safe_name(one) == safe_name(other)) == (one == other)


def test_a_cut_name_is_never_another_codes_whole_name():
    for length in range(121, 140):
        cut = safe_name("x" * length)
        assert safe_name(unquote(cut)) != cut
