"""The files of a revision: commits, the index, a programme in a subfolder; and every way in which git cannot tell."""

import os
from pathlib import Path

import pytest

from qshop.base.errors import StopError
from qshop.io.git import find_index, find_revision, state_of
from qshop.io.revision_files import write_revision
from revisions import commit, edit, git, repository

SETTINGS = "format: 1\nname: {en: Gate}\nlanguages: [en]\n"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kept(root, revision, tmp_path):
    into = tmp_path / "kept"
    into.mkdir()
    write_revision(root, revision, into)
    return files(into)


def stopped(call, *arguments):
    with pytest.raises(StopError) as stop:
        call(*arguments)
    return f"{stop.value.message}: {stop.value.help}"


@pytest.fixture
def gate(tmp_path):
    return repository(tmp_path / "gate", {"qshop.yaml": SETTINGS, "criteria/été.yaml": "a: 1\r\n"})


def test_a_commit_gives_its_files_byte_for_byte_whatever_stands_in_the_folder_now(gate, tmp_path):
    edit(gate, {"criteria/été.yaml": "a: 2\n", "new.yaml": "b: 1\n"})
    assert kept(gate, find_revision(gate, "HEAD"), tmp_path) == {
        "qshop.yaml": SETTINGS.encode(),
        "criteria/été.yaml": b"a: 1\r\n",
    }


def test_the_index_gives_what_is_staged(gate, tmp_path):
    edit(gate, {"criteria/été.yaml": "a: 2\n"})
    git(gate, "add", "--all")
    edit(gate, {"criteria/été.yaml": "a: 3\n"})
    assert kept(gate, find_index(gate), tmp_path)["criteria/été.yaml"] == b"a: 2\n"


def test_only_what_a_programme_is_made_of_is_written(gate, tmp_path):
    edit(
        gate, {"sites.csv": "id\nA1\n", "visits/spring/v1.csv": "visit_id\n", "README.md": "hello\n", "x.yml": "a: 1\n"}
    )
    commit(gate, {})
    assert sorted(kept(gate, find_revision(gate, "HEAD"), tmp_path)) == [
        "criteria/été.yaml",
        "qshop.yaml",
        "sites.csv",
        "x.yml",
    ]


def test_a_link_stays_a_link_with_what_it_leads_to_and_a_submodule_is_known_for_one(gate, tmp_path):
    edit(gate, {"shared/plan.txt": "a: 1\n", "shared/unused.txt": "a: 2\n"})
    (gate / "criteria/plan.yaml").symlink_to("../shared/plan.txt")
    (gate / "criteria/out.yaml").symlink_to("/etc/passwd")
    other = repository(tmp_path / "other", {"x.yaml": "a: 1\n"})
    git(gate, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), "profiles")
    commit(gate, {})
    into = tmp_path / "kept"
    into.mkdir()
    write_revision(gate, find_revision(gate, "HEAD"), into)
    assert (into / "criteria/out.yaml").readlink() == Path("/etc/passwd")
    assert (into / "criteria/plan.yaml").read_text() == "a: 1\n"
    assert not (into / "shared/unused.txt").exists()
    assert [path.name for path in (into / "profiles").iterdir()] == [".git"]


def test_what_git_is_told_to_leave_out_of_archives_is_still_part_of_the_programme(gate, tmp_path):
    commit(gate, {".gitattributes": "criteria export-ignore\n"})
    assert "criteria/été.yaml" in kept(gate, find_revision(gate, "HEAD"), tmp_path)


@pytest.mark.parametrize("staged", [False, True])
def test_a_programme_may_stand_in_a_subfolder_of_its_repository(staged, tmp_path):
    top = repository(tmp_path / "top", {"a b/gate/qshop.yaml": SETTINGS, "a b/qshop.yaml": "other", "c.yaml": "a: 1\n"})
    root = top / "a b" / "gate"
    revision = find_index(root) if staged else find_revision(root, "HEAD")
    assert kept(root, revision, tmp_path) == {"qshop.yaml": SETTINGS.encode()}
    assert revision.path("sites.yaml") == f"{'' if staged else 'HEAD'}:a b/gate/sites.yaml"


