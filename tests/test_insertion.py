"""Keys and criteria that are put into a file of criteria leave the rest of it as it was."""

from collections.abc import Iterator
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.io.yaml_nodes import read_yaml
from qshop.programme.insertion import add_items, quotes_of, set_keys
from qshop.programme.marked_text import Edit, MarkedText
from qshop.programme.nodes import Mapping, Sequence, as_data
from qshop.programme.written_values import BARE, DOUBLE, SINGLE, Code, OnOneLine, Value, quoted

ORDER = ["id", "text", "missed", "priority", "status", "proposed", "owner", "promise", "try", "questions"]
RECEPTION = """\
# Stage 4 of 7: working group B.
format: 1
stage: reception
criteria:
  - id: reception_wait
    text: 'Nobody waits'   # as the group said it
    priority: must   # nine dots
    # what shoppers report
    questions: []

  # the second
  - id: reception_smile
    text:
      en: |
        A smile,
        first thing

      fr: 'Un sourire, d''abord'

    priority: plus
# Telephone: see the other file."""


def root_of(text: str) -> Mapping:
    root, diagnostics = read_yaml(text.encode(), "criteria/reception.yaml")
    assert isinstance(root, Mapping)
    assert diagnostics == []
    return root


def criteria_of(root: Mapping) -> Sequence:
    criteria = root.entries["criteria"].value
    assert isinstance(criteria, Sequence)
    return criteria


def edited(text: str, changes: dict[int, dict[str, Value]], new: list[dict[str, Value]]) -> str:
    """Return the text after changes of its criteria, by their number, and with new ones."""
    marked, root = MarkedText(text), root_of(text)

    def edits() -> Iterator[Edit]:
        items = criteria_of(root).items
        for number, values in changes.items():
            item = items[number]
            assert isinstance(item, Mapping)
            yield from set_keys(marked, item, values, ORDER, DOUBLE)
        quotes = quotes_of(marked, items[-1].entries["text"].value) if items else DOUBLE  # type: ignore[union-attr]
        yield from add_items(marked, root, "criteria", new, quotes)

    return marked.edited(edits())


NEW: dict[str, Value] = {
    "id": Code("reception_water"),
    "text": {"en": "Water: within reach"},
    "priority": Code("plus"),
    "proposed": OnOneLine(group="B", on="2026-03-02"),
}


def test_keys_are_put_in_by_order_and_everything_else_stays() -> None:
    text = edited(
        RECEPTION,
        {
            0: {"text": {"en": "Nobody waits", "fr": "Personne n’attend"}, "owner": Code("desk")},
            1: {"text": {"en": "A smile", "fr": "Un sourire, d'abord"}, "try": {"en": "Look up first."}},
        },
        [NEW],
    )

    assert (
        text
        == """\
# Stage 4 of 7: working group B.
format: 1
stage: reception
criteria:
  - id: reception_wait
    text:
      en: "Nobody waits"
      fr: "Personne n’attend"   # as the group said it
    priority: must   # nine dots
    owner: desk
    # what shoppers report
    questions: []

  # the second
  - id: reception_smile
    text:
      en: "A smile"

      fr: 'Un sourire, d''abord'

    priority: plus
    try:
      en: "Look up first."

  - id: reception_water
    text:
      en: "Water: within reach"
    priority: plus
    proposed: {group: B, on: 2026-03-02}
# Telephone: see the other file."""
    )


def test_line_ends_stay() -> None:
    changes: dict[int, dict[str, Value]] = {0: {"owner": Code("desk")}, 1: {"owner": Code("desk")}}
    text = edited(RECEPTION.replace("\n", "\r\n"), changes, [NEW])

    assert text == edited(RECEPTION, changes, [NEW]).replace("\n", "\r\n")


def test_a_file_in_brackets_stays_in_brackets() -> None:
    text = edited(
        "{format: 1, stage: desk, criteria: [{id: a, text: Short, priority: must,}]} # dense",
        {0: {"owner": Code("desk"), "text": {"en": "Short", "fr": "Bref, oui"}}},
        [{"id": Code("b"), "text": "A, b"}],
    )

    assert text == (
        '{format: 1, stage: desk, criteria: [{id: a, text: {en: "Short", fr: "Bref, oui"}, priority: must, owner: desk,}, '
        '{id: b, text: "A, b"}]} # dense'
    )


@pytest.mark.parametrize("ending", ["", "\n", " # none yet\n", "\nquestions: []\n"])
def test_the_first_criteria_of_a_stage_replace_its_empty_brackets(ending: str) -> None:
    text = edited(f"format: 1\nstage: desk\ncriteria: []{ending}", {}, [{"id": Code("a")}, {"id": Code("b")}])

    rest = ending.removeprefix(" # none yet")
    comment = " # none yet" if rest != ending else ""
    assert text == f"format: 1\nstage: desk\ncriteria: {comment}\n  - id: a\n\n  - id: b{rest}"


@pytest.mark.parametrize("dash", ["- ", "-   ", "-\n  "])
def test_lists_stay_as_far_in_as_they_are_and_as_dense(dash: str) -> None:
    behind = " " * (len(dash) if "\n" not in dash else 2)
    item = f"{dash}id: ONE\n{behind}text: 'x'\n"
    text = edited(
        f"criteria:\n{item.replace('ONE', 'a')}{item.replace('ONE', 'b')}", {}, [{"id": Code("c"), "text": "x"}]
    )

    plain = "- " if "\n" in dash else f"-{' ' * (len(dash) - 1)}"
    assert text.endswith(f"{item.replace('ONE', 'b')}{plain}id: c\n{behind}text: 'x'\n")


