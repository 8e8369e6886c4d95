"""The first screen of `qshop score` for a terminal: the last wave beside those before it."""

from collections.abc import Iterable, Iterator

from qshop.base.plural import counted
from qshop.findings.first_look import FirstLook
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.first_look_table import first_look_table
from qshop.pages.score_tables import interval, marked, percent
from qshop.programme.model import Programme
from qshop.programme.scalars import measure_text, text_in
from qshop.score.figures import Figure, least_base
from qshop.score.measures import Measure
from qshop.score.overview import Overview
from qshop.score.sites.sites_to_show import SitesToShow
from qshop.score.visits_made import MadeInWave
from qshop.score.wave_lines import WaveLine

MET, MISSED = "✓", "✗"
_CHANGE = "change"
_LAST = ("95 %", _CHANGE, "musts", "failed")
_MADE = ("planned", "made", "scored", "no service", "void", "too blank")


def overview_page(view: Overview, programme: Programme, look: FirstLook | None = None, rejected: int = 0) -> str:
    """Return the first screen: the programme, what to look at first, its sites, stages and teams, what was left out.

    look: what to look at first
    rejected: how many rows and files among the stored visits are not accepted
    """
    settings = programme.settings
    title = text_in(settings.name, programme.language) + (" (simulated)" if settings.simulated else "")
    page = heading(title).lstrip("\n")
    if not view.waves:
        return page + "no visits\n"
    page += "".join(map(_prose, view.caveats))
    tables = [_section(scope, lines, view, programme) for scope, lines in view.sections.items() if scope != "programme"]
    made = _made(view.made, view.waves[-1])
    if rejected:
        made += f"{counted(rejected, 'row or file is', 'rows or files are')} not accepted, of whatever wave\n"
    first = first_look_table(look, view.waves[-1], programme.language) if look else ""
    parts = [_programme(view.sections["programme"], view), *([first] if first else []), *tables, made]
    return "\n".join([page, *parts, "".join(map(_prose, _legend(view, programme)))])


def _prose(text: str) -> str:
    return "".join(f"{line}\n" for line in folded_text(text, prose_width()))


def _wave(wave: str) -> str:
    """Return the code of a wave as a heading of two lines, where it has a place to part."""
    places = [place + 1 for place, sign in enumerate(wave[:-1]) if sign in "-_ " and place]
    middle = min(places, key=lambda place: abs(2 * place - len(wave)), default=0)
    return f"{wave[:middle].rstrip()}\n{wave[middle:]}" if middle else wave


def _programme(lines: list[WaveLine], view: Overview) -> str:
    """Return the programme's figures, one line each."""
    waves = [*map(_wave, view.waves)]
    header = ("programme", "kind", *waves, "95 %", _CHANGE)
    rows = [(name, line.kind, *cells) for line in lines for name, *cells in _of_programme(line, view.waves)]
    return _table(header, rows, (*waves, "95 %"), spare=waves[:-2])


def _of_programme(line: WaveLine, waves: list[str]) -> Iterator[list[str]]:
    found = [line.figures.get(wave) for wave in waves]
    last = line.figures[waves[-1]]
    must = marked(last.must.singles, interval(last.must.low, last.must.high))
    yield ["score", *_values(line, waves), _interval(last), _word(line, "score")]
    if any(one and one.must.asked for one in found):
        *before, now = [percent(one.must.percent) if one else "" for one in found]
        yield ["musts met", *before, now + _sign(line, "must"), must, _word(line, "must")]
    yield ["visits", *(str(one.visits) if one else "" for one in found), "", ""]
    if any(one and one.critical_asked for one in found):
        yield ["failed", *(_failed(one) if one else "" for one in found), "", ""]


def _section(scope: str, lines: list[WaveLine], view: Overview, programme: Programme) -> str:
    """Return the table of sites, stages or teams, with what must be said where it does not show all sites."""
    waves = [*map(_wave, view.waves)]
    named = {"site": ("name",), "team": ("name", "whose")}.get(scope, ())
    header = (scope, *named, "kind", "visits", *waves, *_LAST)
    rows = [(line.code or "(none)", *_names(line, programme), line.kind, *_cells(line, view.waves)) for line in lines]
    numbers = ("visits", *waves, "95 %", "musts", "failed")
    shown = _table(header, rows, numbers, names=["name"], spare=(*waves[:-2], "name", *waves[-2:-1]))
    return (_chosen(view) if scope == "site" else "") + shown


def _table(
    header: tuple[str, ...],
    rows: list[tuple[str, ...]],
    numbers: tuple[str, ...],
    names: Iterable[str] = (),
    spare: Iterable[str] = (),
) -> str:
    """Return a table without the columns of texts and words in which no row has any."""
    kept = [
        place for place, name in enumerate(header) if place == 0 or name in numbers or any(row[place] for row in rows)
    ]
    columns = [_aligned([row[place] for row in rows]) for place in kept]
    return table([header[place] for place in kept], [*zip(*columns, strict=True)], numbers, [*names], [*spare])


