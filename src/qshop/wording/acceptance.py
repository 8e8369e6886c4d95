"""QS324: an acceptance that says nothing.

`accept: {QS311: "the brand's own word, explained in the briefing"}` beside a question, a criterion or a questionnaire
silences one rule there, for a reason that the next reader can judge. Without a reason, with a code that is none of
these rules, or where the rule finds nothing (any more), it only hides what comes later.

Bad:    accept: [QS311]
Better: accept: {QS311: "“warm” is the brand's own word; the briefing describes it"}
"""

from collections.abc import Collection, Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.base.suggest import did_you_mean
from qshop.wording.finding import AcceptingPart, ProgrammeTexts


def find(texts: ProgrammeTexts, codes: Collection[str], used: Collection[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each acceptance without a reason, of an unknown code, or without effect.

    `used` are those that had an effect: the `id()` of the part, and the code.
    """
    for part in _accepting_parts(texts):
        for code, reason in part.accept.items():
            if code not in codes:
                help_ = did_you_mean(code, sorted(codes)) or "only the wording rules can be accepted"
                message = f"“{code[:40]}” is no wording rule"
                yield part.diagnostic("QS324", message, "accept", code, key=True, help=help_)
            elif not reason.strip():
                help_ = f"write: accept: {{{code}: why it is right here}}"
                yield part.diagnostic("QS324", f"{code} is accepted without a reason", "accept", help=help_)
            elif (id(part), code) not in used:
                message = f"there is no {code} to accept here"
                yield part.diagnostic("QS324", message, "accept", code, key=True, help="remove it")


def _accepting_parts(texts: ProgrammeTexts) -> Iterator[AcceptingPart]:
    yield from texts.criteria
    yield from (question for _, _, question in texts.placed_questions)
    yield from texts.programme.questionnaires.values()
