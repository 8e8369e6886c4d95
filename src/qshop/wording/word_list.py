"""A word list as it is written: what the wording rules look for in one language."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.part import Part
from qshop.programme.scalars import Count, Format, Text, model_error


def _phrase(text: str) -> str:
    pieces = text.split()
    if not any(piece.strip("*…^") for piece in pieces):
        raise model_error("QS203", "a phrase needs a word", "write a word, such as: friendl*")
    for name in re.findall(r"(?<!\S)@(\w*)", text):
        if name not in WordsFile.model_fields:
            raise model_error(
                "QS210", f"there is no list “{name[:80]}”", did_you_mean(name, list(WordsFile.model_fields))
            )
    return text


Phrases = Annotated[list[Annotated[Text, AfterValidator(_phrase)]], Field(default_factory=list)]
Values = Annotated[dict[Text, Count], Field(default_factory=dict)]


class WordsFile(Part):
    """`wording/<language>.yaml`: what the wording rules look for, beside what qshop knows of the language.

    In a phrase, `*` ends or begins a word with anything, `…` stands for up to five words, `#` for a number, `^` for the
    text's beginning, and `@staff` for any phrase of the list `staff`. Case and kinds of apostrophes do not matter.
    What a `not_` list names is no finding.

    format: the version of this file's format: 1
    longest: the most words of a question
    vague: words that two people would judge differently
    not_vague: fixed expressions that hold such a word
    anchors: expressions that introduce something observable
    joiners: words that join two facts
    joined: expressions that join two facts even where a clause only says when or where
    not_joined: fixed expressions that hold a joiner
    asides: words that begin a clause which only says when or where
    ends: words that end such a clause
    pairs: verb forms that put one deed before another
    leading: words that suggest or colour the answer
    not_leading: fixed expressions that hold one
    negatives: negations
    not_negative: fixed expressions that hold one
    half_negatives: words with a negative sense; two of them make a question negative
    why: ways to ask for a reason
    told: verbs that make a reason something that was said
    reported: verbs after which something is only reported
    staff: words for the people who serve
    mind: verbs and adjectives for what goes on in them
    not_mind: fixed expressions that hold one
    guards: words after which somebody or something else is spoken of
    hypothetical: ways to ask about what did not happen
    not_hypothetical: fixed expressions that look like one
    intentions: ways to ask what the shopper would do
    opinions: ways to ask for an opinion
    not_opinions: fixed expressions that hold one
    ratings: labels of a scale that judge
    refers: ways to refer to another question
    places: words for the site as a whole
    arrival: ways to speak of arriving at the site as a whole
    departure: ways to speak of leaving it
    identity: ways to ask who somebody is
    who: ways to ask it that only an answer in words makes personal
    not_identity: fixed expressions that look like one
    numbers: number words and their values
    ordinals: words such as “third” and their values; they count only with a unit
    units: units of time, in seconds
    amounts: whole expressions of time, in seconds
    limits: expressions that make a time the longest allowed
    measures: other units
    not_counted: words after a number that is a name, as in “room 12 is”
    without: phrases to take out of every list
    """

    format: Format
    longest: Count | None = None
    vague: Phrases
    not_vague: Phrases
    anchors: Phrases
    joiners: Phrases
    joined: Phrases
    not_joined: Phrases
    asides: Phrases
    ends: Phrases
    pairs: Phrases
    leading: Phrases
    not_leading: Phrases
    negatives: Phrases
    not_negative: Phrases
    half_negatives: Phrases
    why: Phrases
    told: Phrases
    reported: Phrases
    staff: Phrases
    mind: Phrases
    not_mind: Phrases
    guards: Phrases
    hypothetical: Phrases
    not_hypothetical: Phrases
    intentions: Phrases
    opinions: Phrases
    not_opinions: Phrases
    ratings: Phrases
    refers: Phrases
    places: Phrases
    arrival: Phrases
    departure: Phrases
    identity: Phrases
    who: Phrases
    not_identity: Phrases
    numbers: Values
    ordinals: Values
    units: Values
    amounts: Values
    limits: Phrases
    measures: Phrases
    not_counted: Phrases
    without: Phrases


QUANTITIES = ("numbers", "ordinals", "amounts")
"""The lists looked for where times and numbers are read."""
WHOLE = ("ratings", "measures", "not_counted")
"""The lists of which a whole text is a phrase or is not."""
_OTHERS = ("format", "longest", "places", "units", "without")
PHRASES = tuple(name for name in WordsFile.model_fields if name not in (*QUANTITIES, *WHOLE, *_OTHERS))
"""The lists looked for in questions."""


def undeclared_word_lists(languages: Collection[str], word_lists: Mapping[str, WordsFile]) -> Iterator[Diagnostic]:
    """QS213: a word list for a language that the programme does not declare."""
    for language, file in word_lists.items():
        if language not in languages:
            message = f"“{language[:80]}” is not among the programme's languages"
            yield file.diagnostic("QS213", message, help=did_you_mean(language, sorted(languages)))