def _aligned(cells: list[str]) -> list[str]:
    """Return the cells of a column, with the room of a sign after those that have none where others have."""
    signs = (f" {MET}", f" {MISSED}")
    if not any(cell.endswith(signs) for cell in cells):
        return cells
    return [cell if cell.endswith(signs) or not cell else cell + "  " for cell in cells]


def _names(line: WaveLine, programme: Programme) -> tuple[str, ...]:
    if line.scope not in ("site", "team"):
        return ()
    name = programme.name_of(line.scope, line.code, programme.language) if line.code else ""
    own = ("" if name == line.code else name,)
    if line.scope == "site":
        return own
    providers = {team.id for team in programme.teams if team.provider}
    return (*own, "provider" if line.code in providers else "")


def _cells(line: WaveLine, waves: list[str]) -> tuple[str, ...]:
    last = line.figures[waves[-1]]
    musts = percent(last.must.percent) + _sign(line, "must")
    return (str(last.visits), *_values(line, waves), _interval(last), _word(line, "score"), musts, _failed(last))


def _values(line: WaveLine, waves: list[str]) -> list[str]:
    """Return the score of each wave, that of the last with a sign for its target."""
    *before, now = [percent(line.figures[wave].score) if wave in line.figures else "" for wave in waves]
    return [*before, now + _sign(line, "score")]


def _sign(line: WaveLine, measure: Measure) -> str:
    if measure not in line.reached:
        return ""
    return f" {MET if line.reached[measure] else MISSED}"


def _interval(figure: Figure) -> str:
    return marked(figure.singles, interval(figure.score_low, figure.score_high))


def _failed(figure: Figure) -> str:
    return str(figure.failed) if figure.critical_asked else ""


def _word(line: WaveLine, measure: Measure) -> str:
    change = line.changes.get(measure)
    return "" if change is None or change.change is None else change.change.replace("_", " ")


def _chosen(view: Overview) -> str:
    """Return which sites are shown and which are not, where these are not all."""
    sites: SitesToShow = view.sites
    if sites.different is None:
        return ""
    wave = view.waves[-1]
    shown = f"{len(sites.codes)} of {counted(sites.of, 'site')} shown"
    if len(sites.codes) < sites.different:
        shown += f", the farthest off of {sites.different} that are different"
    how = f"those whose musts met lie outside the limits of qshop chart funnel --wave {wave}, high or low"
    return _prose(f"{shown}: {how}. All: qshop score --by wave,site; all changes: {_compare(view, 'site')}")


def _compare(view: Overview, scope: str) -> str:
    return f"qshop compare {' '.join(view.waves[-2:])} --by {scope}" if len(view.waves) > 1 else ""


def _made(made: list[MadeInWave], wave: str) -> str:
    """Return what became of the visits of a wave, by questionnaire, with the reasons that any was left out for."""
    purposes = {"reshop": "made again", "trial": "trial"}
    header = (f"visits of {wave}", *_MADE, *purposes.values())
    rows = [
        (
            one.questionnaire,
            "" if one.planned is None else str(one.planned),
            str(one.base.visits + sum(one.set_aside.values())),
            str(one.base.scored),
            *(str(count or "") for count in (one.base.no_service, one.base.void, one.base.too_blank)),
            *(str(one.set_aside.get(purpose) or "") for purpose in purposes),
        )
        for one in made
    ]
    kept = [place for place in range(len(header)) if any(row[place] for row in rows)]
    header = tuple(header[place] for place in kept)
    return table(header, [[row[place] for place in kept] for row in rows], header[1:])


def _legend(view: Overview, programme: Programme) -> Iterator[str]:
    """Yield what the columns and signs mean, as far as they stand there."""
    lines = [line for section in view.sections.values() for line in section]
    least = least_base(programme)
    if view.families:
        yield (
            f"{_CHANGE}: of the score since {view.waves[-2]}, over like visits, a table a family; "
            f"no word under {counted(least, 'visit')} on a side. In full: {_compare(view, 'site')}"
        )
    elif len(view.waves) > 1:
        yield f"no word for what changed since {view.waves[-2]}: under {counted(least, 'visit')} alike on a side"
    yield "95 %, musts (met, in percent), failed (visits that failed a critical): of the last wave"
    if any(line.reached for line in lines):
        of = f"target met, missed{_targets(programme)}"
        yield f"{MET} {MISSED} {of}; no sign on a part of what a target is for, or under {counted(least, 'visit')}"
    if view.thin:
        kept = "where their site, stage or team has a fuller one"
        yield f"not shown: {counted(view.thin, 'line')} of under {counted(least, 'visit')} each, {kept}"
    yield "every line of every wave, with its intervals: qshop score --by wave,site"


def _targets(programme: Programme) -> str:
    targets = programme.settings.targets
    found = {"score": targets.score, "musts": targets.must_rate}
    told = [f"{name} {measure_text(target)}" for name, target in found.items() if target is not None]
    return f" ({', '.join([*told, *(['stages their own'] if targets.stages else [])])})"
