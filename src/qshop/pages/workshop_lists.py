"""What the lists in guides and papers are in words."""

from collections.abc import Callable, Mapping
from typing import Final

from qshop.pages.asking import Asking, strong, weak
from qshop.programme.criteria import Criterion
from qshop.programme.sites import Team
from qshop.workshop.communication import Step
from qshop.workshop.occasion import live_criteria, members, stages_at_hand, teams_at_hand
from qshop.workshop.plan_order import plan_order


def _commitment(asking: Asking) -> list[str]:
    """Return what management says, by whom, and whom anybody may ask."""
    told, tongue, text = asking.commitment, asking.tongue, asking.text
    if told is None:
        return []
    lines = [tongue("workshop.commitment.by", says=text(told.says), name=told.by.name, function=text(told.by.function))]
    lines += [text(told.exception)] if told.exception else []
    for key, changes in (("ready", told.ready_to_change), ("not_ready", told.not_ready_to_change)):
        if changes:
            lines.append(tongue(f"workshop.commitment.{key}", text=" · ".join(map(text, changes))))
    return [*lines, tongue("workshop.commitment.contact", name=told.contact.name, telephone=told.contact.telephone)]


def _said(asking: Asking, key: str) -> list[str]:
    return [asking.text(one) for one in getattr(asking.commitment, key, [])]


def _criteria(asking: Asking) -> list[str]:
    """Return the criteria in use, each with whether it is a must or a plus."""
    return [
        asking.tongue(
            "workshop.criterion",
            text=asking.text(one.text),
            priority=asking.tongue(f"workshop.priority.{one.priority}"),
        )
        for one in live_criteria(asking.session, asking.stage)
    ]


def _texts(asking: Asking, wanted: Callable[[Criterion], bool]) -> list[str]:
    return [asking.text(one.text) for one in live_criteria(asking.session, asking.stage) if wanted(one)]


def _promises(asking: Asking) -> list[str]:
    """Return what customers are told, and where."""
    promised = [one.promise for one in live_criteria(asking.session, asking.stage) if one.promise]
    tongue = asking.tongue
    return [
        tongue("workshop.promise", says=tongue("quoted", text=asking.text(one.says)), where=asking.text(one.where))
        for one in promised
    ]


def _names(asking: Asking, wanted: Callable[[Team], bool] = lambda _: True) -> list[str]:
    return [asking.name("team", team.id) for team in teams_at_hand(asking.session) if wanted(team)]


def _recorded(asking: Asking) -> list[str]:
    """Return the questions at which something is photographed or recorded, and what: “Photo: …”."""
    tongue, criteria = asking.tongue, live_criteria(asking.session, asking.stage)
    asked = [question for criterion in criteria for question in criterion.questions if question.evidence]
    return [tongue("workshop.recorded", kind=tongue(f"form.{one.evidence}"), ask=asking.text(one.ask)) for one in asked]


def _people(asking: Asking) -> list[str]:
    """Return the people of the group: name and team."""
    people = members(asking.session)
    return [", ".join(filter(None, (one.name, asking.name("team", one.team)))) for one in people]


def _owners(asking: Asking) -> list[str]:
    return [asking.name("owner", owner) for owner in asking.session.programme.settings.owners]


def _questions(asking: Asking) -> list[str]:
    criteria = live_criteria(asking.session, asking.stage)
    return [asking.text(question.ask) for criterion in criteria for question in criterion.questions]


def _steps(asking: Asking) -> list[str]:
    """Return the steps of the plan not done on the day that is now, the earliest first: what, by whom, until when."""
    told = asking.session.files.communication
    order = plan_order(told.steps if told else [], asking.session.as_of)
    return [_step(one, asking) for one in (*order.late, *order.ahead)]


def _step(step: Step, asking: Asking) -> str:
    """Return a step; one that shows a wave begins with which, as its words are those of every wave."""
    tongue, about, by = asking.tongue, asking.text(step.about), asking.name("owner", step.by)
    if step.wave is None:
        return tongue("workshop.step", about=about, by=by, due=tongue.date(step.due))
    wave = asking.name("wave", step.wave)
    return tongue("workshop.step_of_wave", wave=wave, about=about, by=by, due=tongue.date(step.due))


LIST_WORDS: Final[Mapping[str, Callable[[Asking], list[str]]]] = {
    "commitment": _commitment,
    "ready": lambda asking: _said(asking, "ready_to_change"),
    "unchanged": lambda asking: _said(asking, "not_ready_to_change"),
    "recorded": _recorded,
    "stages": lambda asking: [asking.name("stage", stage) for stage in stages_at_hand(asking.session)],
    "teams": _names,
    "providers": lambda asking: _names(asking, lambda team: team.provider),
    "criteria": _criteria,
    "musts": lambda asking: _texts(asking, lambda one: one.priority == "must"),
    "promises": _promises,
    "findings": lambda asking: [weak(one, asking) for one in asking.session.findings],
    "strengths": lambda asking: [strong(one, asking) for one in asking.session.strengths],
    "people": _people,
    "owners": _owners,
    "questions": _questions,
    "steps": _steps,
}
"""By the names of `LISTS`: its entries in words."""
