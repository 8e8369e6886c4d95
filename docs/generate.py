"""Write docs/reference from the model of the files and from the command line: `python docs/generate.py`.

tests/test_docs.py fails while a page is stale, or lacks a command, an option, a kind of file or a key.
"""

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import TypeAdapter
from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from qshop.analysis import FAULTS, Analysis
from qshop.cli.file_kinds import FILE_KINDS
from qshop.cli.main import app, programme
from qshop.io.registers_file import RELEASED
from qshop.io.store_files import MOMENTS
from qshop.programme import scalars
from qshop.programme.code_forms import CodePattern
from qshop.programme.schema import SCALAR, prose_and_keys, schema
from qshop.score.answer_frame import COLUMNS as ANSWERS
from qshop.score.charts.series import SeriesRow
from qshop.score.charts.strip import MeasuredVisit
from qshop.score.comparison.compare_columns import COLUMNS as COMPARE_COLUMNS
from qshop.score.figure_columns import COLUMNS as SCORE_COLUMNS
from qshop.score.figure_columns import POINTS
from qshop.score.sites.site_funnel import SiteInFunnel
from qshop.score.sites.site_reliability import SiteReliability
from qshop.score.visit_frame import FACTS, SCORED
from qshop.visits.columns import PURPOSES, REQUIRED, STATUSES
from qshop.visits.moments import COLUMNS as MOMENT
from qshop.visits.moments import FEELINGS
from qshop.visits.rejected_rows import COLUMNS as REJECTED
from qshop.visits.rejects import MAX_LISTED
from qshop.visits.released import Release
from qshop.workshop import fact_names
from qshop.workshop.obstacle import Obstacle
from qshop.workshop.roster import ROLES, Person
from qshop.workshop.workshop_files import OBSTACLES, ROSTER

PAGES = Path(__file__).parent / "reference"
Json = dict[str, Any]
MADE = "<!-- Made by docs/generate.py. Change the model or the command, then run it again. -->\n"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def pages() -> dict[Path, str]:
    """Give every generated page with its path."""
    return {
        PAGES / "commands.md": commands_page(),
        PAGES / "files.md": files_page(),
        PAGES / "data-frames.md": frames_page(),
        PAGES / "guide-names.md": guide_names_page(),
    }


def write() -> None:
    """Write every generated page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


# Names in guides


def guide_names_page() -> str:
    """Describe every fact, condition and list that a guide or a document may name."""
    kinds = (
        ("Facts", "`{name}` in a text", fact_names.FACTS),
        ("Conditions", "`when:`", fact_names.CONDITIONS),
        ("Lists", "`show:`", fact_names.LISTS),
    )
    parts = [MADE, "# What a guide can ask of the programme\n"]
    parts += ["A fact that is not known is a line to fill in by hand; `not_` may stand before a condition.\n"]
    for title, where, names in kinds:
        rows = [(f"`{name}`", meaning) for name, meaning in names.items()]
        parts += [f"## {title}: {where}\n", _table(("name", "what it is"), rows)]
    return "\n".join(parts)


# Data frames


def frames_page() -> str:
    """Describe every data frame of `qshop.open` with its columns."""
    parts = [MADE, FRAMES]
    for name, columns in _frames().items():
        method = getattr(Analysis, name)
        parts += [f"## {name}\n", f"    analysis.{name}{_signature(method)}\n", inspect.cleandoc(method.__doc__) + "\n"]
        parts += [_table(("column", "dtype", "what it holds"), columns)]
    return "\n".join(parts)


def _frames() -> dict[str, list[tuple[str, str, str]]]:
    keys = [("*the keys*", "str", "the values of the keys in `by`, then of what the mix keeps apart")]
    return {
        "visits": _frame(FACTS | SCORED),
        "answers": _frame(ANSWERS),
        "scores": [*keys, *_frame(SCORE_COLUMNS | POINTS)],
        "compare": [("`row`", "str", "`total`, or `part` for a row by the keys"), *keys, *_frame(COMPARE_COLUMNS)],
        "faults": _frame(FAULTS),
    }


def _frame(columns: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(f"`{name}`", column.dtype, column.meaning) for name, column in columns.items()]


def _signature(method: Callable[..., Any]) -> str:
    parameters = list(inspect.signature(method).parameters.values())[1:]
    told = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    return str(inspect.Signature(told))


FRAMES = """\
# Data frames