def test_commits_are_found_by_branch_tag_distance_and_hash(gate):
    first = git(gate, "rev-parse", "HEAD").strip()
    commit(gate, {"qshop.yaml": SETTINGS.replace("Gate", "Door")})
    git(gate, "tag", "-a", "-m", "one", "v1", first)
    for name in ("v1", "HEAD~1", "main~1", first, first[:8]):
        assert find_revision(gate, name).commit == first
    assert find_revision(gate, "v1").label == f"v1 ({first[:7]})"
    assert find_revision(gate, first[:8]).label == first[:8]
    assert find_index(gate).label == "the index"


def test_a_hook_of_a_linked_worktree_sees_the_programme_where_it_is(tmp_path, monkeypatch):
    top = repository(tmp_path / "top", {"gate/qshop.yaml": SETTINGS})
    git(top, "worktree", "add", "--quiet", str(tmp_path / "linked"))
    monkeypatch.setenv("GIT_DIR", str(top / ".git" / "worktrees" / "linked"))
    root = tmp_path / "linked" / "gate"
    assert kept(root, find_revision(root, "HEAD"), tmp_path) == {"qshop.yaml": SETTINGS.encode()}


@pytest.mark.parametrize("name", ["nowhere", "main..HEAD", "--all", "", "HEAD:qshop.yaml"])
def test_what_is_no_commit_is_refused(name, gate):
    help_ = "name a commit, branch or tag; two of them are given apart: qshop diff main HEAD"
    assert stopped(find_revision, gate, name) == f"git knows no revision “{name}”: {help_}"


