"""The list that the steering group decides on with a pen: each proposal, those alike beside each other, obstacles."""

from collections.abc import Iterator, Sequence

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking, group_name
from qshop.pages.paper_page import Heading, Lines, PaperPage, PaperTable, Paragraph, Piece
from qshop.pages.people_page import groups_at_hand
from qshop.programme.criteria import Criterion
from qshop.workshop.groups import Group
from qshop.workshop.obstacle import Obstacle
from qshop.workshop.proposals import alike, beside_each_other
from qshop.workshop.session import Session

COLUMNS = ("criterion", "from", "question", "decision", "words")
_WIDTHS = [26, 12, 20, 14, 28]


def steering_papers(session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return the list of what is proposed and not decided, by the stem of its file."""
    groups = groups_at_hand(session)
    stem = f"steering-{session.group.id}" if session.group else "steering"
    return {stem: _steering_page(Asking(session, tongue), groups)}


def _steering_page(asking: Asking, groups: Sequence[Group]) -> PaperPage:
    tongue, stages = asking.tongue, {stage for group in groups for stage in group.stages}
    proposed = [
        one
        for one in asking.session.programme.criteria.values()
        if one.status == "proposed" and (asking.session.group is None or _stage(one, asking) in stages)
    ]
    return PaperPage(
        title=tongue("steering.title"),
        subtitle=tongue("steering.about", name=asking.text(asking.session.programme.settings.name), n=len(proposed)),
        language=tongue.spoken,
        pieces=[*_proposals(proposed, asking), *_obstacles(groups, asking), *_signed(asking)],
        foot=[tongue("steering.foot")],
    )


def _stage(criterion: Criterion, asking: Asking) -> str:
    return asking.session.programme.stage_of[criterion.id]


def _proposals(proposed: Sequence[Criterion], asking: Asking) -> Iterator[Piece]:
    tongue, close = asking.tongue, alike(proposed, asking.session.programme)
    yield Paragraph(tongue("steering.how") if proposed else tongue("steering.none"))
    for stage in dict.fromkeys(_stage(one, asking) for one in proposed):
        own = beside_each_other([one for one in proposed if _stage(one, asking) == stage], close)
        yield Heading(asking.name("stage", stage))
        header = [tongue(f"steering.column.{name}") for name in COLUMNS]
        yield PaperTable(header, [_row(one, close.get(one.id, ()), asking) for one in own], _WIDTHS)


def _row(one: Criterion, close: Sequence[Criterion], asking: Asking) -> list[str]:
    tongue = asking.tongue
    asked = [asking.text(question.ask) for question in one.questions]
    visible = asking.text(one.proposed.visible) if one.proposed else ""
    seen = tongue("steering.visible", text=visible) if visible else tongue("steering.no_question")
    return [
        " · ".join([_said(one, asking), *(_like(other, asking) for other in close)]),
        _proposed_by(one, asking),
        " ".join(asked) or seen,
        tongue("steering.boxes"),
        "",
    ]


def _said(one: Criterion, asking: Asking) -> str:
    """Return a proposal with who acts, and the remark of its group."""
    acts = asking.tongue("steering.acts", name=asking.name("owner", one.owner)) if one.owner else ""
    remark = asking.text(one.proposed.remark) if one.proposed else ""
    return " · ".join(filter(None, [asking.text(one.text), acts, remark]))


def _like(other: Criterion, asking: Asking) -> str:
    status = asking.tongue(f"steering.status.{other.status}")
    stage = asking.name("stage", _stage(other, asking))
    return asking.tongue("steering.alike", text=asking.text(other.text), status=status, stage=stage)


def _proposed_by(one: Criterion, asking: Asking) -> str:
    """Return the group, and must or plus with the dots it had."""
    tongue, said = asking.tongue, one.proposed
    priority = tongue(f"workshop.priority.{one.priority}")
    if said is None:
        return priority
    groups = {group.id: group for group in asking.session.files.groups.groups} if asking.session.files.groups else {}
    group = group_name(groups[said.group], asking) if said.group in groups else said.group
    if said.present is None or (said.must is None and said.plus is None):
        return f"{group} · {priority}"
    dots = tongue("steering.dots", must=said.must or 0, plus=said.plus or 0, present=said.present)
    return f"{group} · {priority} ({dots})"


def _obstacles(groups: Sequence[Group], asking: Asking) -> Iterator[Piece]:
    named = {group.id for group in groups}
    found = [one for one in asking.session.files.obstacles if one.group in named]
    if found:
        tongue = asking.tongue
        yield Heading(tongue("steering.obstacles"))
        yield Paragraph(tongue("steering.obstacles_how"))
        header = [tongue(f"steering.column.{name}") for name in ("obstacle", "stage", "who", "by_when")]
        yield PaperTable(header, [_obstacle(one, asking) for one in found], [48, 16, 20, 16])


def _obstacle(one: Obstacle, asking: Asking) -> list[str]:
    owner = asking.name("owner", one.owner) if one.owner else ""
    return [one.obstacle, asking.name("stage", one.stage), owner, ""]


def _signed(asking: Asking) -> Iterator[Piece]:
    yield Heading(asking.tongue("steering.decided"))
    yield Lines([asking.tongue(f"steering.{name}") for name in ("on", "by", "told_by")])
