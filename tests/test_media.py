"""Photos and recordings: where their files are looked for, and that nothing leads outside."""

import os
from hashlib import sha256
from zipfile import ZipFile

import pytest

from qshop.io.media import evidence_search
from qshop.visits.evidence import VisitEvidence

DIGEST = sha256(b"light").hexdigest()


def found(search, *names, visits=()):
    """Give the digest of each name that is found."""
    digests = search([VisitEvidence(name, visit) for name, visit in zip(names, visits or names, strict=True)])
    return {one.visit_id if visits else one.name: digest for one, digest in digests.items()}


@pytest.fixture
def folder(tmp_path):
    """An export with media beside it: a photo, one in a folder, and one outside that must never be read."""
    for path in ("media/p1.jpg", "media/desk/my photo.jpg", "secret.jpg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"light")
    (tmp_path / "export.csv").write_text("a,b\n", encoding="utf-8")
    return tmp_path


def test_a_file_beside_the_export_is_found_by_its_path_or_its_name(folder):
    search = evidence_search(folder / "export.csv", None)
    names = ["p1.jpg", "desk/my photo.jpg", "my photo.jpg"]
    assert found(search, *names, "lost.jpg") == dict.fromkeys(names, DIGEST)


def test_a_folder_that_was_named_takes_the_place_of_the_one_beside(folder):
    search = evidence_search(folder / "export.csv", folder / "media" / "desk")
    assert found(search, "p1.jpg", "my photo.jpg") == {"my photo.jpg": DIGEST}


def test_nothing_outside_the_folder_is_read_not_even_through_a_link(folder):
    (folder / "media" / "link.jpg").symlink_to(folder / "secret.jpg")
    (folder / "media" / "out").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "media" / "pipe.jpg")
    names = ["../secret.jpg", str(folder / "secret.jpg"), "link.jpg", "secret.jpg", "out/secret.jpg", "pipe.jpg"]
    names += ["a\x00b", "x" * 5000, ".", "media", "~/p1.jpg"]
    assert found(evidence_search(folder / "export.csv", None), *names, "p1.jpg") == {"p1.jpg": DIGEST}


def test_one_name_in_several_folders_is_the_one_in_the_visits_own(folder):
    for visit, content in (("a-b", b"one"), ("uuid:c-d", b"two"), ("e-f", b"three")):
        (folder / "media" / visit).mkdir()
        (folder / "media" / visit / "my_photo_1.jpg").write_bytes(content)
    search = evidence_search(folder / "export.csv", None)
    assert found(search, *["my photo (1).jpg"] * 3, visits=["a-b", "c-d", "g-h"]) == {
        "a-b": sha256(b"one").hexdigest(),
        "c-d": sha256(b"two").hexdigest(),
    }


def test_a_zip_holds_its_own_media(tmp_path):
    path = tmp_path / "export.csv.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("halls.csv", "a,b\n")
        archive.writestr("media/p1.jpg", b"light")
    assert found(evidence_search(path, None), "p1.jpg", "lost.jpg") == {"p1.jpg": DIGEST}


def test_a_damaged_zip_holds_nothing(tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x03\x04nothing")
    assert found(evidence_search(path, None), "p1.jpg") == {}


def test_without_a_place_to_look_into_there_is_no_search(tmp_path):
    assert evidence_search(None, None) is None
    assert evidence_search(tmp_path / "export.csv", None) is None