`analysis = qshop.open(path)` opens the programme in `path`, or the nearest one upward. Its methods give pandas data
frames, a new one each time: [Analyse in pandas](../how-to/analyse-in-pandas.md) shows how. A text that is not there is
blank, a number is missing (`NaN`, `<NA>`). What is wrong is raised as `qshop.base.errors.StopError`, which says what to
do. `import qshop` loads nothing heavy.

`analysis.method()` says in words how figures were made: what was planned, made and left out, and what intervals speak
of. It takes what `analysis.scores` takes, but no keys and no stage.

`qshop.sample_size(margin, population=None)` gives the number of independent visits that it takes to know one yes or no
to within ± `margin` points at 95 %: 385 for 5 points, 555 of 7,271 for 4.
"""


# Commands


def commands_page() -> str:
    """Describe every command with its arguments and options."""
    parts = [MADE, COMMANDS, _table(("option", "what it does"), _options(programme))]
    for name, callback in _commands(app):
        parts += _command(name, callback)
        if name == "score":
            parts += [SCORE, _table(("column", "what it holds"), _score_columns())]
        if name == "compare":
            parts += [COMPARE, _table(("column", "what it holds"), _compare_columns())]
        if name in RECORDS:
            parts += [RECORD, _table(("column", "what it holds"), _record_columns(RECORDS[name]))]
    return "\n".join(parts)


def _commands(group: Typer, prefix: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Give every command with its words, those of groups after the others."""
    for command in group.registered_commands:
        if command.callback and not command.hidden:
            yield f"{prefix}{command.name}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance:
            yield from _commands(inner.typer_instance, f"{prefix}{inner.name} ")


COMMANDS = """\
# Commands

Data goes to stdout, talk to stderr. Figures and diagnostics come as tables for people, and as CSV or JSON for
programs: JSON is `{"format": 1, "rows": [...], "diagnostics": [...]}`.

| exit code | means |
|---|---|
| 0 | clean |
| 1 | findings, rejected rows, or (where asked) a difference |
| 2 | a wrong call or configuration |
| 3 | a bug in qshop; `QSHOP_DEBUG=1` shows its details |
| 130 | interrupted |

These options come before the command, as in `qshop --project DIR check`:
"""


SCORE = """\
A row of csv and json has its keys, then these columns. What there is no base for is empty, in json `null`.
In csv, a text that a spreadsheet would run, or that begins with `'`, has one more `'` in front.
"""


COMPARE = """\
A row of csv and json begins with `row` (`total` for everything compared, or `part`) and its keys, blank in a total;
then come these columns, a row for each measure. What cannot be worked out is empty, in json `null`.
"""


RECORDS = {
    "reliability": SiteReliability,
    "chart series": SeriesRow,
    "chart strip": MeasuredVisit,
    "chart funnel": SiteInFunnel,
}
"""What a row of csv and json is made of, for the commands whose rows are records."""
RECORD = "A row of csv and json has these columns; what cannot be worked out is empty, in json `null`.\n"


def _record_columns(kind: type) -> list[tuple[str, str]]:
    _, meanings = prose_and_keys(inspect.cleandoc(kind.__doc__ or ""))
    return [(f"`{field.name}`", meanings[field.name]) for field in fields(kind)]


def _compare_columns() -> list[tuple[str, str]]:
    return [(f"`{name}`", column.meaning) for name, column in COMPARE_COLUMNS.items()]


def _score_columns() -> list[tuple[str, str]]:
    return [(f"`{name}`", column.meaning) for name, column in (SCORE_COLUMNS | POINTS).items()]


