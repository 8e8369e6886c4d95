"""`qshop debrief`: what a reader needs to know and to do, as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli import session

if TYPE_CHECKING:
    from qshop.io.load import Loaded
    from qshop.programme.model import Wave
    from qshop.visits.accept import Visits


def command(
    context: typer.Context,
    audience: Annotated[Literal["programme", "site"], typer.Option("--for", help="Who reads it.")] = "programme",
    site: Annotated[str, typer.Option(metavar="ID", help="One site; without it, --for site writes all sites.")] = "",
    wave: Annotated[str, typer.Option(metavar="ID", help="One wave; default: the last one with visits.")] = "",
    lang: Annotated[str, typer.Option(metavar="L", help="Language; default: the programme's first.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write files there instead of printing one debrief.")
    ] = None,
) -> int:
    """Write the debrief of a wave: strengths first, then what was missed and what to work on."""
    from qshop.base.errors import StopError

    loaded = session.open_programme(context.obj)
    batches, faults = session.accepted(loaded)
    chosen = _wave(loaded, batches, wave)
    sites = [site] if site else sorted(loaded.programme.site) if audience == "site" else [""]
    texts = {one: text for one in sites if (text := _text(loaded, batches, chosen, one, lang))}
    if not texts:
        raise StopError(
            f"there are no visits of {site or 'any site'} in {chosen.id}", "see: qshop score --by wave,site"
        )
    if out is None:
        _print(texts)
    else:
        _write(texts, out, chosen, lang or loaded.programme.language)
    return 1 if faults else 0


def _wave(loaded: "Loaded", batches: "list[Visits]", wanted: str) -> "Wave":
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.score.debrief import last_wave

    waves = {wave.id: wave for wave in loaded.programme.settings.waves}
    if wanted and wanted not in waves:
        raise StopError(f"there is no wave “{wanted}”", did_you_mean(wanted, waves))
    chosen = waves[wanted] if wanted else last_wave(batches, loaded.programme)
    if chosen is None:
        raise StopError("there are no visits to write about", "take some in with: qshop ingest export.csv")
    return chosen


def _text(loaded: "Loaded", batches: "list[Visits]", wave: "Wave", site: str, language: str) -> str:
    """Give the debrief of one site, or of the programme; nothing where there are no visits."""
    from qshop.io.packaged import tongue
    from qshop.pages.debrief import debrief_page
    from qshop.pages.render import Layouts
    from qshop.score.debrief import debrief, wave_before
    from qshop.score.selection import Selection

    programme, earlier = loaded.programme, wave_before(loaded.programme, wave)
    now = session.scored(batches, Selection(wave=wave.id, site=site), programme)
    before = session.scored(batches, Selection(wave=earlier.id, site=site), programme) if earlier else []
    if not now:
        return ""
    view = debrief(now, before, programme, wave, site)
    return debrief_page(view, programme, tongue(language or programme.language), Layouts(loaded.root))


def _print(texts: dict[str, str]) -> None:
    from qshop.base.errors import StopError

    if len(texts) > 1:
        raise StopError(f"that is {len(texts)} debriefs", "name one with --site, or a folder for all with --out DIR")
    session.put(next(iter(texts.values())))


def _write(texts: dict[str, str], out: Path, wave: "Wave", language: str) -> None:
    from qshop.io.write import safe_name, write_file

    out.mkdir(parents=True, exist_ok=True)
    for site, text in texts.items():
        name = f"{safe_name(wave.id)}-{'site-' + safe_name(site) if site else 'programme'}.{language}.md"
        write_file(out, name, text)
        session.put(f"{out / name}\n")
