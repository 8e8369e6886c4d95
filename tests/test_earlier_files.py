"""What an earlier run left is removed, and nothing else."""

from qshop.io.earlier_files import remove_earlier
from support import programme


def left(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_only_what_fits_and_is_not_kept_goes_and_its_folder_if_that_is_empty(tmp_path):
    programme(tmp_path, {"w/site-A/mail.txt": "", "w/site-B/mail.txt": "", "w/site-C/mail.txt": "", "w/site-C/own": ""})
    assert remove_earlier(tmp_path, ["w/site-*/mail.txt"], ["w/site-A/mail.txt"]) == [
        "w/site-B/mail.txt",
        "w/site-C/mail.txt",
    ]
    assert left(tmp_path) == ["w/site-A/mail.txt", "w/site-C/own"]
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["site-A", "site-C"]


def test_nothing_goes_through_a_link(tmp_path):
    programme(tmp_path, {"elsewhere/mail.txt": "", "out/w/site-B/own": ""})
    (tmp_path / "out/w/site-A").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "out/w/site-B/mail.txt").symlink_to(tmp_path / "elsewhere/mail.txt")
    assert remove_earlier(tmp_path / "out", ["w/site-*/mail.txt"], []) == []
    assert (tmp_path / "elsewhere/mail.txt").exists()


def test_where_nothing_was_written_before_nothing_goes(tmp_path):
    assert remove_earlier(tmp_path / "none", ["w/*/mail.txt"], []) == []