def test_before_the_first_commit_there_is_nothing_to_compare_with(tmp_path):
    (tmp_path / "qshop.yaml").write_text(SETTINGS, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    assert stopped(find_revision, tmp_path, "HEAD") == (
        "there is no commit yet to compare with: commit the programme first"
    )


def test_a_shallow_clone_says_that_it_has_no_earlier_history(gate, tmp_path):
    commit(gate, {"qshop.yaml": SETTINGS.replace("Gate", "Door")})
    git(tmp_path, "clone", "--quiet", "--depth=1", gate.as_uri(), "shallow")
    for name in ("HEAD~1", "main~1", "v1"):
        assert stopped(find_revision, tmp_path / "shallow", name) == (
            f"git knows no revision “{name}”: this clone is shallow, without the earlier history: "
            "fetch it: git fetch --unshallow (in a workflow of GitHub: actions/checkout with fetch-depth: 0)"
        )


def test_a_clone_that_keeps_a_part_and_cannot_fetch_the_rest_says_so(gate, tmp_path):
    git(gate, "config", "uploadpack.allowFilter", "true")
    commit(gate, {"qshop.yaml": SETTINGS.replace("Gate", "Door")})
    for part in ("blob:none", "tree:0"):
        clone = tmp_path / part.replace(":", "-")
        git(tmp_path, "clone", "--quiet", f"--filter={part}", gate.as_uri(), clone.name)
        git(clone, "remote", "set-url", "origin", (tmp_path / "nowhere").as_uri())
        told = stopped(write_revision, clone, find_revision(clone, "HEAD~1"), tmp_path / "kept")
        assert told.startswith("git cannot give the files of this revision: ")
        assert told.endswith("where a clone keeps only a part, git fetches the rest: try again with a network")


def test_a_bare_repository_has_no_files_of_today(gate):
    git(gate, "config", "core.bare", "true")
    assert stopped(find_revision, gate, "HEAD") == (
        f"{gate} is a bare repository, without a working tree: compare in a clone of it: git clone"
    )


def test_a_repository_of_somebody_else_is_told_with_how_to_trust_it(gate, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    told = stopped(find_revision, gate, "HEAD")
    assert told.startswith(f"git does not read {gate}: it belongs to another user: if you trust what is in it: ")
    assert told.endswith(f"git config --global --add safe.directory '{gate}'")


def test_a_folder_outside_any_repository_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert stopped(find_revision, tmp_path, "HEAD") == (
        f"{tmp_path} is in no git repository: qshop diff compares what git keeps: git init, then commit"
    )


def test_a_repository_that_git_will_not_read_is_told_in_gits_words(gate):
    (gate / ".git" / "config").write_text("[core\n", encoding="utf-8")
    assert stopped(find_revision, gate, "HEAD").startswith(f"git cannot read {gate}: bad config line 1 in file ")


def test_a_revision_from_before_the_programme_is_refused(gate, tmp_path):
    commit(gate, {"inner/qshop.yaml": SETTINGS})
    first = find_revision(gate / "inner", "HEAD~1")
    assert stopped(write_revision, gate / "inner", first, tmp_path / "kept") == (
        f"{first.label} holds no programme in inner/: the programme has no qshop.yaml there"
    )
    git(gate, "mv", "qshop.yaml", "moved.yaml")
    assert stopped(write_revision, gate, find_index(gate), tmp_path / "kept") == (
        "the index holds no programme in its top folder: the programme has no qshop.yaml there"
    )


def test_a_file_in_conflict_is_named(gate):
    git(gate, "checkout", "--quiet", "-b", "other")
    commit(gate, {"qshop.yaml": SETTINGS.replace("Gate", "Door")})
    git(gate, "checkout", "--quiet", "main")
    commit(gate, {"qshop.yaml": SETTINGS.replace("Gate", "Lift")})
    with pytest.raises(Exception, match="merge"):
        git(gate, "merge", "other")
    assert stopped(write_revision, gate, find_index(gate), gate) == (
        "qshop.yaml is in conflict: resolve the merge, then stage the file"
    )


def test_content_that_git_has_lost_is_told(gate, tmp_path):
    name = git(gate, "rev-parse", "HEAD:qshop.yaml").strip()
    (gate / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert stopped(write_revision, gate, find_revision(gate, "HEAD"), tmp_path) == (
        f"git cannot give the files of this revision: it has lost the content of {name}: "
        "git fsck tells more; where a clone keeps only a part, git fetches the rest: try again with a network"
    )


def test_without_git_nothing_is_compared(gate, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    assert stopped(find_revision, gate, "HEAD") == (
        "git is not installed: install git; qshop diff reads earlier revisions with it"
    )


def test_nothing_of_git_changes(gate, tmp_path):
    before = files(gate / ".git")
    kept(gate, find_revision(gate, "HEAD"), tmp_path)
    find_index(gate)
    assert files(gate / ".git") == before


def test_the_state_of_a_folder_is_its_commit_and_whether_anything_changed_since(gate):
    name = find_revision(gate, "HEAD").commit[:7]
    assert state_of(gate) == f"commit {name}"
    edit(gate, {"visits/spring/onsite-v1.csv": "visit_id\n"})
    assert state_of(gate) == f"commit {name}, with changes that are not committed"


def test_changes_outside_the_programme_do_not_concern_it(gate):
    edit(gate, {"office/qshop.yaml": SETTINGS})
    commit(gate, {})
    edit(gate, {"notes.txt": "later"})
    assert state_of(gate / "office") == f"commit {find_revision(gate, 'HEAD').commit[:7]}"


def test_where_git_cannot_tell_a_state_nothing_is_said(tmp_path, monkeypatch):
    (tmp_path / "loose").mkdir()
    assert state_of(tmp_path / "loose") == ""
    git(tmp_path / "loose", "init")
    assert state_of(tmp_path / "loose") == ""
    monkeypatch.setenv("PATH", "")
    assert state_of(tmp_path / "loose") == ""
