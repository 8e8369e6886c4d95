"""QS312: leading or emotive wording.

A question that suggests its answer, or that judges before the shopper has looked, measures the question.

Bad:    Did the clerk even bother to look up?
Better: Did the clerk look up when you reached the desk?
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, Survey

HELP = "name what happened in plain words, and leave the judgement out"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions that suggest or colour their answer."""
    for item in survey.having("leading"):
        leading = item.text.find("leading", but="not_leading")
        if leading:
            yield item.finding(f"“{leading}” suggests or colours the answer", HELP)
