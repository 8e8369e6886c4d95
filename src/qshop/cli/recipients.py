"""Where debriefs go: one page to stdout, or a folder for each recipient."""

import sys
from collections.abc import Sequence
from pathlib import Path

from qshop.base.errors import StopError
from qshop.base.file_names import distinct_names
from qshop.base.plural import counted, first_of
from qshop.cli.document_formats import FORMATS, Documents
from qshop.cli.output import path_from_here, print_bytes, print_data, print_message
from qshop.cli.subject_pages import SubjectPages


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

    A folder holds the page in every format and the mail that goes with it. What an earlier run left in the same
    language, in these folders or for others where all of a reader's are written, is removed: it could be sent by
    mistake.
    """
    from qshop.io.write import File, write_files

    folders = _folders(pages)
    written: list[str] = []
    for subject, documents in pages.made(subjects):
        files = _files(pages, subject, documents)
        write_files([File(out, f"{folders[subject]}/{name}", content) for name, content in files.items()])
        written += [f"{folders[subject]}/{name}" for name in files]
    print_data("".join(f"{path_from_here(out / path)}\n" for path in written))
    everyones = subjects == pages.subjects
    ours = [f"{_wave_folder(pages)}/{pages.reader}*"] if everyones else [folders[subject] for subject in subjects]
    _remove_others(pages, out, ours, written)
    if not written:
        raise StopError("no page can be written", "why not, stands above")


def _folders(pages: SubjectPages) -> dict[str, str]:
    """Return the folder of each subject: the wave, then the reader and the subject; no two have the same."""
    names, wave = distinct_names(pages.subjects), _wave_folder(pages)
    return {code: f"{wave}/{'-'.join(filter(None, [pages.reader, name]))}" for code, name in names.items()}


def _wave_folder(pages: SubjectPages) -> str:
    names = distinct_names([wave.id for wave in pages.loaded.programme.settings.waves])
    return names[pages.results.wave.id]


def _files(pages: SubjectPages, subject: str, documents: Documents) -> dict[str, str | bytes]:
    """Return what a recipient gets, by the names of the files."""
    debriefs = {f"debrief.{pages.language}.{name}": document for name, document in documents.items()}
    return {**debriefs, f"mail.{pages.language}.txt": pages.mail(subject, list(debriefs))}


def _remove_others(pages: SubjectPages, out: Path, folders: Sequence[str], written: Sequence[str]) -> None:
    from qshop.io.earlier_files import remove_earlier

    names = [*(f"debrief.{pages.language}.{name}" for name in FORMATS), f"mail.{pages.language}.txt"]
    removed = remove_earlier(out, [f"{folder}/{name}" for folder in folders for name in names], written)
    if removed:
        paths = first_of([path_from_here(out / path) for path in removed], 5)
        are = "it is" if len(removed) == 1 else "they are"
        print_message(f"removed, since {are} of an earlier run: {paths}")
