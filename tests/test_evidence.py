"""Photos and recordings: what a cell says of them, where they are looked for, and that nothing leads outside."""

import os
from hashlib import sha256
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.io.media import NOWHERE, media_of
from qshop.visits.evidence import Evidence, read_evidence
from qshop.visits.table import Column, Table

DIGEST = sha256(b"light").hexdigest()


def table(*cells, visits=()):
    ids = visits or [f"v{number}" for number, _ in enumerate(cells)]
    return Table("f.csv", {"visit_id": Column.of(ids), "q1_evidence": Column.of(cells)}, len(cells))


def sealed(media, *cells, visits=()):
    result, missing = media.sealed(table(*cells, visits=visits))
    return [read_evidence(cell) for cell in result.get("q1_evidence").cells()], missing


@pytest.fixture
def folder(tmp_path):
    """An export with media beside it: a photo, one in a folder, and one outside that must never be read."""
    for path in ("media/p1.jpg", "media/desk/my photo.jpg", "secret.jpg"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"light")
    (tmp_path / "export.csv").write_text("a,b\n", encoding="utf-8")
    return tmp_path


@given(name=st.text(min_size=1).filter(lambda text: "sha256:" not in text), digest=st.sampled_from(["", DIGEST]))
def test_a_cell_says_the_name_and_the_digest_whatever_the_name_holds(name, digest):
    assert read_evidence(Evidence(name, digest).cell) == Evidence(name, digest)


def test_a_file_beside_the_export_is_sealed_by_its_path_or_its_name(folder):
    media = media_of(folder / "export.csv", None)
    cells = ["p1.jpg", "desk/my photo.jpg", "my photo.jpg", "", "lost.jpg"]
    assert sealed(media, *cells) == (
        [Evidence(name, DIGEST) for name in cells[:3]] + [Evidence(""), Evidence("lost.jpg")],
        1,
    )


def test_a_folder_that_was_named_takes_the_place_of_the_one_beside(folder):
    assert sealed(media_of(folder / "export.csv", folder / "media" / "desk"), "p1.jpg", "my photo.jpg") == (
        [Evidence("p1.jpg"), Evidence("my photo.jpg", DIGEST)],
        1,
    )


def test_nothing_outside_the_folder_is_read_not_even_through_a_link(folder):
    (folder / "media" / "link.jpg").symlink_to(folder / "secret.jpg")
    (folder / "media" / "out").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "media" / "pipe.jpg")
    names = ["../secret.jpg", str(folder / "secret.jpg"), "link.jpg", "secret.jpg", "out/secret.jpg", "pipe.jpg"]
    names += ["a\x00b", "x" * 5000, ".", "media", "~/p1.jpg"]
    found, missing = sealed(media_of(folder / "export.csv", None), *names)
    assert (found, missing) == ([Evidence(name) for name in names], len(names))


def test_one_name_in_several_folders_is_the_one_in_the_visits_own(folder):
    for visit, content in (("a-b", b"one"), ("uuid:c-d", b"two"), ("e-f", b"three")):
        (folder / "media" / visit).mkdir()
        (folder / "media" / visit / "my_photo_1.jpg").write_bytes(content)
    found, missing = sealed(
        media_of(folder / "export.csv", None), *["my photo (1).jpg"] * 3, visits=["a-b", "c-d", "g-h"]
    )
    assert [one.sha256 for one in found] == [sha256(b"one").hexdigest(), sha256(b"two").hexdigest(), ""]
    assert missing == 1


def test_a_zip_holds_its_own_media(tmp_path):
    path = tmp_path / "export.csv.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("halls.csv", "a,b\n")
        archive.writestr("media/p1.jpg", b"light")
    assert sealed(media_of(path, None), "p1.jpg", "lost.jpg") == ([Evidence("p1.jpg", DIGEST), Evidence("lost.jpg")], 1)


def test_a_damaged_zip_and_no_export_at_all_hold_nothing(tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x03\x04nothing")
    assert sealed(media_of(path, None), "p1.jpg") == ([Evidence("p1.jpg")], 1)
    assert (media_of(None, None), NOWHERE.is_somewhere) == (NOWHERE, False)


def test_what_is_sealed_already_stays_as_it_is(folder):
    before = Evidence("p1.jpg", sha256(b"another light").hexdigest())
    assert sealed(media_of(folder / "export.csv", None), before.cell) == ([before], 0)
