"""What is told to a group of what became of its proposals: what is asked now, what is not and why, and thanks."""

from collections.abc import Iterator, Sequence

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking, group_name
from qshop.pages.paper_page import Bullets, Heading, PaperPage, PaperTable, Paragraph, Piece
from qshop.pages.people_page import groups_at_hand, stages_of
from qshop.programme.criteria import Criterion
from qshop.workshop.groups import Group
from qshop.workshop.rehearsed import Unanswered
from qshop.workshop.seats import criteria_of, people_of
from qshop.workshop.session import Session


def report_back_papers(session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return what each group is told, by the stem of its file."""
    asking = Asking(session, tongue)
    return {f"report-back-{group.id}": _report_page(group, asking) for group in groups_at_hand(session)}


def _report_page(group: Group, asking: Asking) -> PaperPage:
    tongue = asking.tongue
    return PaperPage(
        title=tongue("report_back.title"),
        subtitle=f"{group_name(group, asking)} · {stages_of(group, asking)}",
        language=tongue.spoken,
        pieces=list(_pieces(group, asking)),
        foot=[tongue("report_back.foot")],
    )


def _pieces(group: Group, asking: Asking) -> Iterator[Piece]:
    own = [one for one in criteria_of(asking.session.programme, group) if _is_of(one, group)]
    by_status = {name: [one for one in own if one.status == name] for name in ("validated", "proposed", "declined")}
    yield Paragraph(asking.tongue("report_back.opening", n=len(own)) if own else asking.tongue("report_back.nothing"))
    yield from _asked(by_status["validated"], asking)
    yield from _declined(by_status["declined"], asking)
    yield from _waiting(by_status["proposed"], asking)
    yield from _unseen(by_status["validated"], asking)
    yield from _obstacles(group, asking)
    yield from _thanks(group, asking)


def _is_of(criterion: Criterion, group: Group) -> bool:
    """Return whether a group proposed a criterion."""
    return criterion.proposed is not None and criterion.proposed.group == group.id


def _asked(validated: Sequence[Criterion], asking: Asking) -> Iterator[Piece]:
    """Yield what visitors will be asked, each question with whether one would accept being asked this."""
    if validated:
        tongue = asking.tongue
        yield Heading(tongue("report_back.asked", n=len(validated)))
        yield Paragraph(tongue("report_back.accept"))
        header = [tongue(f"report_back.column.{name}") for name in ("criterion", "question", "accept")]
        yield PaperTable(header, [_question_row(one, asking) for one in validated], [31, 41, 28])


def _question_row(one: Criterion, asking: Asking) -> list[str]:
    questions = " ".join(asking.text(question.ask) for question in one.questions if question.kind != "context")
    return [asking.text(one.text), questions, asking.tongue("report_back.boxes")]


def _declined(declined: Sequence[Criterion], asking: Asking) -> Iterator[Piece]:
    if declined:
        yield Heading(asking.tongue("report_back.declined", n=len(declined)))
        yield Bullets([_why(one, asking) for one in declined])


def _why(one: Criterion, asking: Asking) -> str:
    """Return a proposal that was turned down: why, by whom, when, and where it goes on."""
    tongue, said = asking.tongue, one.declined
    quoted = tongue("quoted", text=asking.text(one.text))
    if said is None:
        return tongue("report_back.no_reason", text=quoted)
    why = tongue("report_back.why", text=quoted, why=asking.text(said.why), by=said.by, day=tongue.date(said.on))
    other = asking.session.programme.criteria.get(said.instead or "")
    goes_on = tongue("report_back.instead", text=tongue("quoted", text=asking.text(other.text))) if other else ""
    return f"{why} {goes_on}".rstrip()


def _waiting(proposed: Sequence[Criterion], asking: Asking) -> Iterator[Piece]:
    if proposed:
        yield Heading(asking.tongue("report_back.waiting", n=len(proposed)))
        yield Bullets([asking.text(one.text) for one in proposed])


def _unseen(validated: Sequence[Criterion], asking: Asking) -> Iterator[Piece]:
    """Yield what those who walked in the rehearsal could not answer."""
    own = {question.id for one in validated for question in one.questions}
    unseen = [one for one in asking.session.unanswered if one.question in own]
    if unseen:
        yield Heading(asking.tongue("report_back.unseen"))
        yield Paragraph(asking.tongue("report_back.unseen_how"))
        yield Bullets([_left_blank(one, asking) for one in unseen])


def _left_blank(one: Unanswered, asking: Asking) -> str:
    """Return a question that was left blank, and what its hint says since."""
    count = asking.tongue("page.of", count=one.blank, n=one.asked)
    told = asking.tongue("report_back.blank", question=asking.text(one.ask), count=count)
    hints = [question.hint for question in asking.session.programme.questions if question.id == one.question]
    changed = [hint for hint in hints if hint and hint != one.hint]
    return " ".join([f"{told}.", *(asking.tongue("report_back.now", hint=asking.text(hint)) for hint in changed)])


def _obstacles(group: Group, asking: Asking) -> Iterator[Piece]:
    found = [one for one in asking.session.files.obstacles if one.group == group.id]
    if found:
        tongue = asking.tongue
        yield Heading(tongue("report_back.obstacles"))
        header = [tongue(f"report_back.column.{name}") for name in ("obstacle", "who", "answer")]
        rows = [[one.obstacle, asking.name("owner", one.owner) if one.owner else "", ""] for one in found]
        yield PaperTable(header, rows, [44, 22, 34])


def _thanks(group: Group, asking: Asking) -> Iterator[Piece]:
    """Yield thanks: by name to those who agreed to be named, and to all others."""
    tongue, people = asking.tongue, people_of(group, asking.session.files.roster)
    there = [person for person in people if person.present != "no"]
    named = [person.name for person in there if person.named == "yes"]
    yield Heading(tongue("report_back.thanks"))
    if not named:
        yield Paragraph(tongue("report_back.thank_all"))
    elif len(named) == len(there):
        yield Paragraph(tongue("report_back.thank", names=tongue.joined(named)))
    else:
        yield Paragraph(tongue("report_back.thank_and_all", names=tongue.joined(named)))
    contact = asking.commitment.contact if asking.commitment else None
    if contact:
        yield Paragraph(tongue("workshop.commitment.contact", name=contact.name, telephone=contact.telephone))
