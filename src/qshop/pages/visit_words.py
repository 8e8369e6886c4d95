"""What a sheet about one visit says of its criteria: the standard or its failure, and the answer that shows it."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.base.language_tags import name_in, with_wider
from qshop.debrief.judgements import Answer, JudgedCriterion
from qshop.debrief.released_words import ReleasedWords
from qshop.pages.answer_words import answer_words, standard_words
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class AnswerLine:
    """What was answered to one question, what would have met the standard, and what came with the answer."""

    ask: str
    answer: str
    standard: str
    remarks: list[str]


def standard_text(judged: JudgedCriterion, tongue: Tongue) -> str:
    """Return the standard in the words of its day."""
    return text_in(judged.criterion.standard, tongue.language)


def failure_text(criterion: FrozenCriterion, tongue: Tongue) -> str:
    """Return how a failure reads; where nobody wrote that, that the standard was not met."""
    if criterion.missed:
        return text_in(criterion.missed, tongue.language)
    return tongue("page.not_met", standard=text_in(criterion.standard, tongue.language))


def quotation(words: ReleasedWords, tongue: Tongue) -> str:
    """Return released words in quotation marks; those in another language than the page's say in which."""
    quoted = tongue("quoted", text=words.text)
    if not words.language or words.language in with_wider(tongue.language):
        return quoted
    return tongue("visit.in_language", text=quoted, language=name_in(words.language, tongue.spoken))


def answer_line(answer: Answer, tongue: Tongue) -> AnswerLine:
    """Return an answer in words."""
    remarks = [quotation(answer.comment, tongue)] if answer.comment.text else []
    remarks += [_evidence(answer.question, tongue)] if answer.evidence else []
    return AnswerLine(
        ask=text_in(answer.question.ask, tongue.language),
        answer=answer_words(answer.question, answer.given, tongue) if answer.given else "",
        standard=standard_words(answer.question, tongue),
        remarks=remarks,
    )


def seen(answer: Answer, tongue: Tongue) -> str:
    """Return in one sentence what was answered to a question, and what would have met the standard."""
    line = answer_line(answer, tongue)
    return f"{line.ask} {line.answer} ({line.standard})"


def quoted(judged: JudgedCriterion, tongue: Tongue) -> list[str]:
    """Return what the visitor wrote beside the answers, as far as it is released."""
    return [quotation(answer.comment, tongue) for answer in judged.answers if answer.comment.text]


def _evidence(question: FrozenQuestion, tongue: Tongue) -> str:
    """Return what kind of evidence there is; its file and where it lies are named on no page."""
    kind = tongue(f"form.{question.evidence}") if question.evidence else tongue("visit.kept")
    return tongue("visit.evidence", name=kind)
