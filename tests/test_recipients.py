"""A folder for each recipient: the page and its mail, under a name that is no path, and nothing of an earlier run."""

import pytest

from desk import FILES, VISITS, said, visited
from qshop.base.file_names import distinct_names
from qshop.cli.main import run
from support import programme


def files(root):
    """Give the files below a folder, and their content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


def test_a_recipient_gets_the_page_and_the_mail(desk, tmp_path, capsys):
    code, output = said(capsys, desk, "debrief", "--for", "site", "--out", str(tmp_path))
    names = [f"autumn/site-{site}/{name}" for site in ("A1", "B2") for name in ("debrief.en.md", "mail.en.txt")]
    assert (code, output.out) == (0, "".join(f"{tmp_path}/{name}\n" for name in names))
    assert sorted(files(tmp_path)) == names
    page = said(capsys, desk, "debrief", "--for", "site", "B2")[1].out
    assert files(tmp_path)["autumn/site-B2/debrief.en.md"].decode() == page


def test_twice_changes_nothing(desk, tmp_path, capsys):
    for _ in range(2):
        assert said(capsys, desk, "debrief", "--out", str(tmp_path))[0] == 0
        times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert said(capsys, desk, "debrief", "--out", str(tmp_path))[0] == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == times


def test_what_an_earlier_run_wrote_for_others_is_removed_and_said(desk, tmp_path, capsys):
    old = {
        "autumn/site-GONE/debrief.en.md": "",
        "autumn/site-GONE/mail.en.txt": "",
        "autumn/site-A1/debrief.en.pdf": "",
    }
    other = {"autumn/site-GONE/mail.fr.txt": "", "autumn/team-x/mail.en.txt": "", "autumn/site-A1/notes.txt": "mine"}
    programme(tmp_path, old | other)
    code, output = said(capsys, desk, "debrief", "--for", "site", "--out", str(tmp_path))
    assert code == 0
    paths = ", ".join(f"{tmp_path}/{path}" for path in sorted(old))
    assert output.err == f"removed, since they are of an earlier run: {paths}\n"
    assert set(other) < set(files(tmp_path))
    assert set(old) & set(files(tmp_path)) == set()


def test_a_page_of_the_programme_that_is_no_longer_asked_for_is_removed(desk, tmp_path, capsys):
    programme(
        tmp_path, {"autumn/programme/debrief.en.html": "old", "autumn/site-A1/debrief.en.html": "another reader's"}
    )
    assert said(capsys, desk, "debrief", "--out", str(tmp_path))[0] == 0
    assert sorted(files(tmp_path)) == [
        "autumn/programme/debrief.en.md",
        "autumn/programme/mail.en.txt",
        "autumn/site-A1/debrief.en.html",
    ]


def test_where_nobody_may_be_told_what_was_written_before_is_removed_all_the_same(desk, tmp_path, capsys):
    """Nobody declared what results may be used for, so that there is no sheet about a person."""
    programme(tmp_path, {"autumn/person-a1%3Adesk/debrief.en.md": "old"})
    code, output = said(capsys, desk, "debrief", "--for", "person", "--out", str(tmp_path))
    assert (code, output.out, files(tmp_path)) == (2, "", {})
    assert output.err.endswith("qshop: no page can be written\n  why not, stands above\n")


def test_a_run_for_one_recipient_leaves_the_others_alone(desk, tmp_path, capsys):
    assert said(capsys, desk, "debrief", "--for", "site", "--out", str(tmp_path))[0] == 0
    before = files(tmp_path)
    assert said(capsys, desk, "debrief", "--for", "site", "A1", "--out", str(tmp_path))[1].err == ""
    assert files(tmp_path) == before


@pytest.mark.parametrize("code", ["CON", "..", ".", "a b", "*", "é", "%2E", "-x", "x" * 64, "{{7*7}}", "=1+1"])
def test_a_code_is_never_a_path(tmp_path, capsys, code):
    sites = FILES["sites.yaml"].replace("id: A1", f"id: '{code}'")
    root = programme(tmp_path / "desk", FILES | {"sites.yaml": sites, "export.csv": VISITS.replace("A1", code)})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    out = tmp_path / "out"
    assert said(capsys, root, "debrief", "--for", "site", "--out", str(out), "--", code)[0] == 0
    assert {path.parent.parent for path in out.rglob("*") if path.is_file()} == {out / "autumn"}


def test_two_codes_never_have_one_folder_though_a_disk_may_ignore_case(tmp_path, capsys):
    codes = ["a1", "A1", "CON", "Con", "B2", "%41"]
    names = distinct_names(codes)
    assert len({name.casefold() for name in names.values()}) == len(codes)
    assert names["B2"] == "B2"
    sites = FILES["sites.yaml"].replace("id: B2", "id: a1")
    root = programme(tmp_path / "desk", FILES | {"sites.yaml": sites, "export.csv": VISITS.replace("B2", "a1")})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    assert said(capsys, root, "debrief", "--for", "site", "--out", str(tmp_path / "out"))[0] == 0
    folders = [path.name for path in (tmp_path / "out/autumn").iterdir()]
    assert len({name.casefold() for name in folders}) == 2


def test_only_one_page_in_one_format_is_printed(desk, capsys):
    refused = "qshop: that is 2 pages\n  write them with --out DIR, or name one of them\n"
    assert said(capsys, desk, "debrief", "--for", "visit", "a1", "--format", "md,html") == (2, ("", refused))
    assert said(capsys, desk, "debrief", "--for", "visit", "a1", "--format", "md,md")[0] == 0
    assert said(capsys, desk, "debrief", "--for", "visit", "a1", "--format", "html")[1].out.startswith(
        "<!doctype html>"
    )


def test_a_pdf_is_never_written_to_a_terminal(desk, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert said(capsys, desk, "debrief", "--for", "visit", "a1", "--format", "pdf") == (
        2,
        ("", "qshop: a terminal cannot show a PDF\n  write it with --out DIR, or into a file: > page.pdf\n"),
    )
