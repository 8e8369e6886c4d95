"""Links and submodules: what stays inside the programme is followed by every reader; all else is refused by name."""

import os

import pytest

from qshop.cli.main import run
from qshop.io.folder import load
from qshop.io.git import find_index, find_revision
from qshop.io.links import LinkError, followed
from qshop.io.revision_files import write_revision
from revisions import FILES, commit, edit, git, repository


def told(folder):
    return [f"{one.where}: {one.code} {one.message}" for one in load(folder).diagnostics]


@pytest.fixture
def desk(tmp_path):
    return repository(tmp_path / "desk", FILES)


def moved(root, path, target, link=None):
    """Move a file or folder to another place and put a link where it was."""
    (root / target).parent.mkdir(parents=True, exist_ok=True)
    (root / path).rename(root / target)
    (root / path).symlink_to(link or os.path.relpath(root / target, (root / path).parent))


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("criteria/desk.yaml", "shared/desk.yaml"),
        ("criteria", "shared/criteria"),
        ("questionnaires", "shared/questionnaires"),
        ("sites.yaml", "shared/sites.txt"),
        ("qshop.yaml", "shared/settings.yaml"),
    ],
)
def test_a_link_inside_the_programme_is_the_same_programme_to_check_and_to_diff(
    path, target, desk, monkeypatch, capsys
):
    moved(desk, path, target)
    monkeypatch.chdir(desk)
    assert told(desk) == []
    assert run(["diff", "--exit-code"]) == 0
    git(desk, "add", "--all")
    assert run(["diff", "--exit-code", "--staged"]) == 0
    commit(desk, {})
    assert run(["diff", "--exit-code", "HEAD~1", "HEAD"]) == 0
    assert run(["diff", "--exit-code"]) == 0
    assert "changed in meaning" in capsys.readouterr().out


def test_links_are_followed_one_after_another(desk):
    moved(desk, "criteria/desk.yaml", "criteria/b.txt")
    moved(desk, "criteria/b.txt", "shared/c.txt")
    moved(desk, "criteria", "shared/criteria", "shared/criteria")
    (desk / "shared/criteria/b.txt").unlink()
    (desk / "shared/criteria/b.txt").symlink_to("../c.txt")
    assert told(desk) == []
    commit(desk, {})
    assert read_back(desk, desk.parent / "kept") == []


def read_back(root, folder, find=lambda root: find_revision(root, "HEAD")):
    folder.mkdir()
    write_revision(root, find(root), folder)
    return told(folder)


@pytest.mark.parametrize(
    ("path", "target", "expected"),
    [
        ("criteria/x.yaml", "/etc/passwd", "criteria/x.yaml: QS117 a link with a full path: “/etc/passwd”"),
        ("criteria/x.yaml", "../../x.yaml", "criteria/x.yaml: QS117 a link out of the programme: “../../x.yaml”"),
        ("criteria/x.yaml", "x.yaml", "criteria/x.yaml: QS117 a link that leads back to itself: “x.yaml”"),
        ("criteria/x.yaml", "gone.yaml", "criteria/x.yaml: QS117 a link that leads to nothing: “criteria/gone.yaml”"),
        ("criteria/x.yaml", "../criteria", "criteria/x.yaml: QS118 a folder stands where a file should be"),
        ("profiles", "../elsewhere", "profiles: QS117 a link out of the programme: “../elsewhere”"),
        ("wording", "sites.yaml", "wording: QS118 a file stands where a folder should be"),
        ("questionnaires/onsite", "../..", "questionnaires/onsite: QS117 a link out of the programme: “../..”"),
        (
            "questionnaires/onsite",
            "gone",
            "questionnaires/onsite: QS117 a link that leads to nothing: “questionnaires/gone”",
        ),
        ("sites.csv", "/dev/zero", "sites.csv: QS117 a link with a full path: “/dev/zero”"),
    ],
)
def test_any_other_link_is_one_problem_that_names_it_in_files_index_and_commits(path, target, expected, desk):
    (desk / path).parent.mkdir(exist_ok=True)
    (desk / path).symlink_to(target)
    (desk / "sites.yaml").rename(desk / ("unused" if path == "sites.csv" else "sites.yaml"))
    assert told(desk) == [expected]
    git(desk, "add", "--all")
    assert read_back(desk, desk.parent / "staged", find_index) == [expected]
    commit(desk, {})
    assert read_back(desk, desk.parent / "kept") == [expected]


