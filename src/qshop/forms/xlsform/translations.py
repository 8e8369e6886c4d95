"""What a form says, in all its languages at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.xlsform.rows import Texts
from qshop.programme.scalars import Words, text_in


@dataclass(frozen=True)
class Translator:
    """Says things in every language of a form, the default first."""

    tongues: Sequence[Tongue]

    def __call__(self, key: str, **values: object) -> Texts:
        """Give a sentence of the interface."""
        return self.with_each(lambda tongue: tongue(key, **values))

    def words(self, words: Words | None) -> Texts:
        """Give what is written in the programme, or nothing."""
        return self.with_each(lambda tongue: text_in(words, tongue.language)) if words else {}

    def in_order(self, texts: Iterable[str]) -> Texts:
        """Give texts that stand in the order of the languages."""
        return {tongue.language: text for tongue, text in zip(self.tongues, texts, strict=True)}

    def with_each(self, text: Callable[[Tongue], str]) -> Texts:
        """Give what `text` makes of each language."""
        return {tongue.language: text(tongue) for tongue in self.tongues}


def lines(*texts: Texts, between: str = "\n") -> Texts:
    """Put texts below each other, language by language."""
    languages = dict.fromkeys(language for text in texts for language in text)
    return {language: between.join(text[language] for text in texts if text.get(language)) for language in languages}
