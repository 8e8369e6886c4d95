"""Rules on what guides and documents name: facts, conditions and lists of the programme, and languages."""

import re
from collections.abc import Iterable, Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.check.languages import undeclared, untranslated
from qshop.programme.model import Programme
from qshop.workshop.document import Section
from qshop.workshop.fact_names import CONDITIONS, FACTS, LISTS
from qshop.workshop.workshop_files import WorkshopFiles
from qshop.workshop.written_texts import Written, papers, parts_of, texts_of, written_files

_BRACES = re.compile(r"\{([^{}\n]{0,80})\}")


def unknown_facts(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS623: a text asks for a fact that there is not; it would stand in braces on the paper."""
    for written in (one for paper in papers(files) for one in texts_of(paper)):
        for language, text in written.words.items():
            for name in _BRACES.findall(text):
                if name not in FACTS:
                    path = (
                        (*written.path, language) if written.part.is_written(*written.path, language) else written.path
                    )
                    help_ = did_you_mean(name, FACTS) or "docs/reference/guide-names.md names every fact"
                    yield written.part.diagnostic("QS623", f"there is no fact “{{{name}}}”", *path, help=help_)


def unknown_conditions(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS624: something is said only on a condition that there is not, so it would never be said."""
    for section in _sections(files):
        if section.when and section.when.removeprefix("not_") not in CONDITIONS:
            known = [*CONDITIONS, *(f"not_{name}" for name in CONDITIONS)]
            help_ = did_you_mean(section.when, known) or "docs/reference/guide-names.md names every condition"
            yield section.diagnostic("QS624", f"there is no condition “{section.when}”", "when", help=help_)


def unknown_lists(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS625: a list is shown that there is not."""
    for section in _sections(files):
        if section.show and section.show not in LISTS:
            help_ = did_you_mean(section.show, LISTS)
            yield section.diagnostic("QS625", f"there is no list “{section.show}”", "show", help=help_)


def translated(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS212: a text of a workshop file is missing in one of the programme's languages."""
    return untranslated(_texts(files), programme.settings.languages)


def declared(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS213: a text of a workshop file is in a language that the programme does not declare."""
    return undeclared(_texts(files), programme.settings.languages)


def _texts(files: WorkshopFiles) -> Iterator[Written]:
    return (written for one in written_files(files) for written in texts_of(one))


def _sections(files: WorkshopFiles) -> Iterable[Section]:
    return (part for paper in papers(files) for part in parts_of(paper) if isinstance(part, Section))