def _command(name: str, callback: Callable[..., Any]) -> Iterator[str]:
    yield f"## qshop {name}\n"
    yield f"    {_usage(name, callback)}\n"
    yield inspect.cleandoc(callback.__doc__ or "") + "\n"
    arguments, options = _arguments(callback), _options(callback)
    if arguments:
        yield _table(("argument", "what it is"), arguments)
    if options:
        yield _table(("option", "what it does"), options)


def _parameters(callback: Callable[..., Any]) -> Iterator[tuple[inspect.Parameter, Any, Any]]:
    """Give each parameter of a command with its type and what Typer was told about it."""
    for parameter in inspect.signature(callback).parameters.values():
        kind, *said = get_args(parameter.annotation) or (None,)
        info = next((one for one in said if isinstance(one, OptionInfo | ArgumentInfo)), None)
        if info:
            yield parameter, kind, info


def _usage(name: str, callback: Callable[..., Any]) -> str:
    words = [_placeholder(parameter, info) for parameter, _, info in _parameters(callback) if _is_argument(info)]
    return " ".join(["qshop", name, *words, *(["[OPTIONS]"] if _options(callback) else [])])


def _is_argument(info: object) -> bool:
    return isinstance(info, ArgumentInfo)


def _placeholder(parameter: inspect.Parameter, info: ArgumentInfo) -> str:
    name = info.metavar or parameter.name.upper()
    return name if parameter.default is inspect.Parameter.empty or name.startswith("[") else f"[{name}]"


def _arguments(callback: Callable[..., Any]) -> list[tuple[str, str]]:
    found = [(p, info) for p, _, info in _parameters(callback) if _is_argument(info)]
    return [(f"`{_placeholder(parameter, info)}`", f"{info.help}") for parameter, info in found]


def _options(callback: Callable[..., Any]) -> list[tuple[str, str]]:
    return [
        (_option(parameter, kind, info) + _if_needed(parameter), _with_default(f"{info.help}", parameter.default))
        for parameter, kind, info in _parameters(callback)
        if not _is_argument(info)
    ]


def _option(parameter: inspect.Parameter, kind: object, info: OptionInfo) -> str:
    declared = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str) and one[:1] == "-"]
    names = ", ".join(declared or ["--" + parameter.name.replace("_", "-")])
    if kind is bool:
        return f"`{names}`"
    choices = "\\|".join(get_args(kind)) if get_origin(kind) is Literal else ""
    return f"`{names} {choices or info.metavar or parameter.name.upper()}`"


def _if_needed(parameter: inspect.Parameter) -> str:
    return " (needed)" if parameter.default is inspect.Parameter.empty else ""


def _with_default(text: str, default: object) -> str:
    is_said = isinstance(default, str) and default and default not in text
    return f"{text} Default: `{default}`." if is_said else text


# Files


def files_page() -> str:
    """Describe every kind of file and every key in it."""
    parts = [MADE, FILES, _table(("a value that is", "looks like this"), VALUES)]
    parts += [
        "## The kinds of files\n",
        _table(("kind", "files"), [(f"[{k}](#{k})", f"`{v.files}`") for k, v in FILE_KINDS.items()]),
    ]
    parts += _kinds()
    holds = ("column", "what it holds")
    parts += [SITES_CSV, VISITS, _table(holds, _visit_columns()), MOMENTS_CSV]
    moments = [(f"`{name}`", MOMENT_COLUMNS[name]) for name in MOMENT]
    rejected = [(f"`{name}`", REJECTS_COLUMNS[name]) for name in REJECTED]
    parts += [_table(holds, moments), ROSTER_CSV, _table(holds, _columns_of(Person))]
    parts += [OBSTACLES_CSV, _table(holds, _columns_of(Obstacle)), RELEASED_CSV, _table(holds, _columns_of(Release))]
    parts += [REJECTS_CSV, _table(holds, rejected)]
    return "\n".join([*parts, AFTER])


