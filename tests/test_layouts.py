"""Layouts: those packaged are used and made of blocks; a programme's own extend them; the sample copies none."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from qshop.forms.html import SCRIPTS, STYLES
from qshop.io.packaged import tongue
from qshop.pages.effect_answers import AnswerPage
from qshop.pages.render import Layouts
from support import programme

ROOT = Path(__file__).parents[1]
PACKAGED = ROOT / "src/qshop/pages/layouts"
NAMES = sorted(path.relative_to(PACKAGED).as_posix() for path in PACKAGED.rglob("*") if path.is_file())
LAYOUTS = [name for name in NAMES if name.endswith(".j2")]
SAMPLES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
HOW_TO = (ROOT / "docs/how-to/write-your-own-layout.md").read_text(encoding="utf-8")


def blocks(name):
    tree = Environment(autoescape=True).parse((PACKAGED / name).read_text(encoding="utf-8"))
    return [block.name for block in tree.find_all(nodes.Block)]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_packaged_layout_has_blocks_and_the_how_to_page_names_them(name):
    row = re.search(rf"^\| `{re.escape(name)}` \|.*\| (.*) \|$", HOW_TO, re.MULTILINE)
    assert len(blocks(name)) > 2
    assert re.findall(r"\w+", row[1]) == blocks(name)


def test_every_packaged_layout_is_used():
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py"))
    named = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert set(NAMES) - named - {*STYLES, *SCRIPTS} == set()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_sample_extends_layouts_and_copies_none(path):
    name = path.relative_to(ROOT / "templates").as_posix()
    if name in NAMES:
        assert path.read_text(encoding="utf-8").startswith(f'{{% extends "qshop/{name}" %}}\n')
    else:
        assert name == "brand.css"


def laid_out(root, layout, view):
    return Layouts(root).render(layout, view, tongue("en"))


BREAKS = AnswerPage("If frozen", "a rehearsal", "1 series breaks", ["v1"], None, {"Series that break": ["greeting"]})
CHANGES = {"heading": "a → b", "changes": "1 text translated", "unchanged": "", "blocks": [], "answers": [BREAKS]}
CHANGES |= {"notes": ["one"]}
ANSWER = """\
#### If frozen

**1 series breaks**<br>
a rehearsal

##### Series that break

- greeting

<sub>Compared: v1.</sub>
"""
NOTES = "\n#### Notes\n\n- one\n"


def test_a_block_is_overridden_and_the_others_stay(tmp_path):
    own = (
        '{% extends "qshop/diff/changes.md.j2" %}{% block heading %}# Ours{% endblock %}{% block notes %}{% endblock %}'
    )
    packaged = laid_out(tmp_path, "diff/changes.md.j2", CHANGES)
    assert packaged == f"### qshop diff: a → b\n\n**1 text translated**\n\n{ANSWER}{NOTES}"
    programme(tmp_path, {"templates/diff/changes.md.j2": own})
    assert laid_out(tmp_path, "diff/changes.md.j2", CHANGES) == f"# Ours\n{ANSWER}"


def test_a_block_of_ones_own_may_use_what_the_packaged_layout_defines(tmp_path):
    own = '{% extends "qshop/diff/changes.md.j2" %}{% block heading %}{{ listed("Mine", ["one"]) }}{% endblock %}'
    programme(tmp_path, {"templates/diff/changes.md.j2": own})
    assert laid_out(tmp_path, "diff/changes.md.j2", CHANGES).startswith("#### Mine\n\n- one\n\n#### If frozen")


def test_a_name_that_begins_with_qshop_is_always_the_packaged_one(tmp_path):
    programme(tmp_path, {"templates/qshop/diff/changes.md.j2": "mine", "templates/diff/changes.md.j2": "mine"})
    assert laid_out(tmp_path, "qshop/diff/changes.md.j2", CHANGES).startswith("### qshop diff: a → b\n")
