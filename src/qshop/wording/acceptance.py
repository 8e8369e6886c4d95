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
from qshop.wording.finding import Holder, Survey


def find(survey: Survey, codes: Collection[str], used: Collection[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Give the acceptances without a reason, of an unknown code, or of nothing; `used` are those that had an effect."""
    for holder in _holders(survey):
        for code, reason in holder.accept.items():
            if code not in codes:
                help_ = did_you_mean(code, sorted(codes)) or "only the wording rules can be accepted"
                message = f"“{code[:40]}” is no wording rule"
                yield holder.diagnostic("QS324", message, "accept", code, key=True, help=help_)
            elif not reason.strip():
                help_ = f"write: accept: {{{code}: why it is right here}}"
                yield holder.diagnostic("QS324", f"{code} is accepted without a reason", "accept", help=help_)
            elif (id(holder), code) not in used:
                message = f"there is no {code} to accept here"
                yield holder.diagnostic("QS324", message, "accept", code, key=True, help="remove it")


def _holders(survey: Survey) -> Iterator[Holder]:
    for criterion in survey.criteria:
        yield criterion
        yield from criterion.questions
    yield from survey.programme.questionnaires.values()
