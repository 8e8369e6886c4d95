"""What the machine refuses is no bug: exit code 2, in plain words, whatever stream, disk, folder or link it is."""

import errno
import os
import subprocess
import sys

import pytest

from qshop.cli import check
from qshop.cli.main import run
from qshop.cli.system_errors import refusal_of
from support import front


def ended(folder, command, redirection="", before=""):
    """Run a command in a shell, in `folder`, and give its exit code and what stood on stderr, if it was open."""
    line = f"{before} {sys.executable} -m qshop {command} {redirection}"
    shell = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)
    return shell.returncode, shell.stderr


@pytest.fixture
def desk(tmp_path):
    return front(tmp_path)


CLOSED = "qshop: the standard output is closed\n  print to a terminal or into a file\n"
FULL = "qshop: the disk is full\n  make room, then do the same again\n"


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux's own")
@pytest.mark.parametrize("command", ["schema settings", "check --format json", "--version"])
def test_a_full_disk_under_the_output_is_said(desk, command):
    code, said = ended(desk, command, ">/dev/full")
    assert (code, said.endswith(FULL)) == (2, True)
    assert ended(desk, command, ">/dev/full 2>/dev/full") == (2, "")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the streams")
def test_a_closed_stream_is_said_or_only_silent(desk):
    assert ended(desk, "schema settings", ">&-") == (2, CLOSED)
    assert ended(desk, "schema settings", ">&- 2>&-") == (2, "")
    assert ended(desk, "check", "2>&- >/dev/null") == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell has the pipe")
def test_a_pipe_whose_reader_leaves_ends_quietly(desk):
    assert ended(desk, "--help", "| true")[1] == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder that somebody is in")
def test_a_current_folder_that_is_gone_is_said(desk):
    code, said = ended(desk, "check", before="mkdir away && cd away && rmdir ../away &&")
    assert (code, said) == (2, "qshop: the current folder does not exist any more\n  change to one that does\n")


def test_a_link_that_leads_to_itself_is_said(desk, capsys, monkeypatch):
    (desk / "visits").symlink_to("visits")
    monkeypatch.chdir(desk)
    assert run(["score"]) == 2
    assert capsys.readouterr().err.startswith("qshop: ")


def test_a_path_that_cannot_be_one_is_a_finding(desk, capsys, monkeypatch):
    (desk / "qshop.yaml").write_text((desk / "qshop.yaml").read_text() + 'data: "a\\0b"\n')
    monkeypatch.chdir(desk)
    assert run(["check"]) == 1
    assert "QS203 a path has a character that cannot be shown" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EROFS, "x", "disk/a"), "nothing can be written there: disk/a\n"),
        (OSError(errno.EACCES, "x", "a.csv"), "the system does not allow it: a.csv\n"),
        (OSError(errno.ELOOP, "x", b"a"), "a link leads back to itself: a\n"),
        (OSError(errno.ENAMETOOLONG, "x", "a" * 999), f"a name is too long for this system: {'a' * 200}\n"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "Invalid cross-device link\n"),
        (MemoryError(), "there is not enough memory\n"),
        (RuntimeError("Symlink loop from 'a'"), "a link leads back to itself\n"),
    ],
)
def test_the_system_s_reasons_are_plain_words(error, said):
    assert refusal_of(error).startswith(said)


@pytest.mark.parametrize("error", [ValueError("x"), RuntimeError("x"), KeyError("x"), RecursionError()])
def test_what_is_our_own_fault_is_no_refusal(error):
    assert refusal_of(error) == ""


def test_what_runs_out_of_memory_ends_with_2(desk, capsys, monkeypatch):
    def exhausted(*_):
        raise MemoryError

    monkeypatch.setattr(check, "apply_all_rules", exhausted)
    assert run(["--project", str(desk), "check"]) == 2
    assert capsys.readouterr().err == (
        "qshop: there is not enough memory\n  close other programs, or give fewer files at once\n"
    )
