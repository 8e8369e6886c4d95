"""The repository keeps its own rules: rooms that touch nothing, a README that holds, no trace of any machine.

The sample is read here, because the README shows what qshop says of it.
"""

import ast
import re
import shlex
import subprocess
import sys
import tomllib
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import packages_distributions, version
from itertools import chain
from pathlib import Path

import pytest
import yaml

from meetings import filled_in
from qshop import __version__
from qshop.analysis import open_analysis
from qshop.base.errors import StopError
from qshop.cli.main import app, run
from qshop.debrief.readers import READERS, reader
from qshop.findings.criterion_findings import findings, in_one_family
from qshop.findings.critical_failures import critical_failures
from qshop.findings.priorities import priorities
from qshop.findings.results import Results, last_wave
from qshop.io.folder import load
from qshop.io.store import read_tables
from qshop.io.store_files import data_folder
from qshop.programme.answers import ANSWER_TYPES
from qshop.programme.question import Question
from qshop.score.charts.version_breaks import Subject, breaks_between
from qshop.score.charts.wave_chart import wave_chart
from qshop.score.charts.wave_points import WavePoint
from qshop.score.keys import KEYS
from qshop.stats.distributions import t_quantile
from qshop.visits.answer_help import answer_help
from qshop.visits.intake.stored import stored_visits
from support import programme

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, SETTINGS = PYPROJECT["project"], PYPROJECT["tool"]
ROOMS = [room for layer in SETTINGS["importlinter"]["contracts"][0]["layers"] for room in layer.split(" | ")]
PURE = ROOMS[ROOMS.index("io") + 1 :]
COMMANDS = sorted(command.name for command in (*app.registered_commands, *app.registered_groups))


# Purity: everything below io works on what it is handed, and hands back what it found.


class Watch:
    """While on, notes each file, process, clock, environment or terminal touched by a room that must not."""

    def __init__(self):
        self.on, self.faults, self.worked = False, set(), set()
        sys.addaudithook(self.audit)

    @contextmanager
    def watching(self):
        self.faults.clear()
        self.worked.clear()
        self.on = True
        sys.setprofile(self.profile)
        try:
            yield self
        finally:
            sys.setprofile(None)
            self.on = False

    def audit(self, event, arguments):
        if self.on and event.startswith(EVENTS):
            self.note(sys._getframe(1), f"{event} {arguments[:1]}")

    def profile(self, frame, event, called):
        if event == "call":
            name = frame.f_globals.get("__name__", "")
            if name.startswith("qshop.") and frame.f_code.co_name != "<module>":
                self.worked.add(name)
            elif frame.f_code in ENVIRONMENT:
                self.note(frame, "the environment")
        elif event == "c_call" and (called in CALLS or touches(called)):
            self.note(frame, called.__qualname__)

    def note(self, frame, what):
        """Blame the innermost room at work; an import on the way is nobody's work."""
        while frame:
            name = frame.f_globals.get("__name__", "")
            if "importlib" in name:
                return
            if name.startswith("qshop."):
                if name.split(".")[1] in PURE:
                    self.faults.add(f"{name}:{frame.f_lineno} {what}")
                return
            frame = frame.f_back


EVENTS = ("open", "os.", "shutil.", "subprocess.", "socket.", "tempfile.", "glob.", "pathlib.", "urllib.", "http.")
CALLS = {print, input, open}
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today"}
HARMLESS = {"fspath", "perf_counter"}  # text of a path; how long something took
MODULES = {"posix", "nt", "time", "_socket", "_posixsubprocess"}
ENVIRONMENT = {type(__import__("os").environ).__getitem__.__code__}
WATCH = Watch()


def touches(called):
    name = getattr(called, "__qualname__", "")
    return name in CLOCKS or (getattr(called, "__module__", None) in MODULES and name not in HARMLESS)


