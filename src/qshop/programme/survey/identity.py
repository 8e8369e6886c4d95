"""QS323: a questionnaire that could identify a single employee, when staff were not informed.

Where staff do not know that visits happen, nothing may be collected that leads to one person: no names, no badge
numbers, no description, no photo.

Bad:    What name was on the badge of the person who served you?
Better: Did the person who served you wear a name badge?

Or inform the staff, and declare since when: `ethics: {staff_informed: 2026-02-02}` in qshop.yaml.
"""

from collections.abc import Iterator

from qshop.programme.model import Part
from qshop.programme.survey.finding import Finding, Holder, Survey

HELP = "ask what was done, not by whom; or inform the staff and declare ethics: {staff_informed: …} in qshop.yaml"


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions and instructions that ask who somebody is."""
    if survey.programme.settings.ethics.staff_informed is not None:
        return
    for criterion in survey.criteria:
        for question in criterion.questions:
            holders = (question, criterion)
            if question.type not in ("yes_no", "scale", "duration", "time"):
                lists = ("identity", "who") if question.type == "text" else ("identity",)
                yield from _in(survey, question, "ask", question.ask, holders, lists)
                yield from _in(survey, question, "hint", question.hint or {}, holders)
    for questionnaire in survey.programme.questionnaires.values():
        yield from _in(survey, questionnaire, "introduction", questionnaire.introduction or {}, (questionnaire,))
        for scenario in questionnaire.scenarios:
            yield from _in(survey, scenario, "brief", scenario.brief or {}, (questionnaire,))


def _in(
    survey: Survey,
    part: Part,
    name: str,
    text: dict[str, str],
    holders: tuple[Holder, ...],
    lists: tuple[str, ...] = ("identity",),
) -> Iterator[Finding]:
    for language, sentence in text.items():
        words = survey.words(language)
        plain = words.without(words.plain(sentence), "not_identity") if words else ""
        found = next((found for name_ in lists if words and (found := words.find(plain, name_))), "")
        if found:
            message = f"“{found}” could identify one person, and staff were not informed of visits"
            yield Finding(part, (name, language), message, HELP, holders)
