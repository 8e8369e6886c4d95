"""`qshop debrief`: what a reader needs to know and to do, as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli import session
from qshop.debrief.readers import READERS

if TYPE_CHECKING:
    from qshop.debrief.results import Results
    from qshop.io.folder import Loaded
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
    loaded = session.open_programme(context.obj)
    named = {name: code for name, code in {"site": site, "visit": visit}.items() if code}
    reader = max({audience, *named}, key=list(READERS).index)
    results, faults = _results_of_visit(loaded, visit) if reader == "visit" else _results_of_wave(loaded, wave, site)
    language = lang or loaded.programme.language
    texts = _texts(loaded, results, reader, named.get(reader, ""), language)
    if out is None:
        _print(texts)
    else:
        _write(texts, out, language)
    return 1 if faults else 0


def _results_of_visit(loaded: "Loaded", visit_id: str) -> "tuple[Results, int]":
    """Return the wave of a visit with its moments and all that shoppers wrote, and the number of faults in them."""
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.debrief.results import Results
    from qshop.io.moments_file import read_moments
    from qshop.io.store import data_folder
    from qshop.visits.moments import wave_by_visit

    if not visit_id:
        raise StopError("which visit?", "name it with --visit ID")
    programme = loaded.programme
    batches, faults = session.accepted(loaded, words=True)
    waves = wave_by_visit(batches)
    if visit_id not in waves:
        raise StopError(f"there is no visit “{visit_id}”", did_you_mean(visit_id, waves))
    moments, found = read_moments(data_folder(loaded.root, programme), waves[visit_id], waves)
    session.report(found)
    return Results(programme, _wave(loaded, batches, waves[visit_id]), batches, moments), faults + len(found)


def _results_of_wave(loaded: "Loaded", wanted: str, site: str) -> "tuple[Results, int]":
    """Return the wave wanted, or the last one, and the number of faulty visits."""
    from qshop.debrief.results import Results
    from qshop.score.selection import Selection

    batches, faults = session.accepted(loaded)
    wave = _wave(loaded, batches, wanted)
    Selection(site=site).check(loaded.programme)
    return Results(loaded.programme, wave, batches, []), faults


def _wave(loaded: "Loaded", batches: "list[Visits]", wanted: str) -> "Wave":
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.debrief.results import last_wave

    waves = {wave.id: wave for wave in loaded.programme.settings.waves}
    if wanted and wanted not in waves:
        raise StopError(f"there is no wave “{wanted}”", did_you_mean(wanted, waves))
    chosen = waves[wanted] if wanted else last_wave(batches, loaded.programme)
    if chosen is None:
        raise StopError("there are no visits to write about", "take some in with: qshop ingest export.csv")
    return chosen


def _texts(loaded: "Loaded", results: "Results", name: str, wanted: str, language: str) -> dict[str, str]:
    """Return the debriefs for a reader by the names of their files: of the subject wanted, or of every one."""
    from qshop.base.errors import StopError
    from qshop.debrief.readers import reader
    from qshop.io.packaged import tongue
    from qshop.io.write import safe_name
    from qshop.pages.reader_pages import PAGES
    from qshop.pages.render import Layouts

    subjects = [subject for subject in reader(name).subjects(results) if wanted in ("", subject)]
    if not subjects:
        message = f"there are no visits of {wanted or 'any site'} in {results.wave.id}"
        raise StopError(message, "see: qshop score --by wave,site")
    words, layouts = tongue(language), Layouts(loaded.root)
    texts = {}
    for subject in subjects:
        file = "-".join(safe_name(word) for word in (results.wave.id, name, subject) if word)
        view = reader(name).view(results, subject)
        texts[file] = PAGES[name](view, results.programme, words, layouts)
    return texts


def _print(texts: dict[str, str]) -> None:
    from qshop.base.errors import StopError

    if len(texts) > 1:
        raise StopError(f"that is {len(texts)} debriefs", "name one with --site, or a folder for all with --out DIR")
    session.put(next(iter(texts.values())))


def _write(texts: dict[str, str], out: Path, language: str) -> None:
    from qshop.io.write import write_file

    for name, text in texts.items():
        file = f"{name}.{language}.md"
        write_file(out, file, text)
        session.put(f"{out / file}\n")
