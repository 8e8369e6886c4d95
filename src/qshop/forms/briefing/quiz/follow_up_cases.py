"""Cases about what is asked at all: what follows from an answer, from a site, and from a visit without service."""

from collections.abc import Iterator

from qshop.forms.briefing.filling_rules import access_questions
from qshop.forms.briefing.quiz.follow_ups import follow_ups
from qshop.forms.briefing.quiz.item import Item, Quizzed
from qshop.programme.answers import NOT_APPLICABLE, labels
from qshop.programme.frozen import FrozenQuestion

_CLOSED = {"face_to_face": "quiz.closed_on_arrival", "phone": "quiz.no_reply"}


def further(quizzed: Quizzed) -> Iterator[Item]:
    """Ask what else an answer calls for: a comment, questions that follow, or both; what calls for most comes first."""
    cases = []
    for question in quizzed.asked():
        following = follow_ups(quizzed.role.version, question)
        for label in labels(question) if following is not None else ():
            then = [q for q in following or [] if q.when and label in q.when.is_]
            wants = len(then) + (label in question.comment)
            if wants:
                cases.append((wants, _further(quizzed, question, label, then)))
    yield from (item for _, item in sorted(cases, key=lambda case: -case[0]))


def no_more(quizzed: Quizzed) -> Iterator[Item]:
    """Ask after an answer that wants no comment; questions where a yes wants one come first."""
    plain = [q for q in quizzed.asked() if q.comment and follow_ups(quizzed.role.version, q) == []]
    for question in sorted(plain, key=lambda one: "yes" not in one.comment):
        for label in labels(question):
            if label not in (*question.comment, NOT_APPLICABLE):
                case = quizzed.tongue("quiz.further", answer=quizzed.quoted(question, label))
                answers = quizzed.either(question, question.comment)
                yield quizzed.item(question, case, quizzed.tongue("quiz.nothing_more", answers=answers))


def skipped(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about a question whose condition is not met: it stays blank."""
    asked = {question.id: question for question in quizzed.asked()}
    for question in asked.values():
        if question.when and question.when.question:
            earlier = asked[question.when.question]
            unmet = (*question.when.is_, NOT_APPLICABLE)
            yield from (_skipped(quizzed, question, earlier, one) for one in labels(earlier) if one not in unmet)


def absent(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about a stage that the site does not have: its questions stay blank."""
    tongue = quizzed.tongue
    for stage in quizzed.role.version.stages:
        if stage.applies and not all(stage.applies.meets_site(site) for site in quizzed.programme.sites):
            name = tongue("quoted", text=quizzed.programme.name_of("stage", stage.id, tongue.language))
            no, na = (tongue("quoted", text=tongue(f"answer.{label}")) for label in ("no", NOT_APPLICABLE))
            questions = tuple(q.id for criterion in stage.criteria for q in criterion.questions)
            yield Item(questions, "", tongue("quiz.absent", stage=name), tongue("quiz.all_blank", no=no, na=na))


def closed(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about a visit without service: it is still handed in."""
    tongue, access = quizzed.tongue, access_questions(quizzed.role)
    channels = quizzed.role.version.channel
    case = _CLOSED.get(channels[0], "quiz.not_served") if len(channels) == 1 else "quiz.not_served"
    status = tongue("quoted", text=tongue("status.no_service"))
    answer = quizzed.role.say("quiz.only_access" if access else "quiz.only_status", access, tongue, status=status)
    yield Item(tuple(access), "", tongue(case), answer)


def _further(quizzed: Quizzed, question: FrozenQuestion, label: str, then: list[FrozenQuestion]) -> Item:
    tongue = quizzed.tongue
    wanted = [tongue("quiz.comment")] if label in question.comment else []
    if then:
        named = tongue.listed([quizzed.named(one, "quiz.following") for one in then])
        wanted.append(tongue("quiz.then_asked", n=len(then), questions=named))
    case = tongue("quiz.further", answer=quizzed.quoted(question, label))
    return quizzed.item(question, case, " ".join(wanted), *then)


def _skipped(quizzed: Quizzed, question: FrozenQuestion, earlier: FrozenQuestion, label: str) -> Item:
    number = quizzed.role.numbers[earlier.id]
    case = quizzed.tongue("quiz.answered", answer=quizzed.quoted(earlier, label), number=number)
    met = quizzed.either(earlier, question.when.is_ if question.when else [])
    return quizzed.item(question, case, quizzed.tongue("quiz.not_asked", answers=met, number=number), earlier)
