"""The workbooks of meetings, read: each XLSX file is one, and the CSV files of one folder are one."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.cli.workshop_read import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qshop.io.folder import LoadedProgramme
    from qshop.visits.source_table import SourceTable
    from qshop.workshop.capture.captured import Kept
    from qshop.workshop.capture.meeting_book import BookWords, MeetingBook
    from qshop.workshop.capture.name_lists import NameLists, SaidWords
    from qshop.workshop.groups import GroupsFile
    from qshop.workshop.workshop_files import WorkshopFiles

_CSV = (".csv", ".tsv", ".txt")


def meeting_books(
    files: "Sequence[Path]", loaded: "LoadedProgramme", workshop: "WorkshopFiles", encoding: str, language: str
) -> "tuple[list[tuple[MeetingBook, list[Path]]], NameLists, Kept]":
    """Return the workbooks with the files each was read from, the lists that people chose from, and what is kept.

    Raises `StopError` if a file cannot be opened.
    """
    from qshop.workshop.capture.captured import Kept
    from qshop.workshop.capture.meeting_book import read_book
    from qshop.workshop.capture.name_lists import NameLists

    languages = loaded.programme.settings.languages
    words, said = _book_words(languages), _said_words(languages)
    lists = NameLists(loaded.programme, groups_of(workshop), said)
    books = [
        (read_book(name, tables, words, lists.groups, languages, language), paths)
        for name, tables, paths in _tables(files, encoding)
    ]
    return books, lists, Kept(list(workshop.roster), list(workshop.obstacles))


def groups_of(workshop: "WorkshopFiles") -> "GroupsFile":
    """Return the working groups. Raises `StopError` if there are none."""
    from qshop.base.errors import StopError

    if workshop.groups is None:
        raise StopError(f"there is no {GROUPS}", "say there which groups there are, and which stages each takes")
    return workshop.groups


def _tables(files: "Sequence[Path]", encoding: str) -> "Iterator[tuple[str, list[SourceTable], list[Path]]]":
    """Yield the name of each workbook, its tables, and the files they are in."""
    from qshop.io.export_files import read_sources
    from qshop.io.store_files import source_name

    of_folder = defaultdict[Path, list[Path]](list)
    for file in dict.fromkeys(files):
        of_folder[file.parent if file.suffix.lower() in _CSV else file].append(file)
    for paths in of_folder.values():
        names = {path: source_name(path, Path.cwd()) for path in paths}
        tables = [table for path in paths for table in read_sources(path, names[path], encoding)]
        yield names[paths[0]], tables, paths


def _book_words(languages: "Sequence[str]") -> "BookWords":
    """Return what stands in a workbook in every language that the programme or qshop speaks."""
    from qshop.io.packaged import packaged_languages, tongue
    from qshop.pages.workbook_words import workbook_words
    from qshop.workshop.capture.alike import normal
    from qshop.workshop.capture.meeting_book import BookWords
    from qshop.workshop.workbook import SHEETS

    words = {
        language: workbook_words(tongue(language, languages))
        for language in dict.fromkeys([*languages, *packaged_languages()])
    }
    headings = {language: {sheet: of[sheet] for sheet in SHEETS} for language, of in words.items()}
    asked = {text: name for of in words.values() for name, text in of["asked"].items()}
    sheets = {normal(text): name for of in words.values() for name, text in of["sheet"].items()}
    return BookWords(headings, asked, sheets)


def _said_words(languages: "Sequence[str]") -> "SaidWords":
    """Return how people say yes and no, and the names of roles, in every such language."""
    from qshop.io.packaged import packaged_languages, tongue
    from qshop.pages.workbook_words import workbook_words
    from qshop.workshop.capture.name_lists import SaidWords
    from qshop.workshop.roster import ROLES

    tongues = [tongue(language, languages) for language in dict.fromkeys([*languages, *packaged_languages()])]
    yes, no = (list(dict.fromkeys(words(f"answer.{tick}") for words in tongues)) for tick in ("yes", "no"))
    roles = {role: [workbook_words(words)["role"][role] for words in tongues] for role in ROLES}
    return SaidWords([*yes, "x", "✓"], no, roles)