def test_a_submodule_is_one_problem_that_names_it(desk, tmp_path):
    other = repository(tmp_path / "other", {"a.yaml": "format: 1\n"})
    for path in ("criteria", "shared"):
        git(desk, "rm", "--quiet", "-r", "--cached", "--ignore-unmatch", path)
        (desk / path).rename(tmp_path / "old") if (desk / path).exists() else None
        git(desk, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), path)
    (desk / "profiles").symlink_to("shared")
    commit(desk, {})
    expected = [
        f"{path}: QS117 a submodule, or another repository: it has a .git of its own" for path in ("criteria", "shared")
    ]
    assert told(desk) == expected
    assert read_back(desk, tmp_path / "kept") == expected


def test_what_is_no_file_is_never_opened(desk):
    os.mkfifo(desk / "criteria/pipe.yaml")
    (desk / "profiles").write_text("x", encoding="utf-8")
    (desk / "wording").mkdir()
    (desk / "wording/en.yaml").mkdir()
    assert told(desk) == [
        "criteria/pipe.yaml: QS118 a device or pipe stands where a file should be",
        "profiles: QS118 a file stands where a folder should be",
        "wording/en.yaml: QS118 a folder stands where a file should be",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.yaml", "a\\u000ab.yaml"),
        ("a\x1b[2Jb.yaml", "a\\u001b[2Jb.yaml"),
        ("a\u202eb.yml", "a\\u202eb.yml"),
        (os.fsdecode(b"caf\xe9.yaml"), "caf\\xe9.yaml"),
    ],
)
def test_a_name_that_cannot_be_shown_is_a_problem(name, shown, desk):
    (desk / "criteria" / name).write_text("format: 1\n", encoding="utf-8")
    assert told(desk) == [f"criteria/{shown}: QS119 the name of this file has a character that cannot be shown"]


@pytest.mark.parametrize("target", ["../elsewhere", "/etc", "visits", "gone"])
def test_visits_lie_where_the_programme_says(target, desk, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (desk / "visits").symlink_to(target)
    for command in (["check"], ["score"], ["ingest", str(desk / "sites.yaml")]):
        assert run(["--project", str(desk), *command]) == 2
        said = capsys.readouterr().err
        assert f"qshop: {desk / 'visits'} is a link " in said
        assert "say in qshop.yaml where it leads" in said
    edit(desk, {"qshop.yaml": [("format: 1", "format: 1\ndata: ../elsewhere")]})
    assert run(["--project", str(desk), "check"]) == 0


def test_no_file_is_read_through_a_link_out_of_the_visits(desk, capsys):
    (desk / "visits/spring").mkdir(parents=True)
    (desk / "visits/spring/onsite-v1.csv").symlink_to("/etc/passwd")
    assert run(["--project", str(desk), "score"]) == 2
    assert "onsite-v1.csv is a link with a full path: “/etc/passwd”" in capsys.readouterr().err
    (desk / "visits/spring/onsite-v1.csv").unlink()
    (desk / "visits/spring").rmdir()
    (desk / "visits").rename(desk.parent / "elsewhere")
    (desk / "visits").write_text("", encoding="utf-8")
    assert run(["--project", str(desk), "score"]) == 2
    assert f"{desk / 'visits'} is no folder, so no visits can lie in it" in capsys.readouterr().err


def test_a_name_in_the_visits_that_cannot_be_shown_breaks_no_message(desk, capsys, monkeypatch):
    monkeypatch.chdir(desk)
    wave, file = desk / "visits" / "a\nb", os.fsdecode(b"\xe9\x1b.csv")
    wave.mkdir(parents=True)
    for path in (wave / file, wave / "x\ny.txt"):
        path.write_text("", encoding="utf-8")
    assert run(["check", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert said.out == (
        "visits/a\\u000ab/\\xe9\\u001b.csv: QS465 "
        "the folder “a\\u000ab” is that of no wave, so its visits are in no figure\n"
    )
    assert "passed over in visits: a\\u000ab/x\\u000ay.txt\n" in said.err


def test_a_path_leads_where_its_links_say():
    links = {"a": "c", "c": "d/e"}
    assert followed("a/b", lambda path: links.get(path, "")) == "d/e/b"
    assert followed("x/b/../c", lambda _: "") == "x/c"
    with pytest.raises(LinkError):
        followed("../a", lambda _: "")
