"""QS312: leading or emotive wording.

A question that suggests its answer, or that judges before the shopper has looked, measures the question.

Bad:    Did the clerk even bother to look up?
Better: Did the clerk look up when you reached the desk?
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts

HELP = "name what happened in plain words, and leave the judgement out"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question that suggests or colours its answer."""
    for text in texts.questions_with("leading"):
        leading = text.plain.find("leading", but="not_leading")
        if leading:
            yield text.finding(f"“{leading}” suggests or colours the answer", HELP)