PLAN = """\
format: 1
seed: 1
plans: [{wave: 2026-1, questionnaire: onsite, version: 1, per_site: 6}]
service: {must: 80, plus: 60}
rates: {blank: 2, na: 5, comment: 30, evidence: 5, no_service: 10, void: 5, reshop: 5}
shoppers: 3
staff: {welcome: 2}
comments: {en: [Fine words.], fr: [De belles paroles.], tr: [Güzel sözler.]}
effects: [{name: a weak greeting, criteria: [greeting], shift: -20}]
"""
PROFILE = """\
format: 1
questionnaire: onsite
version: 1
dates: DD/MM/YYYY
missing: ["-"]
labels: {yes_no: {"1": yes, "0": no}}
columns:
  visit_id: {join: [place, number], between: "-"}
  site: place
  date: day
  greeted: hello
  greeted_comment: said
  greeting_wait: {minus: [second, first]}
  open_on_arrival: q1
  desk_sign_seen: q2
  answer_given: q3
  referred: q4
  seat_free: q5
  exits_seen_clear: q6
  goodbye_said: q7
  felt_welcome: q8
  way_out: {column: q9, separator: " + ", map: {door: door, lift: lift}}
  left_at: q10
  last_words: q11
  doors: q12
"""
EXPORT = """\
place,number,day,hello,said,first,second,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12
S01,1,10/03/2026,1,,10,30,1,1,all_of_it,-,1,1,1,4,door + lift,12:05,Goodbye!,2
S02,1,11/03/2026,0,write to anna@example.org,-,-,1,1,part_of_it,1,-,1,1,4,door,-,-,1
S02,2,3/12/26,1,,10,20,1,1,all_of_it,-,1,1,1,4,door,12:05,-,2
S09,1,12/03/2026,2,,10,20,1,1,all_of_it,-,-,1,1,9,-,-,-,-
"""
SERVICE = """\
site;date;questionnaire;version;greeted;greeted_evidence;greeting_wait;open_on_arrival;desk_sign_seen;answer_given;referred;seat_free;exits_seen_clear;goodbye_said;felt_welcome;way_out/door;way_out/lift;left_at;last_words;doors;_site;_uuid;_index
S01;2026-03-12;onsite;1;yes;p1.jpg;20;yes;yes;all_of_it;;yes;yes;yes;5;1;0;12:05:00.000+01:00;;2;S01;a-b;1
"""
LABELS = """\
What did you see?,What did you see?,_uuid,_index
A door,A lift,a-b,1
"""
STRANGE = "visit_id,site,date,questionnaire,version,greeted,weather\n"
MOMENTS = """\
visit_id,time,step,feeling,thought
S01-1,10:00,At the desk,frustrated,write to anna@example.org
S01-1,10:05,At the desk,pleased,
"""
MORE = """\
format: 1
stage: farewell
criteria:
  - id: way_home
    text: {en: Visitors find their way out, fr: Le visiteur trouve la sortie, tr: Ziyaretçi çıkışı bulur}
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-02-12}
    questions:
      - id: way_out
        ask: {en: Which ways out did you see?, fr: Quelles sorties avez-vous vues ?, tr: Hangi çıkışları gördünüz?}
        type: multi
        choices:
          - {id: door, text: {en: Door, fr: Porte, tr: Kapı}}
          - {id: lift, text: {en: Lift, fr: Ascenseur, tr: Asansör}}
        points: {door: 1, lift: 0.5}
      - {id: left_at, ask: {en: When?, fr: "À quelle heure ?", tr: Saat kaçta?}, type: time, kind: context}
      - {id: last_words, ask: {en: Their words?, fr: "Leurs mots ?", tr: Ne dediler?}, type: text, required: false}
      - id: doors
        ask: {en: How many doors did you count?, fr: Combien de portes avez-vous comptées ?, tr: Kaç kapı saydınız?}
        type: number
        unit: {en: {one: door, other: doors}, fr: {one: porte, other: portes}, tr: kapı}
"""
WRONG = "format: 1\nstage: wellcome\ncriteria: [{id: greeting, priority: mist, text: ''}]\n"

GROUPS = "format: 1\ngroups: [{id: A, stages: [welcome]}]\n"
ROSTER = "name,team,group,role,walks\nAnn,hosts,A,leader,S01\nBea,hots,B,boss,\n"