def _columns_of(row: type) -> list[tuple[str, str]]:
    return [(f"`{name}`", said) for name, said in prose_and_keys(inspect.cleandoc(row.__doc__ or ""))[1].items()]


FILES = """\
# Files

A programme is a folder with a `qshop.yaml`. Its files are YAML in UTF-8, and each starts with `format: 1`. Every
value is text until the model says what it is, so `no` is the text *no* and `007` is not `7`. A key that is not
listed here is an error. Duplicate keys, anchors, tags and a second document in a file are refused.

A programme is complete in its folder, so that `qshop check` and `qshop diff` read the same one. A link whose relative
path stays inside that folder is followed. A link that leads out of it, and a submodule, are refused by name, whatever
stands behind them; only `data:` and `registers:` may lie elsewhere, since `qshop.yaml` says so.

An editor that knows JSON Schema completes keys and shows mistakes while you type: `qshop init` writes the schemas to
`schemas/` and names the right one in each file's first line, and
[`qshop schema`](commands.md#qshop-schema) prints them. `qshop check` finds much more; each of its codes has
[a page](../codes/README.md).

## Values
"""

VALUES = [
    ("text", "one text, not blank; in quotes if it holds `: ` or ` #`"),
    ("words", "a text in the programme's first language, or one a language: `{en: Welcome, fr: Accueil}`"),
    ("id", "a–z, 0–9 and `_`, a letter first, 64 characters at most: `greeting_wait`. One namespace for the whole "
     "programme, never used twice, never the name of a visit column"),
    ("code", "1 to 64 printable characters, exactly as written, without `/`, `\\` or spaces around it: `NV-01`, `007`"),
    ("label", "an answer as it is typed: `yes`, `3`, the id of a choice"),
    ("number", "zero or more: `2`, `0.5`. Shares and percentages have their limits"),
    ("level, whole number", "`5`"),
    ("true or false", "`true`, `false`"),
    ("day", "`2026-03-31`"),
    ("month", "`2026-03`"),
    ("country", "two letters as in ISO 3166: `FR`, `GB`, `TR`"),
    ("language", "a BCP 47 tag: `en`, `pt-BR`"),
    ("any value", "whatever stands in a foreign file, exactly"),
]  # fmt: skip

SITES_CSV = """\
## sites.csv

Instead of `sites.yaml`, a table with the columns `id`, `name`, `region`, `type`, `tags` (separated by spaces) and one
column `<stage>_team` a stage. It has no place for the day from which tags or a team hold.
"""

VISITS = f"""\
## visits/&lt;wave&gt;/*.csv

The accepted visits: one file a questionnaire version, one row a visit, every cell in quotes, UTF-8. `qshop ingest`
writes them and reads files of the same form; `qshop build-questionnaire` writes a file with nothing but the header
beside each frozen version. A file must have the columns {_codes(REQUIRED)}, a `date` or a
`wave`, and one for each question of the version. An empty cell means *not answered*.
"""

COLUMNS = {
    "visit_id": "the visit's code; the same code is the same visit",
    "questionnaire": "the questionnaire's name",
    "version": "its frozen version, a whole number",
    "site": "the site's code",
    "date": "the day of the visit, YYYY-MM-DD; it decides the wave",
    "wave": "the wave, for visits without a date",
    "time_in": "when the visit began, HH:MM, in the site's own time",
    "time_out": "when it ended",
    "channel": "how the visit was made; may be blank where the questionnaire has only one",
    "scenario": "the role the shopper played; may be blank where the questionnaire has only one",
    "service": "the service that was asked for, a code",
    "purpose": f"{_codes(PURPOSES)}; blank means `{PURPOSES[0]}`, or `trial` in a rehearsal. Only regular visits count",
    "status": f"{_codes(STATUSES)}; blank means `{STATUSES[0]}`",
    "attempts": "how often the shopper tried, a whole number",
    "shopper": "the shopper's code",
    "weight": "a number above 0, for surveys that weigh visits",
}