def test_tabs_behind_colons_stay() -> None:
    text = edited("criteria:\n- id:\ta\n  text:\t'x'\t# said\n", {0: {"text": {"en": "x", "fr": "y"}, "try": "z"}}, [])

    assert text == 'criteria:\n- id:\ta\n  text:\n    en: "x"\n    fr: "y"\t# said\n  try: "z"\n'


def test_texts_are_written_in_quotes_wherever_without_them_they_would_be_something_else() -> None:
    texts = [
        "Fair words",
        "no",
        "010",
        "a: b",
        "a #b",
        "[x]",
        "2026-03-02",
        "",
        " a",
        "“a”",
        "=1+1",
        "- a",
        "a\nb\u202e",
    ]
    assert [quoted(text, BARE) for text in texts] == [
        "Fair words",
        '"no"',
        '"010"',
        '"a: b"',
        '"a #b"',
        '"[x]"',
        "2026-03-02",
        '""',
        '" a"',
        '"“a”"',
        '"=1+1"',
        '"- a"',
        '"a\\u000ab\\u202e"',
    ]


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(WORDS, st.sampled_from([DOUBLE, SINGLE, BARE]))
def test_every_text_is_read_back_from_any_quotes(text: str, quotes: str) -> None:
    for written in (f"a: {quoted(text, quotes)}\n", "{a: " + quoted(text, quotes) + ", b: c}"):
        data = as_data(root_of(written))
        assert isinstance(data, dict)
        assert data["a"] == text


SIMPLE = st.from_regex("[A-Za-z]{1,9}( [a-z]{1,9}){0,3}", fullmatch=True)
LANGUAGES = ("en", "fr", "tr")


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    """Draw a text in one of the notations of YAML; `indent` is that of its key."""
    words = draw(SIMPLE)
    style = draw(st.sampled_from(["bare", "single", "double", "literal", "folded", "kept", "wrapped"]))
    inner = " " * (indent + 2)
    return {
        "bare": words,
        "single": f"'{words} it''s'",
        "double": f'"{words}: \\u00e9 #1"',
        "literal": f"|\n{inner}{words}\n{inner}more",
        "folded": f">-\n{inner}{words}\n\n{inner}more",
        "kept": f"|+\n{inner}{words}\n",
        "wrapped": f'"{words}\n{inner}more"',
    }[style] + draw(st.sampled_from(["", "  # said so"] if style in ("bare", "single", "double") else [""]))


@st.composite
def criteria_files(draw: st.DrawFn) -> str:
    """Draw a file of criteria, in blocks, as people write and comment them."""
    margin, lines = draw(st.sampled_from([0, 2, 4])), ["format: 1", "criteria:"]
    for number in range(draw(st.integers(1, 3))):
        behind, indent = " " * (margin + 2), margin + 2
        lines += draw(st.sampled_from([[], [""], ["", "# one more"]])) if number else []
        lines.append(f"{' ' * margin}- id: c{number}")
        if draw(st.booleans()):
            lines.append(f"{behind}text:")
            for language in draw(st.permutations(LANGUAGES))[: draw(st.integers(1, 3))]:
                lines.append(f"{behind}  {language}: {draw(scalars(indent + 2))}")
        else:
            lines.append(f"{behind}text: {draw(scalars(indent))}")
        lines += draw(st.sampled_from([[], [f"{behind}# why"], [""]]))
        lines.append(f"{behind}priority: {draw(st.sampled_from(['must', 'plus # dots']))}")
        lines += draw(st.sampled_from([[], [f"{behind}questions: []"]]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n# end", "\n\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "missed": st.dictionaries(st.sampled_from(LANGUAGES), SIMPLE, min_size=1),
        "priority": st.sampled_from(["must", "plus"]).map(Code),
        "owner": SIMPLE.map(Code),
        "proposed": st.just(OnOneLine(group="B", on="2026-03-02")),
        "try": WORDS,
    },
)


@given(criteria_files(), st.lists(CHANGES, max_size=2), st.lists(st.just(NEW), max_size=2))
def test_what_is_read_back_is_what_was_meant_and_other_lines_stay(
    text: str, changes: list[dict[str, Value]], new: list[dict[str, Value]]
) -> None:
    before = as_data(criteria_of(root_of(text)))
    assert isinstance(before, list)
    by_number = dict(enumerate(changes[: len(before)]))

    after_text = edited(text, by_number, new)

    after = as_data(criteria_of(root_of(after_text)))
    meant = [item | by_number.get(number, {}) for number, item in enumerate(before)] + new
    assert after == meant
    assert lost_lines(text, after_text) <= {line for line in text.splitlines() if "priority:" in line}
    assert after_text.count("\r") == (after_text.count("\n") if "\r" in text else 0)


def lost_lines(before: str, after: str) -> set[str]:
    """Return the lines of a text that another does not have in their order."""
    old, new = before.splitlines(), after.splitlines()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {line for kind, start, end, *_ in steps if kind in ("replace", "delete") for line in old[start:end]}


@given(criteria_files())
def test_what_is_there_already_changes_nothing(text: str) -> None:
    criteria = as_data(criteria_of(root_of(text)))
    assert isinstance(criteria, list)
    same = {number: {key: item[key] for key in ("priority", "text")} for number, item in enumerate(criteria)}

    assert edited(text, same, []) == text