COMMUNICATION = """\
format: 1
countries: [FR]
decided: 2025-10-15
steps:
  - {id: ask, what: consulted, representatives: true, about: {en: It, fr: Ça, tr: O}, by: management, due: 2025-10-01}
  - {id: train, what: trained, about: {en: It, fr: Ça, tr: O}, by: management, due: 2025-12-01}
"""


def every_command(folder):
    """Go once round everything that the command line offers."""
    root = folder / "programme"
    assert run(["init", str(root), "--lang", "en,fr,tr"]) == 0
    programme(root, {"plan.yaml": PLAN, "profiles/own.yaml": PROFILE, "criteria/more.yaml": MORE})
    programme(
        root,
        {
            "wording/en.yaml": "format: 1\nvague: [swish]\n",
            "export.csv": EXPORT,
            "service.csv": SERVICE,
            "strange.csv": STRANGE,
            "labels.csv": LABELS,
            "moments.csv": MOMENTS,
        },
    )

    def qshop(*arguments):
        return run(["--project", str(root), *map(str, arguments)])

    assert qshop("check") == 0
    assert qshop("build-questionnaire", "--preview", folder / "forms") == 0
    assert qshop("build-questionnaire") == 0
    assert qshop("simulate", root / "plan.yaml", "--out", folder / "made") == 0
    assert qshop("ingest", *(folder / "made").glob("*.csv")) == 0
    assert qshop("ingest", root / "export.csv", "--profile", "own") == 1
    assert qshop("ingest", root / "service.csv") == 0
    assert qshop("ingest", root / "labels.csv") == 1
    assert qshop("ingest", root / "strange.csv") == 1
    assert qshop("ingest", root / "moments.csv") == 0
    assert qshop("schema", "criteria") == 0
    assert qshop("score") == 0
    assert qshop("score", "--by", ",".join(KEYS), "--format", "csv") == 0
    assert qshop("score", "--by", "weather") == 2
    assert qshop("reliability") == 0
    assert qshop("reliability", "--format", "csv") == 0
    assert qshop("chart", "funnel", "--overdispersion") == 0
    assert qshop("compare", "S01", "S02", "--of", "site", "--by", "stage", "--format", "csv") == 0
    assert qshop("compare", "hosts", "guards", "--of", "team") == 0
    assert qshop("compare", "S01", "S02") == 2
    assert qshop("chart", "series") == 0
    assert qshop("chart", "series", "--measure", "must_rate", "--format", "json") == 0
    assert qshop("chart", "strip", "greeting_wait") == 0
    assert qshop("debrief", "--lang", "fr") == 0
    assert qshop("debrief", "--for", "site", "--out", folder / "debriefs") == 0
    assert qshop("debrief", "--for", "visit", "S01-1") == 0
    assert qshop("debrief", "--quotes", "--out", folder / "lists") == 0
    for ticked in (folder / "lists").glob("*.csv"):
        assert qshop("ingest", ticked) == 0
    assert qshop("workshop", "guide", "huddle", "--site", "S01") == 0
    programme(root, {"workshops/groups.yaml": "format: 1\ngroups: [{id: B, stages: [welcome]}]\n"})
    assert qshop("workshop", "pack", "criteria", "--group", "B", "--out", folder / "pack") == 0
    assert qshop("workshop", "guide", "managers", "--lang", "fr", "--format", "html", "--out", folder / "guides") == 0
    programme(root, {"communication.yaml": COMMUNICATION})
    assert qshop("workshop", "print", "plan", "--as-of", "2026-03-01") == 0
    assert qshop("workshop", "print", "charter") == 2
    assert qshop("workshop", "print", "announcement", "--out", folder / "letters") == 0
    for paper in ("people", "steering", "report-back"):
        assert qshop("workshop", "print", paper, "--group", "B") == 0
    every_frame(root)
    commit(root)
    programme(root, {"criteria/more.yaml": MORE.replace("priority: plus", "priority: must")})
    assert qshop("diff", "--format", "json") == 0
    programme(root, came_back())
    assert qshop("workshop", "capture", root / "B.xlsx") == 1
    assert qshop("workshop", "capture", root / "service.csv") == 1
    programme(root, {"criteria/wrong.yaml": WRONG, "workshops/groups.yaml": GROUPS, "workshops/roster.csv": ROSTER})
    assert qshop("check", "--format", "full") == 1