MOMENTS_CSV = f"""\
## visits/&lt;wave&gt;/{MOMENTS}

The moments of web and telephone visits, one row a moment, every cell in quotes: [how to follow a web
visit](../how-to/follow-a-web-visit.md). `qshop ingest` knows them by their header, in any order of columns, and writes
them beside the visits of the same wave. They are shown by `qshop debrief --for visit` and never scored.
"""

MOMENT_COLUMNS = {
    "visit_id": "the visit, which must have been accepted",
    "time": "when it was, HH:MM or HH:MM:SS, in the site's own time; may be blank",
    "step": "the page or the step, in a few words",
    "feeling": _codes(FEELINGS),
    "thought": "what the shopper thought or felt; shown only where shoppers' words are released",
    "evidence": "the name of a screenshot or recording",
}

ROSTER_CSV = f"""\
## {ROSTER}

Who is in which working group, one row a person: [how to form a group](../how-to/pack-a-meeting.md#form-the-group). It
holds names, so `qshop init` keeps it out of git. A column that nobody needs may be left out, but for `name`. Roles are
{_codes(ROLES)}.
`qshop workshop capture` fills the roster in from the sheet of people.
"""

OBSTACLES_CSV = f"""\
## {OBSTACLES}

What groups said stands in their way, one row an obstacle. They are findings, and each gets an answer:
`qshop workshop print steering` lists them. `qshop workshop capture` adds those of a meeting.
"""

RELEASED_CSV = f"""\
## registers/{RELEASED}

What of a visit may be shown, and to whom, one row a fact, every cell in quotes: [how to release what a visitor
wrote](../how-to/release-what-a-visitor-wrote.md). A row has no id: the whole of it is one fact. The words stay in the
visit. `qshop ingest` adds the rows of a list that were ticked; to take a release back, delete its row.
"""

REJECTS_CSV = f"""\
## rejects/*.csv

The rows that were not accepted: the evidence of what was sent, one file a source, kept out of git. Nothing is ever
removed from it by qshop. Mend a row where it came from and take that in again: the row of its rejection then says so.
What is open has a blank `outcome`. Of one reading {MAX_LISTED:,} rows are kept at most, and a last row without a line
counts the others. The file is made for spreadsheets: it begins with a byte-order mark, and a cell that a spreadsheet
would run, or that begins with `'`, has one more `'` in front. (The visits themselves are stored exactly as they were
typed; `qshop ingest` names the cells that a spreadsheet would run, and takes no `'` away.)
"""

REJECTS_COLUMNS = {
    "source": "the file, or `stdin`",
    "line": "the line on which the row begins",
    "column": "the first column with a problem",
    "code": "the code of that problem",
    "reason": "every reason why the row was not accepted",
    "visit_id": "the visit, as far as its id could be read; a moment has none of its own",
    "outcome": "blank while it is open; `accepted: SOURCE:LINE` once its visit was accepted, from there; "
    "`not in SOURCE any more` if its source was read again without this row",
    "raw": "the row as it came",
}

AFTER = """\

## templates/*/*.j2

Layouts in Jinja. A programme's own copy wins over the packaged one: see
[how to write your own layout](../how-to/write-your-own-layout.md).
"""


def _visit_columns() -> list[tuple[str, str]]:
    stated = [(f"`{name}`", COLUMNS[name]) for name in scalars.METADATA]
    return [
        *stated,
        ("`<stage>_staff`", "the codes of the people who served, separated by spaces; only if staff were informed"),
        ("`<question>`", "the answer: `yes`, `no`, `na`, a level, a number, seconds, HH:MM, ids of choices, a text"),
        ("`<question>_comment`", "what the shopper wrote about it"),
        ("`<question>_evidence`", "the name of a photo, recording or video, then ` sha256:…` if the file was at hand"),
    ]


