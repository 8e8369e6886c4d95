"""QS322: a question out of the journey's order.

Shoppers remember a visit in the order in which it happened, and forms skip what does not apply. A question that leads
back to another question, or to a moment of another stage, breaks both.

Bad:    If yes, did someone tell you where to wait?
Better: Did someone tell you where to wait?  with  when: {question: asked_to_wait, is: [yes]}

Also found: arriving at the site in the last stage, leaving it in the first.
"""

from collections.abc import Iterator

from qshop.wording.finding import Finding, ProgrammeTexts, QuestionText

AT_LEAST = 3


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question that leads back, or stands in the wrong stage."""
    stages = [stage.id for stage in texts.programme.stages]
    for text in texts.questions_with("refers", "arrival", "departure"):
        back = text.plain.find("refers")
        if back:
            help_ = "say what is meant in full; to ask only after a certain answer, use when: {question: …, is: […]}"
            yield text.finding(f"“{back}” leads back to another question", help_)
        else:
            yield from _misplaced(text, stages)


def _misplaced(text: QuestionText, stages: list[str]) -> Iterator[Finding]:
    if len(stages) < AT_LEAST or text.stage not in (stages[0], stages[-1]):
        return
    name, moment = ("departure", "the end") if text.stage == stages[0] else ("arrival", "the beginning")
    phrase = text.plain.find(name)
    if phrase:
        message = f"“{phrase}” is at {moment} of the visit, and this stage is at the other end"
        yield text.finding(message, "move the question to the stage in which it happens")