def came_back():
    """Give the workbook of a meeting on the starter, with everything that may stand in one."""
    rows = [
        {
            "stage": "Welcome",
            "criterion": "A chair is free for whoever waits",
            "must_dots": 7,
            "owner": "Facilities manager",
        },
        {"stage": "Welcome", "criterion": "Whoever waits finds a free chair", "must_dots": 12},
        {"stage": "Welcome", "criterion": "Free chairs for whoever waits"},
        {"id": "visitor_request", "stage": "Help and information", "criterion": "Other words"},
    ]
    people = [{"name": "Ann Bee", "team": "Visitor hosts", "group": "B"}]
    obstacles = [{"stage": "Welcome", "obstacle": "Chairs are stored in the cellar"}]
    groups = "format: 1\ngroups:\n  - {id: B, stages: [welcome, assistance]}\n"
    return {"B.xlsx": filled_in(criteria=rows, people=people, obstacles=obstacles), "workshops/groups.yaml": groups}


def every_frame(root):
    """Take every data frame that a notebook may ask for."""
    analysis = open_analysis(root)
    for frame in (analysis.visits, analysis.answers, analysis.scores):
        assert len(frame())
    analysis.faults()
    analysis.method()


def every_answer_type():
    """Ask every answer type all that is asked of it, even if no question of the programme above is of that type."""
    for name, answer_type in ANSWER_TYPES.items():
        parts = {"scale": {"from": "1", "to": "2"}, "choices": [{"id": "one", "text": "One"}]}
        question = Question.model_validate({"id": "q", "ask": "?", "type": name, **parts})
        ticks = answer_type.labels(question)
        text, rule = (ticks[0], dict.fromkeys([*ticks, "*"], 1)) if ticks else ("1", [(None, 1)])
        answer_type.problem(question, text)
        answer_help(question, text)
        answer_type.default_points(question)
        answer_type.points(rule, text)


def every_reader(root):
    """Tell every reader of a debrief about one subject, even one that no command above has named."""
    loaded = load(root)
    tables = read_tables([data_folder(root, loaded.programme)], root)
    batches = stored_visits(tables, loaded.programme).accepted
    ethics = loaded.programme.settings.ethics.model_copy(update={"uses": ["training"]})
    scoring = loaded.programme.settings.scoring.model_copy(update={"minimum_base": 100})
    settings = loaded.programme.settings.model_copy(update={"ethics": ethics, "scoring": scoring})
    declared = replace(loaded.programme, settings=settings)
    results = Results(declared, last_wave(batches, declared), batches, [], is_late=True)
    for name in READERS:
        assert next(filter(None, (told_to(name, results, one) for one in reader(name).subjects(results)))), name
    at_site = {"site": "S01"}
    priorities(in_one_family(findings(results, at_site)), critical_failures(results, at_site), 5, findings(results, {}))


def told_to(name, results, subject):
    """Give the view of a reader; nothing where there may be none."""
    try:
        return reader(name).view(results, subject)
    except StopError:
        return None


def every_chart(root):
    """Chart as many waves as each form needs, and look for breaks between a version and the next."""
    for waves in (10, 12):
        points = [WavePoint(f"{number}", 50.0 + number, asked=9) for number in range(waves)]
        wave_chart(points, is_score=True)
    version = load(root).programme.latest("onsite")
    following = version.model_copy(update={"version": version.version + 1})
    breaks_between({"onsite": [version]}, {"onsite": [following]}, Subject(weighs=False))


def commit(root):
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message=As it was"]):
        subprocess.run([*git, *arguments], cwd=root, check=True)


@pytest.mark.slow
def test_everything_below_io_touches_nothing_outside_itself(tmp_path):
    every_command(tmp_path / "first")  # libraries load what they need on first use
    t_quantile.cache_clear()  # what was worked out once would not be worked out again
    with WATCH.watching() as watch:
        every_command(tmp_path / "second")
        every_answer_type()
        every_reader(tmp_path / "first/programme")
        every_chart(tmp_path / "first/programme")
    assert sorted(watch.faults) == []
    assert sorted(modules_below_io() - watch.worked) == []