def _kinds() -> Iterator[str]:
    """Describe each kind of file: its own keys, then those of the parts inside it that were not described before."""
    described: set[str] = set()
    for name, kind in FILE_KINDS.items():
        whole = schema(kind.model)
        yield f"## {name}\n\n{whole['description']}\n\n{_keys(whole)}"
        for part in _parts_in_order(whole):
            if part not in described:
                described.add(part)
                yield f"### {part}\n\n{whole['$defs'][part]['description']}\n\n{_keys(whole['$defs'][part])}"


def _parts_in_order(whole: Json) -> list[str]:
    """List the parts in the order in which a reader meets them."""
    met: list[str] = []
    waiting = _mentioned(whole["properties"])
    while waiting:
        part = waiting.pop(0)
        if part not in met:
            met.append(part)
            waiting = _mentioned(whole["$defs"][part]["properties"]) + waiting
    return met


def _mentioned(written: object) -> list[str]:
    """Find the parts that a schema refers to, in order."""
    if isinstance(written, dict):
        own = [_referred(written)] if "$ref" in written else []
        return own + [part for value in written.values() for part in _mentioned(value)]
    return [part for value in written for part in _mentioned(value)] if isinstance(written, list) else []


def _referred(written: Json) -> str:
    return str(written["$ref"]).rpartition("/")[2]


def _keys(part: Json) -> str:
    rows = []
    for key, value in part["properties"].items():
        needed = " (needed)" if key in part.get("required", []) else ""
        default = f" Default: `{_plain(value['default'])}`." if "default" in value else ""
        rows.append((f"`{key}`{needed}", _value(value), f"{value['description']}.{default}"))
    return _table(("key", "value", "what it says"), rows)


def _value(value: Json) -> str:
    """Say in a few words what a value may be."""
    form = {key: said for key, said in value.items() if key not in ("description", "default")}
    match form:
        case _ if _plain(form) in SCALARS:
            return SCALARS[_plain(form)]
        case {"$ref": _}:
            return f"[{_referred(form)}](#{_referred(form).lower()})"
        case {"const": only}:
            return f"`{only}`"
        case {"enum": choices}:
            return ", ".join(f"`{choice}`" for choice in choices)
        case {"items": entry}:
            return f"list: {_value(entry)}"
        case {"anyOf": [one, {"items": entry}]} if one == entry:
            return f"one or a list: {_value(entry)}"
        case {"anyOf": forms} | {"oneOf": forms}:
            return ", or ".join(dict.fromkeys(_value(one) for one in forms))
        case {"additionalProperties": entry}:
            return f"{_value(form.get('propertyNames', {}))} → {_value(entry)}"
    raise ValueError(form)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def _scalars() -> dict[str, str]:
    """Tell, for the schema of each scalar and of a mapping's keys made of them, how it is called in the tables."""
    called = {"text": "Text", "words": "Words", "id": "Id", "code": "Code", "label": "Label", "day": "Day"}
    called |= {
        "month": "Month",
        "country": "Country",
        "language": "Language",
        "whole number": "Count",
        "number": "Number",
    }
    called |= {"number above 0": "Weight", "number up to 1": "Points", "percentage": "Percent"}
    called |= {"number up to 1000": "WeightOrNone", "whole number above 0": "People"}
    called |= {"number from -100 to 100": "Shift", "level": "Level", "whole number from 1 to 1000": "FullMark"}
    called |= {"true or false": "Flag", "`1`": "Format"}
    forms = {name: TypeAdapter(getattr(scalars, kind)).json_schema() for name, kind in called.items()}
    forms["pattern"] = TypeAdapter(CodePattern).json_schema()
    keys = {name: {k: v for k, v in form.items() if k != "type"} for name, form in forms.items()}
    any_value = {_plain(SCALAR): "any value", _plain({}): "any value"}
    return any_value | {_plain(form): name for named in (keys, forms) for name, form in named.items()}


SCALARS = _scalars()


def _table(header: tuple[str, ...], rows: list[Any]) -> str:
    lines = [header, ("---",) * len(header), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


if __name__ == "__main__":
    write()
