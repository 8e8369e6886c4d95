"""Comments and evidence that cannot belong where they stand: what a row that is shifted by a cell looks like.

Such a row turns answers into comments, and a comment may be anything. But a comment has an answer, evidence is a file,
and an answer does not stand beside the blank cell that it would fit.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from qshop.programme import answers
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage
from qshop.visits.applicable import Applicability
from qshop.visits.columns import TEXT_SUFFIXES
from qshop.visits.evidence import read_evidence
from qshop.visits.problem import Check, Problem
from qshop.visits.rejects import Faults
from qshop.visits.table import Mask, Rows, Table

Asked = tuple[FrozenStage, FrozenCriterion | None, FrozenQuestion]
Parts = dict[str, Asked]

_FILE = re.compile(r"[^\n]+\.[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*")
_MEDIA = re.compile(
    r"[^\s]+\.(jpe?g|png|heic|webp|gif|tiff?|mp3|m4a|aac|amr|ogg|opus|wav|mp4|mov|3gp|avi|mkv|webm)", re.IGNORECASE
)
_HELP = "is the row shifted by a cell? then put its cells back; otherwise answer the question, or blank this cell"
_UNANSWERED = Problem("QS460", "filled in, but its question is not answered", _HELP)
_UNASKED = Problem(
    "QS460",
    "filled in, but its question is not asked on this visit",
    "put the remark under a question that is answered; or is the row shifted by a cell? then put its cells back",
)
_NO_FILE = Problem(
    "QS460",
    "is not the name of a file",
    "write the name with its ending, such as photo.jpg; or is the row shifted by a cell? then put its cells back",
)
_NO_COMMENT = Problem("QS460", "is the name of a file, but no comment", _HELP)
_BESIDE = Problem("QS460", "is nothing but an answer to the question beside it, which is blank", _HELP)


def judge_misplaced(applicability: Applicability, faults: Faults, rows: Rows) -> None:
    """Add the problems of comments and evidence that cannot belong where they stand, on visits that count.

    `rows` are the numbers of the visits' rows in the table of `faults`.
    """
    visits = applicability.visits
    counted = ~visits.get("status").is_in(["void"])
    parts = {parts[2].id: parts for parts in applicability.version.questions()}
    for question, name in _belonging(visits, parts):
        unanswered = counted & _is_filled(visits, name) & ~_is_filled(visits, question.id)
        if unanswered.any():
            asked = applicability.applies(*parts[question.id])
            _add(faults, rows, unanswered & asked, name, _UNANSWERED)
            _add(faults, rows, unanswered & ~asked, name, _UNASKED)
        check = check_evidence(question) if name.endswith("_evidence") else _check_comment
        faults.judge(name, visits.get(name), check, rows)
    for name, beside in _neighbours(visits, parts):
        alone = counted & _is_filled(visits, name) & ~_is_filled(visits, beside.id)
        if alone.any():
            _add(faults, rows, alone & _answers(applicability, name, parts[beside.id], alone), name, _BESIDE)


def _belonging(visits: Table, parts: Parts) -> Iterator[tuple[FrozenQuestion, str]]:
    """Yield each column of comments or evidence that the visits have, after its question."""
    for name, (_, _, question) in parts.items():
        yield from ((question, name + suffix) for suffix in TEXT_SUFFIXES if name + suffix in visits.columns)


def _neighbours(visits: Table, parts: Parts) -> Iterator[tuple[str, FrozenQuestion]]:
    """Yield each column of comments or evidence with each question next to it, in the file, that is not its own.

    A text is an answer itself, and may be the word *no* beside a question that was left blank.
    """
    for pair in pairwise(visits.columns):
        for name, beside in (pair, pair[::-1]):
            if beside in parts and name.endswith(TEXT_SUFFIXES) and not name.startswith(f"{beside}_"):
                question = parts[beside][2]
                yield from [(name, question)] if question.answer_type.nature != "text" else []


def _is_filled(visits: Table, name: str) -> Mask:
    return ~visits.get(name).is_in([""])


def _add(faults: Faults, rows: Rows, mask: Mask, name: str, problem: Problem) -> None:
    """Add a problem of a column to the rows where it has none yet."""
    for row in rows[mask]:
        if name not in faults.columns(int(row)):
            faults.add(int(row), name, problem)


def check_evidence(question: FrozenQuestion) -> Check[str]:
    """Return the check that evidence may be a file: one that is asked for may be named without an ending."""

    def check(text: str) -> Problem | None:
        name = read_evidence(text).name
        if not name or _FILE.fullmatch(name):
            return None
        is_bare = question.evidence and " " not in name and answers.answer_problem(question, name)
        return None if is_bare else _NO_FILE

    return check


def _check_comment(text: str) -> Problem | None:
    return _NO_COMMENT if _MEDIA.fullmatch(text) else None


def _answers(applicability: Applicability, name: str, beside: Asked, alone: Mask) -> Mask:
    """Return on which of the visits `alone` a cell is an answer to a question that had to be answered there."""
    question = beside[2]
    fits = np.zeros(len(alone), np.bool_)
    if question.required:
        cells = applicability.visits.get(name).take(alone)
        fits[alone] = cells.where(lambda text: not answers.answer_problem(question, text))
    return fits & applicability.applies(*beside) if fits.any() else fits
