"""`qshop debrief`: what a reader needs to know and to do, as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.base.plural import counted
from qshop.cli.inputs import check_known, check_language, open_programme, read_accepted
from qshop.cli.output import print_data, print_diagnostics
from qshop.debrief.readers import READERS

if TYPE_CHECKING:
    from qshop.findings.results import Results
    from qshop.io.folder import LoadedProgramme
    from qshop.programme.settings import Wave
    from qshop.visits.accepted import Visits

    ReaderName = str
else:
    ReaderName = Literal[tuple(READERS)]  # the choices that Typer offers


def command(
    context: typer.Context,
    audience: Annotated[ReaderName, typer.Option("--for", help="What it is about.")] = "programme",
    site: Annotated[str, typer.Option(metavar="ID", help="One site; without it, --for site writes all sites.")] = "",
    wave: Annotated[str, typer.Option(metavar="ID", help="One wave; default: the last one with visits.")] = "",
    visit: Annotated[str, typer.Option(metavar="ID", help="One visit, with the moments that belong to it.")] = "",
    lang: Annotated[str, typer.Option(metavar="L", help="Language; default: the programme's first.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write files there instead of printing one debrief.")
    ] = None,
) -> int:
    """Write the debrief of a wave or a visit: strengths first, then what was missed and what to work on."""
    loaded = open_programme(context.obj)
    language = lang or loaded.programme.language
    check_language(language, loaded)
    subjects = {name: code for name, code in {"site": site, "visit": visit}.items() if code}
    reader_name = max({audience, *subjects}, key=list(READERS).index)
    if reader_name == "visit":
        results, faults = _results_of_visit(loaded, visit)
    else:
        results, faults = _results_of_wave(loaded, wave, site)
    texts = _texts(loaded, results, reader_name, subjects.get(reader_name, ""), language)
    if out is None:
        _print(texts)
    else:
        _write(texts, out, language)
    return 1 if faults else 0


def _results_of_visit(loaded: "LoadedProgramme", visit_id: str) -> "tuple[Results, int]":
    """Return the results of a visit's wave, with moments and comments, and the number of faults in them."""
    from qshop.base.errors import StopError
    from qshop.findings.results import Results
    from qshop.io.moments_file import read_moments
    from qshop.io.store_files import data_folder
    from qshop.visits.intake.stored import stored_moments
    from qshop.visits.moments import wave_by_visit

    if not visit_id:
        raise StopError("which visit?", "name it with --visit ID")
    programme = loaded.programme
    batches, faults = read_accepted(loaded, words=True)
    waves = wave_by_visit(batches)
    check_known("visit", visit_id, waves)
    tables = read_moments(data_folder(loaded.root, programme), Path.cwd(), waves[visit_id])
    moments, diagnostics = stored_moments(tables, waves)
    print_diagnostics(diagnostics)
    return Results(programme, _wave(loaded, batches, waves[visit_id]), batches, moments), faults + len(diagnostics)


def _results_of_wave(loaded: "LoadedProgramme", wave_id: str, site: str) -> "tuple[Results, int]":
    """Return the results of a wave, or of the last one with visits, and the number of faulty visits."""
    from qshop.findings.results import Results
    from qshop.score.selection import Selection

    batches, faults = read_accepted(loaded)
    wave = _wave(loaded, batches, wave_id)
    Selection(site=site).check(loaded.programme)
    return Results(loaded.programme, wave, batches, [], faults), faults


def _wave(loaded: "LoadedProgramme", batches: "list[Visits]", wave_id: str) -> "Wave":
    from qshop.base.errors import StopError
    from qshop.findings.results import last_wave

    waves = {wave.id: wave for wave in loaded.programme.settings.waves}
    if wave_id:
        check_known("wave", wave_id, waves)
    wave = waves[wave_id] if wave_id else last_wave(batches, loaded.programme)
    if wave is None:
        raise StopError("there are no visits to write about", "take some in with: qshop ingest export.csv")
    return wave


def _texts(
    loaded: "LoadedProgramme", results: "Results", reader_name: str, subject: str, language: str
) -> dict[str, str]:
    """Return the debriefs for a reader by file name: about one subject, or about every subject if it is empty."""
    from qshop.base.errors import StopError
    from qshop.base.file_names import safe_name
    from qshop.debrief.readers import reader
    from qshop.io.packaged import tongue
    from qshop.pages.reader_pages import PAGES
    from qshop.pages.render import Layouts

    subjects = [known for known in reader(reader_name).subjects(results) if subject in ("", known)]
    if not subjects:
        message = f"there are no visits of {subject or 'any site'} in {results.wave.id}"
        raise StopError(message, "see: qshop score --by wave,site")
    words, layouts = tongue(language, loaded.programme.settings.languages), Layouts(loaded.root)
    texts = {}
    for one in subjects:
        name = "-".join(safe_name(word) for word in (results.wave.id, reader_name, one) if word)
        page = PAGES[reader_name].words(reader(reader_name).view(results, one), results.programme, words)
        texts[name] = layouts.render(f"{PAGES[reader_name].layout}.md.j2", page, words)
    return texts


def _print(texts: dict[str, str]) -> None:
    from qshop.base.errors import StopError

    if len(texts) > 1:
        help_ = "name one with --site, or a folder for all with --out DIR"
        raise StopError(f"that is {counted(len(texts), 'debrief')}", help_)
    print_data(next(iter(texts.values())))


def _write(texts: dict[str, str], out: Path, language: str) -> None:
    from qshop.io.write import File, write_files

    files = [File(out, f"{stem}.{language}.md", text) for stem, text in texts.items()]
    write_files(files)
    print_data("".join(f"{out / file.path}\n" for file in files))
