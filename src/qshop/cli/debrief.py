"""`qshop debrief`: what a reader needs to know and to do, as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli import session

if TYPE_CHECKING:
    from qshop.io.folder import Loaded
    from qshop.programme.settings import Wave
    from qshop.visits.accepted import Visits


def command(
    context: typer.Context,
    audience: Annotated[
        Literal["programme", "site", "visit"], typer.Option("--for", help="What it is about.")
    ] = "programme",
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
    language = lang or loaded.programme.language
    if visit or audience == "visit":
        texts, faults = _of_visit(loaded, visit, language)
    else:
        texts, faults = _of_wave(loaded, wave, site, language, every_site=audience == "site")
    if out is None:
        _print(texts)
    else:
        _write(texts, out, language)
    return 1 if faults else 0


def _of_visit(loaded: "Loaded", visit_id: str, language: str) -> tuple[dict[str, str], int]:
    """Give the debrief of one visit by the name of its file, and the number of faults in what was read for it."""
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.debrief.visit import find_visit, visit_debrief
    from qshop.io.moments_file import read_moments
    from qshop.io.packaged import tongue
    from qshop.io.store import data_folder
    from qshop.io.write import safe_name
    from qshop.pages.render import Layouts
    from qshop.pages.visit_page import visit_page
    from qshop.visits.moments import waves_of

    if not visit_id:
        raise StopError("which visit?", "name it with --visit ID")
    programme = loaded.programme
    batches, faults = session.accepted(loaded, words=True)
    waves, visit = waves_of(batches), find_visit(batches, visit_id)
    if visit is None:
        raise StopError(f"there is no visit “{visit_id}”", did_you_mean(visit_id, waves))
    moments, found = read_moments(data_folder(loaded.root, programme), visit.wave, waves)
    session.report(found)
    view = visit_debrief(visit, [moment for moment in moments if moment.visit_id == visit_id], programme)
    text = visit_page(view, programme, tongue(language), Layouts(loaded.root))
    return {f"{safe_name(visit.wave)}-visit-{safe_name(visit_id)}": text}, faults + len(found)


def _of_wave(loaded: "Loaded", wave: str, site: str, language: str, *, every_site: bool) -> tuple[dict[str, str], int]:
    """Give the debriefs of a wave (of the programme, one site or every site), and the number of faulty visits."""
    from qshop.base.errors import StopError
    from qshop.io.write import safe_name

    batches, faults = session.accepted(loaded)
    chosen = _wave(loaded, batches, wave)
    sites = [site] if site else sorted(loaded.programme.site) if every_site else [""]
    texts = {
        f"{safe_name(chosen.id)}-{'site-' + safe_name(one) if one else 'programme'}": text
        for one in sites
        if (text := _text(loaded, batches, chosen, one, language))
    }
    if not texts:
        raise StopError(
            f"there are no visits of {site or 'any site'} in {chosen.id}", "see: qshop score --by wave,site"
        )
    return texts, faults


def _wave(loaded: "Loaded", batches: "list[Visits]", wanted: str) -> "Wave":
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.debrief.wave import last_wave

    waves = {wave.id: wave for wave in loaded.programme.settings.waves}
    if wanted and wanted not in waves:
        raise StopError(f"there is no wave “{wanted}”", did_you_mean(wanted, waves))
    chosen = waves[wanted] if wanted else last_wave(batches, loaded.programme)
    if chosen is None:
        raise StopError("there are no visits to write about", "take some in with: qshop ingest export.csv")
    return chosen


def _text(loaded: "Loaded", batches: "list[Visits]", wave: "Wave", site: str, language: str) -> str:
    """Give the debrief of one site, or of the programme; nothing where there are no visits."""
    from qshop.debrief.wave import debrief, wave_before
    from qshop.io.packaged import tongue
    from qshop.pages.render import Layouts
    from qshop.pages.wave_page import debrief_page
    from qshop.score.selection import Selection

    programme, earlier = loaded.programme, wave_before(loaded.programme, wave)
    now = session.scored(batches, Selection(wave=wave.id, site=site), programme)
    before = session.scored(batches, Selection(wave=earlier.id, site=site), programme) if earlier else []
    if not now:
        return ""
    view = debrief(now, before, programme, wave, site)
    return debrief_page(view, programme, tongue(language), Layouts(loaded.root))


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
