"""Words that follow a number, such as a unit: one text, or one for each plural form of the language."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Tag

from qshop.base.plural_forms import plural_form
from qshop.programme.part import Part
from qshop.programme.scalars import Language, Text, Words, by_language


class PluralForms(Part):
    """What follows a number in one language, by the plural forms that the language has.

    The forms are those of Unicode's CLDR. English has one and other, Turkish too, where both may read alike; Polish has
    one, few, many and other; Welsh has them all.

    zero: after 0, in languages such as Welsh and Arabic
    one: after 1, in most languages; in French after 0 and 1.5 too
    two: after 2, in languages such as Welsh and Arabic
    few: after a few, as in Polish after 2, 3, 4 and 22
    many: after many, as in Polish after 5, 6 and 21
    other: after any other number, and where no number is written
    """

    zero: Text | None = None
    one: Text | None = None
    two: Text | None = None
    few: Text | None = None
    many: Text | None = None
    other: Text

    def written(self) -> dict[str, str]:
        """Return the forms that are written, by their names."""
        return {form: words for form, words in self if words}


def _kind(value: object) -> str:
    return "forms" if isinstance(value, dict | PluralForms) else "text"


_OneLanguage = Annotated[Annotated[Text, Tag("text")] | Annotated[PluralForms, Tag("forms")], Discriminator(_kind)]
CountedWords = Annotated[dict[Language, _OneLanguage], BeforeValidator(by_language)]
"""Words that follow a number, by language: one text for all numbers, or the plural forms."""


def counted_in(words: Mapping[str, str | PluralForms], language: str, number: Decimal | None = None) -> str:
    """Return `words` as they stand after a number in `language`, or else in the first language they exist in.

    Without a number, and where a form is not written, they read as `other`.
    """
    spoken = language if language in words else next(iter(words))
    found = words[spoken]
    if isinstance(found, str) or number is None:
        return found if isinstance(found, str) else found.other
    return found.written().get(plural_form(spoken, number), found.other)


def all_forms(words: Mapping[str, str | PluralForms]) -> Words:
    """Return `words` as one text a language: its plural forms, with a slash between."""
    return {
        language: found if isinstance(found, str) else " / ".join(found.written().values())
        for language, found in words.items()
    }
