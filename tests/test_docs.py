"""The documentation: its reference is complete and fresh, its links lead somewhere, its commands exist."""

import re
import runpy
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from qshop.cli.file_kinds import FILE_KINDS
from qshop.cli.main import app
from qshop.programme.schema import descriptions, schema

DOCS = Path(__file__).parents[1] / "docs"
MADE = runpy.run_path(str(DOCS / "generate.py"))["pages"]()
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.parent.name != "codes")
WHOLE = get_command(app)


def commands(group, words=()):
    """Give every command by its words, also those in groups."""
    for name, command in group.commands.items():
        own = (*words, name)
        yield from commands(command, own) if hasattr(command, "commands") else [(own, command)]


COMMANDS = dict(commands(WHOLE))
LINK = re.compile(r"\[[^]]*\]\(([^)#\s]*)(#[^)\s]*)?\)")


def section(text, heading):
    """Give what stands under a heading, up to the next one of its rank or above."""
    rank = heading.count("#")
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{rank}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def page(name):
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.name)
def test_a_made_page_is_fresh(path):
    assert path.read_text(encoding="utf-8") == MADE[path], "run: python docs/generate.py"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_and_option_is_described(words):
    text = section(page("commands.md"), f"## qshop {' '.join(words)}")
    for parameter in COMMANDS[words].params:
        if parameter.param_type_name == "option":
            for flag in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"\| `{flag}[ `]", text), flag
        else:
            name = parameter.metavar or parameter.name.upper()
            assert f"| `{name}`" in text or f"| `[{name}]`" in text, name


def test_the_options_before_a_command_are_described():
    text = page("commands.md")
    assert [p.opts[0] for p in WHOLE.params if f"| `{p.opts[0]}" not in text] == []


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_kind_of_file_and_every_key_is_described(kind):
    text = page("files.md")
    own = section(text, f"## {kind}")
    assert [key for key in descriptions(FILE_KINDS[kind].model)[1] if f"| `{key}`" not in own] == []
    for part, written in schema(FILE_KINDS[kind].model).get("$defs", {}).items():
        rows = section(text, f"### {part}")
        assert [key for key in written["properties"] if f"| `{key}`" not in rows] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_lead_somewhere(path):
    text = path.read_text(encoding="utf-8")
    targets = [(target, anchor) for target, anchor in LINK.findall(text) if "://" not in target]
    assert [target for target, _ in targets if not (path.parent / target).exists()] == []
    for target, anchor in targets:
        there = (path.parent / target).resolve() if target else path
        if anchor and there.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_command_lines_name_commands_and_options_that_exist(path):
    for line in re.findall(r"^ *\$ (?:\w+=\S+ )*(qshop .*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        words = shlex.split(line.partition(" > ")[0].partition(" | ")[0])[1:]
        name = next(name for name in COMMANDS if tuple(word for word in words if word in name)[: len(name)] == name)
        parameters = [*WHOLE.params, *COMMANDS[name].params]
        known = {flag for parameter in parameters for flag in parameter.opts} | {"--help"}
        assert {word.partition("=")[0] for word in words if word.startswith("--")} <= known, line


def test_the_index_names_every_page():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {(DOCS / target).resolve() for target, _ in LINK.findall(index) if "://" not in target}
    assert [path.name for path in PAGES if path != DOCS / "README.md" and path not in linked] == []
    assert DOCS / "codes/README.md" in linked


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_block_to_be_put_into_a_file_stands_under_the_files_name(path):
    found = re.findall(r"^([^\n]*)\n\n```(?!console)\w+ (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) == len(re.findall(r"^```(?!console)\w+ \S+$", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for above, name in found if f"`{name}`" not in above] == []
