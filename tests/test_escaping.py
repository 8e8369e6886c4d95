"""What people typed, written so that it is read as meant."""

import json

import pytest
from markdown_it import MarkdownIt

from qshop.pages.escaping import markdown, unbroken, visible, visible_json


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Vous a-t-on salué ?", "Vous a-t-on salué\u00a0?"),
        ("Non ! Oui ; si : « peut-être »", "Non\u00a0! Oui\u00a0; si\u00a0: «\u00a0peut-être\u00a0»"),
        ("Salué? Oui : 14:05", "Salué? Oui\u00a0: 14:05"),
        ("Salué\u202f?", "Salué\u202f?"),
    ],
)
def test_a_french_sign_stays_on_the_line_of_its_word(typed, written):
    assert unbroken(typed, "fr") == written


@pytest.mark.parametrize("language", ["en", "tr"])
def test_only_french_puts_a_space_there(language):
    assert unbroken("a ? « b »", language) == "a ? « b »"


@pytest.mark.parametrize("text", ["می\u200cشود", "क्\u200dष", "\u200fשלום (1)\u200f"])
def test_joiners_and_marks_that_a_language_is_written_with_stay(text):
    assert visible(text) == text
    assert markdown(text) == text


@pytest.mark.parametrize("code", ["202a", "202e", "2066", "2069", "200b", "2060", "feff"])
def test_what_turns_the_direction_of_a_line_or_is_only_hidden_is_shown_by_its_code(code):
    assert visible(f"a{chr(int(code, 16))}b") == f"a\\u{code}b"


def test_a_french_sign_stays_there_in_any_region():
    assert unbroken("Salué ?", "fr-CA") == "Salué\u00a0?"


@pytest.mark.parametrize(
    "code", ["061c", "00ad", "180e", "034f", "115f", "3164", "fff9", "fffb", "206a", "e000", "d800"]
)
def test_what_cannot_be_seen_is_shown_by_its_code(code):
    assert visible(f"a{chr(int(code, 16))}b") == f"a\\u{code}b"


@pytest.mark.parametrize("number", [0xE0001, 0xE0041, 0xE007F, 0xF0000, 0x10FFFD])
def test_tags_and_private_characters_beyond_the_first_plane_too(number):
    assert visible(f"a{chr(number)}b") == f"a\\U{number:08x}b"
    assert json.loads(visible_json(json.dumps(f"a{chr(number)}b", ensure_ascii=False))) == f"a{chr(number)}b"
    assert visible_json(f'"{chr(number)}"').isascii()


@pytest.mark.parametrize(
    "text", ["👨\u200d👩\u200d👧", "👍🏽", "❤️", "می\u200cخواهم", "\u0600١", "漢\U000e0100字", "été", "𝒳"]
)
def test_what_people_write_stays(text):
    assert visible(text) == markdown(text) == text


REFERENCES = [
    *["www.example.org", "see www.example.org/x", "http://example.org", "jane@example.org", "mailto:j@example.org"],
    *[
        "@octocat",
        "cc @octo/team",
        "#123",
        "a/b#5",
        "GH-12",
        "gh-12",
        "!7",
        "&7",
        "~bug",
        ":smile:",
        "a :+1: b",
        ":tada:",
    ],
    *["1234abc", "d6cd1e2bd19e03a81132a23b2025920577f84e37", "$7"],
]


@pytest.mark.parametrize("typed", REFERENCES)
def test_nothing_is_a_link_a_mention_or_a_reference_on_a_forge(typed):
    page = MarkdownIt().render(markdown(typed))
    assert page.replace("\u200b", "") == f"<p>{typed.replace('&', '&amp;')}</p>\n"
    assert "\u200b" in page


@pytest.mark.parametrize(
    "text", ["R&D", "50 %", "9:05–10:15", "10:15:20", "a # b", "defaced", "1234567", "a ~ b", "awww."]
)
def test_what_is_no_reference_is_left_alone(text):
    assert "\u200b" not in markdown(text)


@pytest.mark.parametrize(
    "typed",
    [
        *["\tx", "    x", " \t x", "- [ ] x", "* x", "+ x", "1. x", "1) x", "> x", "# x", "===", "---", "```", "~~~"],
        *["| a | b |", "<details>", "<!-- x", "[^1]: x", "[a]: /b", "![a](/b)", "[a](/b)", "`x`", "$x$", "~~x~~"],
        *["**x**", "&amp;", ": x"],
    ],
)
def test_what_was_typed_is_a_paragraph_and_reads_as_typed(typed):
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(typed))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[1].children).replace("\u200b", "") == typed.strip()
