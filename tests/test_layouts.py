"""Layouts: those packaged are used and made of blocks; a programme's own extend them; the sample copies none."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, nodes

from qshop.base.errors import FaultyError
from qshop.cli.layout_views import layout_view
from qshop.forms.html import SCRIPTS, STYLES
from qshop.io.packaged import tongue
from qshop.pages.diagnostic_lines import full
from qshop.pages.effect_answers import AnswerPage
from qshop.pages.layout_names import references
from qshop.pages.render import Layouts, layout_faults
from support import programme

ROOT = Path(__file__).parents[1]
PACKAGED = ROOT / "src/qshop/pages/layouts"
NAMES = sorted(path.relative_to(PACKAGED).as_posix() for path in PACKAGED.rglob("*") if path.is_file())
LAYOUTS = [name for name in NAMES if name.endswith(".j2")]
SAMPLES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
HOW_TO = (ROOT / "docs/how-to/write-your-own-layout.md").read_text(encoding="utf-8")


def tree(name):
    return Environment(autoescape=True).parse((PACKAGED / name).read_text(encoding="utf-8"))


def blocks(name):
    return [block.name for block in tree(name).find_all(nodes.Block)]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_packaged_layout_has_blocks_and_the_how_to_page_names_them(name):
    row = re.search(rf"^\| `{re.escape(name)}` \|.*\| (.*) \|$", HOW_TO, re.MULTILINE)
    assert len(blocks(name)) > 2
    assert re.findall(r"\w+", row[1]) == blocks(name)


def test_every_packaged_layout_is_used():
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py"))
    named = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    taken_in = {other for name in LAYOUTS for _, other in references(tree(name))}
    assert set(NAMES) - named - taken_in - {*STYLES, *SCRIPTS} == set()


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
    programme(tmp_path, {"templates/diff/changes.md.j2": "mine"})
    assert laid_out(tmp_path, "qshop/diff/changes.md.j2", CHANGES).startswith("### qshop diff: a → b\n")


WAVE = '{% extends "qshop/debrief/wave.md.j2" %}'


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("debrief/wave.md.j2", "\n{{ view.title }", "2: QS120 it cannot be read: unexpected '}'"),
        ("debrief/wave.md.j2", "{% if view %}\n", "1: QS120 it cannot be read: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'."),
        ("debrief/wave.md.j2", b"a\n\xe9t\xe9\n", "2: QS120 the text is not UTF-8 from here on"),
        ("debrief/wave.md.j2", "{% block a %}{% endblock %}{% block a %}{% endblock %}", "1: QS120 it cannot be read: block 'a' defined twice"),
        ("debrief/wave.md.j2", "\n{{ veiw.title }}", "2: QS121 there is no name “veiw”"),
        ("debrief/wave.md.j2", "{% if view.x %}{{ view.x | markdwon }}{% endif %}", "1: QS121 there is no filter “markdwon”"),
        ("debrief/wave.md.j2", "{{ view.x is odder }}", "1: QS121 there is no test “odder”"),
        ("debrief/wave.md.j2", '{{ t("debrief.wrok") }}', "1: QS121 there is no sentence “debrief.wrok”"),
        ("debrief/wave.md.j2", WAVE + "\n{% block scores %}{% endblock %}", "2: QS121 there is no block “scores”"),
        ("debrief/wave.md.j2", '{% extends "debrief/waves.j2" %}', "1: QS121 there is no other layout “debrief/waves.j2”"),
        ("debrief/wave.md.j2", '{% extends "debrief/wave.md.j2" %}', "1: QS121 there is no other layout “debrief/wave.md.j2”"),
        ("debrief/wave.md.j2", '{% include "logo.j2" %}', "1: QS121 there is no other layout “logo.j2”"),
        ("debrief.md.j2", "{{ view.title }}", "1: QS122 qshop has no layout of this name, and no other layout takes it in"),
        ("qshop/debrief/wave.md.j2", "", "1: QS122 qshop has no layout of this name, and no other layout takes it in"),
        ("forms/html/screen.css", b"/* \xe9 */", "1: QS120 the text is not UTF-8 from here on"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_layout_is_seen_before_it_is_used(tmp_path, name, source, said):
    programme(tmp_path, {f"templates/{name}": source})
    found = [full(fault).split("\n")[0] for fault in layout_faults(tmp_path)]
    assert found == [f"templates/{name}:{said}"]
    with pytest.raises(FaultyError):
        Layouts(tmp_path)


def test_a_folder_or_a_link_out_of_the_programme_is_no_layout(tmp_path):
    programme(tmp_path, {"templates/debrief/wave.md.j2/x": "", "elsewhere": "secret"})
    (tmp_path / "templates/debrief/visit.md.j2").symlink_to("/etc/hostname")
    assert [fault.code for fault in layout_faults(tmp_path)] == ["QS117", "QS118"]


@pytest.mark.parametrize(
    ("link", "target", "said"),
    [
        ("templates", "../elsewhere", "templates: QS117 a link out of the programme: “../elsewhere”"),
        ("templates/secret.txt", "/etc/passwd", "templates/secret.txt: QS117 a link with a full path: “/etc/passwd”"),
        ("templates/parts", "../..", "templates/parts: QS117 a link out of the programme: “../..”"),
        ("templates/notes.txt", "../notes.txt", None),
    ],
)
def test_no_layout_takes_in_what_lies_outside(link, target, said, tmp_path):
    root = programme(tmp_path / "programme", {"notes.txt": "ours"})
    (tmp_path / "elsewhere").mkdir()
    (root / link).parent.mkdir(exist_ok=True)
    (root / link).symlink_to(target)
    assert [full(fault).split("\n")[0] for fault in layout_faults(root)] == ([said] if said else [])


def test_a_sound_layout_of_ones_own_may_take_in_another(tmp_path):
    own = {"debrief/wave.md.j2": '{% from "ours/name.j2" import name %}{{ name(view.title) }}', "ours/name.j2": NAME}
    programme(tmp_path, {f"templates/{name}": source for name, source in own.items()})
    assert layout_faults(tmp_path) == []
    assert laid_out(tmp_path, "debrief/wave.md.j2", {"title": "Quay"}) == "Quay Ltd\n"


NAME = "{% macro name(text) %}{% for one in [text] %}{{ loop.length * one }}{% endfor %} Ltd{% endmacro %}"
ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n{{ view.nothing }}", "2: QS121 it cannot be filled in: 'dict object' has no attribute 'nothing'"),
        ("{% include view.title %}", "1: QS121 it cannot be filled in: Quay"),
        ('{{ t(view.title) }}', "1: QS121 there is no sentence or key 'Quay'"),
        ('{{ t("page.score", base=1) }}', "1: QS121 there is no sentence or key 'score'"),
        ("{{ view.title / 2 }}", "1: QS120 it cannot be filled in: unsupported operand type(s) for /: 'str' and 'int'"),
        ("{{ 1 / 0 }}", "1: QS120 it cannot be filled in: division by zero"),
        ("\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "2: QS120 it cannot be filled in: maximum recursion depth exceeded"),
        (ENDLESS, "1: QS120 it cannot be filled in: its loops take more than 1,000,000 turns"),
        ("{% for a in range(9999) %}{{ view.title * 9999 }}{% endfor %}", "1: QS120 it cannot be filled in: the page is longer than 20,000,000 characters"),
        ("{{ view.title * 10 ** 9 }}", "1: QS120 it cannot be filled in: the result is too large"),
        ("{{ 9 ** 999 }}", "1: QS120 it cannot be filled in: the result is too large"),
        ("{{ view.__class__.__mro__ }}", "1: QS120 it cannot be filled in: access to attribute '__class__' of 'dict' object is unsafe."),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_in_is_told_with_its_line(tmp_path, source, said):
    programme(tmp_path, {"templates/debrief/wave.md.j2": source})
    assert layout_faults(tmp_path) == []
    with pytest.raises(FaultyError) as faulty:
        laid_out(tmp_path, "debrief/wave.md.j2", {"title": "Quay"})
    (fault,) = faulty.value.diagnostics
    assert full(fault).split("\n")[0].startswith(f"templates/debrief/wave.md.j2:{said}")


def test_a_bug_in_a_packaged_layout_is_ours(tmp_path):
    with pytest.raises(UndefinedError):
        laid_out(tmp_path, "debrief/wave.md.j2", {})


def test_what_the_view_does_not_have_is_seen_by_the_check(tmp_path):
    programme(tmp_path, {"templates/debrief/wave.md.j2": "{{ view.title }}\n{{ view.titel }}{{ view.zebra }}"})
    assert [full(fault) for fault in layout_faults(tmp_path, layout_view)] == [
        "templates/debrief/wave.md.j2:2: QS121 there is nothing called “titel” in the view\n    did you mean “title”?",
        "templates/debrief/wave.md.j2:2: QS121 there is nothing called “zebra” in the view\n"
        "    see docs/how-to/write-your-own-layout.md",
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_packaged_layouts_take_from_their_views_what_these_have(tmp_path, name):
    programme(tmp_path, {f"templates/{name}": (PACKAGED / name).read_bytes()})
    assert layout_faults(tmp_path, layout_view) == []
