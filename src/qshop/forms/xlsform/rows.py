"""An XLSForm before it is laid out in sheets: the rows of its survey, its choices and its settings."""

from dataclasses import dataclass, field

Texts = dict[str, str]
"""One text by language tag, as people wrote it."""

_MOST_SCROLLED = 10


@dataclass(frozen=True)
class Row:
    """One row of the survey sheet: a question, a note, a hidden field, or the begin or end of a group.

    relevant: XPath: asked only while it holds; empty: always
    required: `yes`, or XPath
    """

    type: str
    name: str = ""
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    relevant: str = ""
    required: str = ""
    required_message: Texts = field(default_factory=dict)
    constraint: str = ""
    constraint_message: Texts = field(default_factory=dict)
    calculation: str = ""
    appearance: str = ""
    parameters: str = ""


@dataclass(frozen=True)
class Choice:
    """One row of the choices sheet; `tags` are those of a site from the beginning."""

    list_name: str
    name: str
    label: Texts
    tags: str = ""


@dataclass(frozen=True)
class XlsForm:
    """One form. `languages` maps each tag to the language's name in column headers, the default first."""

    languages: dict[str, str]
    survey: list[Row]
    choices: list[Choice]
    settings: dict[str, str]


def list_appearance(choices: int) -> str:
    """Return the appearance of a list of so many choices: a long one is searched by typing, not scrolled."""
    return "minimal autocomplete" if choices > _MOST_SCROLLED else ""