def modules_below_io():
    """Name the modules below io that have functions."""
    source = ROOT / "src"
    paths = (path for room in PURE for path in (source / "qshop" / room).rglob("*.py"))
    working = (path for path in paths if "def " in path.read_text(encoding="utf-8"))
    return {".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__") for path in working}


DEEDS = {
    "print": "print('x')",
    "open": "open(path).close()",
    "read": "__import__('pathlib').Path(path).read_text()",
    "stat": "__import__('os').stat(path)",
    "list": "__import__('os').listdir('.')",
    "run": "__import__('subprocess').run([__import__('sys').executable, '-V'], capture_output=True)",
    "environment": "__import__('os').environ.get('HOME')",
    "getenv": "__import__('os').getenv('HOME')",
    "time": "__import__('time').time()",
    "now": "__import__('datetime').datetime.now()",
    "today": "__import__('datetime').date.today()",
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize(("room", "allowed"), [("score", False), ("io", True)])
def test_the_watch_sees_a_deed_below_io_and_lets_io_do_it(room, allowed, deed):
    module = {"__name__": f"qshop.{room}.imagined", "path": __file__}
    exec(f"def work():\n    {deed}", module)
    with WATCH.watching() as watch:
        module["work"]()
    assert (not watch.faults) == allowed


def test_the_linter_knows_the_same_rule():
    deeds = "open('x')\nprint('x')\nimport os, pathlib, subprocess, time\nimport datetime\ndatetime.date.today()\n"
    assert banned("score", deeds) == ["PTH123", "T201", *["TID251"] * 5]
    assert "TID251" not in banned("io", deeds)


def banned(room, code):
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--select=TID251,T201,PTH123"]
    command += ["--stdin-filename", f"src/qshop/{room}/imagined.py", "-"]
    said = subprocess.run(command, cwd=ROOT, input=code, capture_output=True, text=True, check=False).stdout
    return sorted(re.findall(r"^\S+: ([A-Z]+\d+) ", said, re.MULTILINE))


# The README: two lines that set everything up, commands that exist, output that is what qshop says.


def test_two_lines_set_everything_up_and_each_stands_alone():
    lines = [block for block in blocks("sh") if "venv" in block]
    assert [line.count("\n") for line in lines] == [1, 1]
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install ") for line in lines)
    assert [line.rstrip().rpartition(" && ")[2] for line in lines] == [
        ".venv/bin/qshop score visits/",
        ".venv/bin/python -m pytest",
    ]


def test_the_same_two_lines_stand_there_for_powershell():
    changes = {"python3 -m": "py -m", " && ": "; ", ".venv/bin/": ".venv\\Scripts\\"}
    lines = [block for block in blocks("sh") if "venv" in block]
    for shell, powershell in changes.items():
        lines = [line.replace(shell, powershell) for line in lines]
    assert blocks("powershell") == lines


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_readme_names_every_command_and_no_other():
    assert sorted(set(re.findall(r"(?:`|\$ |bin/)qshop ([a-z][a-z-]+)", README))) == COMMANDS


def test_what_the_readme_shows_is_what_qshop_says(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    shown = blocks("console")
    assert len(shown) >= 2
    for block in shown:
        prompt, *lines = block.splitlines()
        assert run(shlex.split(prompt.removeprefix("$ qshop "))) == 0
        said = iter(capsys.readouterr().out.splitlines())
        for line in lines:
            assert line == "…" or line in said, f"{prompt}: {line}"


def test_every_file_and_folder_the_readme_names_exists():
    folders = [*ROOMS, "src", "docs", "templates", "tests", "criteria", "questionnaires", "visits", "benchmarks"]
    named = set(re.findall(rf"`((?:{'|'.join(folders)})/[\w./-]*)`", README))
    assert len(named) > 10
    places = (ROOT, ROOT / "src/qshop")
    assert [path for path in sorted(named) if not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_file_and_a_help(command, capsys):
    assert (ROOT / "src/qshop/cli" / f"{command.replace('-', '_')}.py").is_file()
    assert run([command, "--help"]) == 0
    assert re.search(rf"Usage: .* {command} .*--help", capsys.readouterr().out, re.DOTALL)


# What anybody may have: no machine's paths, no registry's address, everything needed pinned by name.


TRACES = {
    "a folder of one machine": r"(?<![\w.~)}/-])/(?:work|root|home|Users|opt|mnt|srv)/",
    "a temporary folder": r"(?<![\w.:-])/(?:var/)?tmp/\w",
    "a registry": r"(?:pypi|npmjs|pythonhosted|anaconda|debian)\.(?:org|com)|index-url",
    "a drive": r"\b[A-Z]:\\(?:Users|Documents)",
}


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)
def test_no_file_names_a_machine_or_a_registry(trace):
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in kept() if path != Path(__file__)}
    found = [
        f"{path.relative_to(ROOT)}: {text[hit.start() - 20 : hit.end() + 30]!r}"
        for path, text in texts.items()
        for hit in [re.search(trace, text)]
        if hit
    ]
    assert found == []


def kept():
    """List the files that git knows, or all where there is no git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    known = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    paths = (ROOT / name for name in known.stdout.split("\0") if name) if known.returncode == 0 else ROOT.rglob("*")
    return [path for path in paths if path.is_file()]


def test_constraints_pin_everything_that_is_asked_for_by_name_and_version():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = [re.fullmatch(r"([A-Za-z0-9._-]+)==[0-9][\w.]*", line) for line in lines]
    assert all(pinned)
    names = {plain(match[1]) for match in pinned}
    assert asked_for(EVERYTHING) - names - {"qshop"} == set()


EVERYTHING = [*PROJECT["dependencies"], *chain.from_iterable(PROJECT["optional-dependencies"].values())]


def asked_for(requirements):
    return {plain(re.match(r"[\w.-]+", one)[0]) for one in requirements}


def plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


UNSEEN = {"defusedxml"}  # openpyxl imports it
BROUGHT = {"pydantic-core"}  # pydantic brings the one that fits


def test_what_is_imported_is_asked_for_and_nothing_else():
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py"))
    imported = {name for tree in trees for node in ast.walk(tree) for name in imports(node)}
    distributions = packages_distributions()
    libraries = imported - sys.stdlib_module_names - {"qshop"}
    used = {plain(distributions[name][0]) for name in libraries}
    assert used - BROUGHT | UNSEEN == asked_for(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["documents"])


def imports(node):
    """List the top-level packages that a statement imports."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module] if isinstance(node, ast.ImportFrom) else []
    return {name.partition(".")[0] for name in names}


# A project that people can find: one version, addresses that lead somewhere, the same Pythons everywhere.


def test_the_version_stands_in_one_place_and_everything_else_says_the_same(capsys):
    assert "version" not in PROJECT
    assert SETTINGS["hatch"]["version"]["path"] == "src/qshop/__init__.py"
    assert version("qshop") == __version__, "install it again: the second line under Set up in README.md"
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"qshop {__version__}\n"
    page = (ROOT / "docs/how-to/check-every-change.md").read_text(encoding="utf-8")
    assert re.findall(r"\bv(\d+\.\d+\.\d+)\b", page) == [__version__] * 2


def test_the_projects_addresses_are_of_one_repository_and_name_files_of_it():
    urls = PROJECT["urls"]
    assert list(urls) == ["Homepage", "Documentation", "Changelog", "Issues", "Source"]
    assert {url for url in urls.values() if not f"{url}/".startswith(f"{urls['Source']}/")} == set()
    named = [url.partition("/blob/main/")[2] for url in urls.values() if "/blob/" in url]
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_ci_runs_the_one_script_on_every_python_that_the_package_names():
    job = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]["run"]
    named = [one.rpartition(" :: ")[2] for one in PROJECT["classifiers"] if "Python :: 3." in one]
    assert job["strategy"]["matrix"]["python"] == named
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
