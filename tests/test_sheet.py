"""The sheet that every page of a debrief is written on: dressed by itself, closed to the outside, in a brand."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256

import pytest

from qshop.io.packaged import tongue
from qshop.pages.diagnostic_lines import full
from qshop.pages.drawing import Drawing, Table
from qshop.pages.render import Layouts, layout_faults
from qshop.pages.svg import drawn
from support import programme

USES = {
    "templates/debrief/wave.html.j2": '{% extends "sheet.html.j2" %}{% block content %}{{ sentences(view.said) }}{% endblock %}'
}


@dataclass(frozen=True)
class Page:
    title: str
    subtitle: str = "Spring"
    language: str = "en"
    said: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()


def laid_out(root, view):
    return Layouts(root).render("debrief/wave.html.j2", view, tongue("en"))


def test_its_styles_are_sealed_and_nothing_else_may_be_loaded_or_run(tmp_path):
    text = laid_out(programme(tmp_path, USES), Page("Quay"))
    dress = re.search(r"<style>(.*)</style>", text, re.DOTALL)[1]
    seal = b64encode(sha256(dress.encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', text)[1]
    assert (
        policy
        == f"default-src 'none'; style-src &#39;sha256-{seal}&#39;; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    assert re.findall(r"<script|style=|https?://|<link", text) == []


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("cy", "ltr")])
def test_it_says_its_language_and_direction(tmp_path, language, direction):
    text = laid_out(programme(tmp_path, USES), Page("Quay", language=language))
    assert f'<html lang="{language}" dir="{direction}">' in text


def test_what_people_typed_is_text(tmp_path):
    text = laid_out(programme(tmp_path, USES), Page("<script>", said=("{{ 7 * 7 }}", "\u202egnp</li>")))
    assert "<h1>&lt;script&gt;</h1>" in text
    assert "<ul>\n<li>{{ 7 * 7 }}</li>\n<li>\\u202egnp&lt;/li&gt;</li>\n</ul>" in text


BRAND = {
    "templates/sheet.html.j2": """\
{% extends "qshop/sheet.html.j2" %}
{% block accent %}#7a1f3d{% endblock %}
{% block font %}Georgia, "Times New Roman", serif{% endblock %}
{% block style %}{{ super() }}{% include "brand.css" %}{% endblock %}
{% block logo %}<svg role="img"><title>Quay Ltd</title></svg>{% endblock %}
""",
    "templates/brand.css": "",
}
DRAWN = '{% extends "sheet.html.j2" %}{% block content %}{{ figure(view.said[0]) }}{% endblock %}'


def test_a_programmes_own_sheet_gives_every_page_its_logo_colour_font_and_styles(tmp_path):
    root = programme(tmp_path, USES | BRAND | {"templates/brand.css": "h1 { color: var(--accent); }\n"})
    text = laid_out(root, Page("Quay"))
    assert layout_faults(root) == []
    assert ':root { --accent: #7a1f3d; --font: Georgia, "Times New Roman", serif; }' in text
    assert "h1 { color: var(--accent); }\n</style>" in text
    assert '<svg role="img"><title>Quay Ltd</title></svg>' in text


def test_a_drawing_is_in_the_brands_colour_and_font(tmp_path):
    drawing = Drawing("Waits", "", drawn("Waits", "#0b5c66 sans-serif", 10), Table(["Wait"], []))
    text = laid_out(
        programme(tmp_path, BRAND | {"templates/brand.css": "", "templates/debrief/wave.html.j2": DRAWN}),
        Page("Quay", said=(drawing,)),
    )
    assert 'color="#7a1f3d" direction="ltr" font-family="Georgia,&#39;Times New Roman&#39;,serif"' in text
    assert "<desc>#0b5c66 sans-serif</desc>" in text


@pytest.mark.parametrize(
    ("css", "said"),
    [
        (b"h1 { color: red; } /* \xe9 */", "templates/brand.css:1: QS120 the text is not UTF-8 from here on"),
        (b"@media print{\n#x{}}\n@media screen{#x{}}", "templates/brand.css:3: QS120 it cannot be read: Missing end of comment tag"),
    ],
)  # fmt: skip
def test_styles_that_cannot_be_taken_in_are_seen_before_they_are_used(tmp_path, css, said):
    found = layout_faults(programme(tmp_path, BRAND | {"templates/brand.css": css}))
    assert [full(fault).split("\n")[0] for fault in found] == [said]
