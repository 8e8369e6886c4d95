"""Papers in every format that is asked for, printed or written as files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.cli.document_formats import Format, document
from qshop.cli.output import print_data

if TYPE_CHECKING:
    from qshop.base.i18n import Tongue
    from qshop.io.folder import LoadedProgramme

PAPER = "workshop/paper"


def give_papers(
    papers: "Mapping[str, object]",
    loaded: "LoadedProgramme",
    tongue: "Tongue",
    formats: Sequence[Format],
    out: Path | None,
    layout: str = PAPER,
) -> None:
    """Print the only paper in its only format, or write each, by the stem of its file, into the folder `out`.

    Raises `StopError` where several papers or formats, or a PDF, would be printed.
    """
    from qshop.io.write import write_file
    from qshop.pages.render import Layouts

    if out is None and (len(papers) > 1 or len(formats) > 1 or formats[0] == "pdf"):
        raise StopError("several papers, and PDF, are written to files", "say where: --out DIR")
    layouts = Layouts(loaded.root)
    for stem, page in papers.items():
        for format_ in formats:
            text = layouts.render(f"{layout}.{'md' if format_ == 'md' else 'html'}.j2", page, tongue)
            if out is None:
                print_data(text)
            else:
                write_file(out, f"{stem}.{format_}", document(text, format_))
                print_data(f"{out / f'{stem}.{format_}'}\n")
