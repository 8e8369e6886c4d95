"""CONTRIBUTING.md is true: its rooms are those of the contract, and its recipes name places that exist."""

import ast
import importlib
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/qshop"
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
RECIPES = PAGE.partition("## How to add …")[2].partition("\n## ")[0]
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"][0]
ROOMS = [room for layer in LAYERS["layers"] for room in layer.split(" | ")]
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py")


def test_the_rooms_are_those_of_the_import_contract_from_the_top_down():
    rooms = re.findall(r"^\| `(\w+)` \| ", PAGE.partition("## Rooms")[2].partition("\n## ")[0], re.MULTILINE)
    assert rooms == ROOMS
    assert rooms == re.findall(
        r"^      (\w+)(?:/|\.py)  ", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_a_module_outside_cli_has_a_name_of_its_own_that_is_no_rooms():
    names = [path.stem for path in MODULES if path.parent.name != "cli" and path.parent != SOURCE]
    assert [name for name, times in Counter(names).items() if times > 1 or name in ROOMS] == []


def test_every_place_that_a_recipe_names_exists():
    places = set(re.findall(r"`([\w/.-]+/[\w./-]*|\w+\.py)`", RECIPES)) - {"docs/codes/QSnnn.md"}
    assert len(places) > 30
    homes = (ROOT, SOURCE, SOURCE / "programme")
    assert [place for place in sorted(places) if not any((home / place).exists() for home in homes)] == []


TABLES = [
    (name, home)
    for name, home in re.findall(r"`([A-Z_]{4,})`\s+(?:there|in\s+`([\w/]+(?:\.py|/))`)", RECIPES)
    if not home.startswith("tests/")
]


def test_recipes_name_the_tables_to_make_an_entry_in():
    assert [name for name, _ in TABLES] == [
        *("ANSWER_TYPES", "RULES", "CHECKS", "COLUMNS", "KEYS", "READERS", "PAGES", "FORMATS", "SERVICES", "READERS"),
        *("FILE_KINDS", "PACKAGED", "FACT_WORDS", "HOLDS", "LIST_WORDS"),
        *("PAPERS", "SHEETS", "ASKED_FIRST"),
    ]


HOMES = {"ANSWER_TYPES": "programme/answers/", "RULES": "programme/check/", "SERVICES": "visits/exports/"}


@pytest.mark.parametrize(("name", "home"), TABLES)
def test_each_of_these_tables_stands_where_its_recipe_says(name, home):
    module = "qshop." + (home or HOMES[name]).removesuffix(".py").removesuffix("/").replace("/", ".")
    assert len(getattr(importlib.import_module(module), name)) > 0


# Such a beginning says neither what is returned nor what is done. The docstring of a command is its help.
LITERARY = {"Give", "Give,", "Tell", "Say", "Ask", "Let", "Hold", "List", "Name", "Make", "Take", "Know"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_docstring_starts_with_what_is_returned_or_done(path):
    functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_function(node)]
    first_words = {node.name: (ast.get_docstring(node) or "Return").split()[0] for node in functions}
    assert {name: word for name, word in first_words.items() if word in LITERARY} == {}


def is_function(node):
    return isinstance(node, ast.FunctionDef) and node.name != "command"
