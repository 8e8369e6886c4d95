"""Texts of a form in all its languages at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.xlsform.rows import Texts
from qshop.programme.scalars import Words, text_in


@dataclass(frozen=True)
class Translator:
    """The languages of a form, the default first; each method returns one text in all of them."""

    tongues: Sequence[Tongue]

    def __call__(self, key: str, **values: object) -> Texts:
        """Return a sentence of the interface."""
        return self.with_each(lambda tongue: tongue(key, **values))

    def words(self, words: Words | None) -> Texts:
        """Return a text of the programme; empty where there is none."""
        return self.with_each(lambda tongue: text_in(words, tongue.language)) if words else {}

    def in_order(self, texts: Iterable[str]) -> Texts:
        """Return `texts` by language; they stand in the order of the languages."""
        return {tongue.language: text for tongue, text in zip(self.tongues, texts, strict=True)}

    def with_each(self, text: Callable[[Tongue], str]) -> Texts:
        """Return what `text` returns for each language."""
        return {tongue.language: text(tongue) for tongue in self.tongues}


def lines(*texts: Texts, between: str = "\n") -> Texts:
    """Return the texts joined by `between`, language by language; blank ones are left out."""
    languages = dict.fromkeys(language for text in texts for language in text)
    return {language: between.join(text[language] for text in texts if text.get(language)) for language in languages}
