"""Rules on answers: points, levels and comments must suit the type of the question."""

from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.answers import labels as all_labels
from qshop.programme.model import Programme
from qshop.programme.question import OUT_OF, Band, OutOf, Question


def points(programme: Programme) -> Iterator[Diagnostic]:
    """QS218: points that leave out an answer or name an unknown one, bands with gaps, a mark without its `met`."""
    for question in programme.questions:
        match question.points:
            case dict() as by_label:
                yield from _by_label(question, list(by_label))
            case list() as bands:
                yield from _by_band(question, bands)
            case OutOf():
                yield from _by_mark(question)
            case None:
                continue


def _by_label(question: Question, given: list[str]) -> Iterator[Diagnostic]:
    known = question.answer_type.labels(question)
    if not known and question.answer_type.listed_in:
        return  # QS219 reports it
    if not known:
        help_ = "give bands: [{up_to: 30, points: 1}, {over: 30, points: 0}]" if _measured(question) else "remove them"
        yield question.diagnostic("QS218", f"a {question.type} question has no labels to score", "points", help=help_)
        return
    for label in given:
        if label not in known:
            message = f"“{label}” is no answer to this question"
            yield question.diagnostic("QS218", message, "points", label, key=True, help=did_you_mean(label, known))
    missing = [label for label in known if label not in given and not question.is_written("points", label)]
    if missing:
        message = f"no points for: {', '.join(missing)}"
        yield question.diagnostic("QS218", message, "points", help="give every answer its points, from 0 to 1")


def _by_band(question: Question, bands: list[Band]) -> Iterator[Diagnostic]:
    if not _measured(question):
        message = f"bands are for measures; this is a {question.type} question"
        yield question.diagnostic("QS218", message, "points", help="give points by answer: {yes: 1, no: 0}")
        return
    if question.is_written("points", len(bands)):
        return  # a band could not be read, which is reported already
    limits = [band.up_to for band in bands[:-1]]
    distinct = {limit for limit in limits if limit is not None}
    rise = limits == sorted(distinct)
    ends_open = bool(bands) and bands[-1].up_to is None and bands[-1].over is not None
    if not (rise and ends_open and (not limits or bands[-1].over == limits[-1])):
        message = "the bands leave values without points, or give some twice"
        help_ = "rising limits, and a last band over the highest: [{up_to: 30, points: 1}, {over: 30, points: 0}]"
        yield question.diagnostic("QS218", message, "points", help=help_)


def _by_mark(question: Question) -> Iterator[Diagnostic]:
    if not _measured(question) or question.answer_type.in_seconds:
        message = f"only a number is a mark; this is a {question.type} question"
        help_ = "make it type: number, or give points by answer or by band"
        yield question.diagnostic("QS218", message, "points", help=help_)
    elif not question.is_written("met"):
        help_ = "add: met: 0.8, the share of the full mark that is good enough"
        yield question.diagnostic("QS218", "nobody says from which mark on this is met", "points", help=help_)


def _measured(question: Question) -> bool:
    return question.answer_type.nature == "measure"


def labels(programme: Programme) -> Iterator[Diagnostic]:
    """QS219: a scale without levels, a choice without choices or called `na`, a comment on an impossible answer."""
    for question in programme.questions:
        if question.answer_type.listed_in and not question.answer_type.labels(question):
            yield from _unlisted(question)
            continue
        for index, choice in enumerate(question.choices):
            if choice.id == NOT_APPLICABLE:
                message = f"“{NOT_APPLICABLE}” already means that the question does not apply"
                help_ = "allow that answer with na: true, or give the choice another id"
                yield question.diagnostic("QS219", message, "choices", index, "id", help=help_)
            if choice.id == OUT_OF:
                message = f"“{OUT_OF}” already means the full mark of a number"
                yield question.diagnostic("QS219", message, "choices", index, "id", help="give the choice another id")
        known = all_labels(question)
        for index, label in enumerate(question.comment):
            if label not in known:
                message = f"“{label}” is no answer to this question"
                yield question.diagnostic("QS219", message, "comment", index, help=did_you_mean(label, known))
        for label in question.scale.labels if question.scale else ():
            if label not in known:
                message = f"“{label}” is no level of this scale"
                help_ = did_you_mean(label, known)
                yield question.diagnostic("QS219", message, "scale", "labels", label, key=True, help=help_)


def _unlisted(question: Question) -> Iterator[Diagnostic]:
    needed = question.answer_type.listed_in
    if question.scale:
        yield question.diagnostic("QS219", "the scale does not rise", "scale", help="from must be below to")
    elif question.is_written(needed, 0) or (needed == "scale" and question.is_written(needed)):
        return  # it could not be read, which is reported already
    elif needed == "scale":
        yield question.diagnostic("QS219", "a scale needs its levels", "type", help="add: scale: {from: 1, to: 5}")
    else:
        message, help_ = f"a {question.type} question needs its choices", "add: choices: [{id: …, text: …}, …]"
        yield question.diagnostic("QS219", message, "type", help=help_)
