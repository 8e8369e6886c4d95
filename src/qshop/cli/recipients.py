"""Where debriefs go: one page to stdout, or a folder for each recipient."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.base.file_names import distinct_names, safe_name
from qshop.base.plural import counted
from qshop.cli.output import path_from_here, print_bytes, print_data
from qshop.cli.subject_pages import Documents, SubjectPages

if TYPE_CHECKING:
    from qshop.io.write import File


def print_page(pages: SubjectPages, subjects: Sequence[str]) -> None:
    """Write one page in one format to stdout. Raises `StopError` if there are more, or if a terminal cannot show it."""
    count = len(subjects) * len(pages.formats)
    if count > 1:
        raise StopError(f"that is {counted(count, 'page')}", "write them with --out DIR, or name one of them")
    if "pdf" in pages.formats and sys.stdout.isatty():
        raise StopError("a terminal cannot show a PDF", "write it with --out DIR, or into a file: > page.pdf")
    for _, documents in pages.made(subjects):
        for document in documents.values():
            print_data(document) if isinstance(document, str) else print_bytes(document)


def write_folders(pages: SubjectPages, subjects: Sequence[str], out: Path) -> None:
    """Write the folder of each recipient below `out`, and print the paths of its files. What is there stays the same.

    Folders are called by the wave, the reader and the subject: no two of the reader's subjects have the same.
    """
    from qshop.io.write import write_files

    names = distinct_names(pages.subjects)
    wave = safe_name(pages.results.wave.id)
    for subject, documents in pages.made(subjects):
        folder = f"{wave}/{'-'.join(filter(None, [pages.reader, names[subject]]))}"
        files = _files(pages, documents, out, folder)
        write_files(files)
        print_data("".join(f"{path_from_here(out / file.path)}\n" for file in files))


def _files(pages: SubjectPages, documents: Documents, out: Path, folder: str) -> "list[File]":
    from qshop.io.write import File

    return [File(out, f"{folder}/debrief.{pages.language}.{name}", text) for name, text in documents.items()]
