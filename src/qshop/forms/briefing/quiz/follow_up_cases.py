"""Cases about which questions are asked, depending on an answer, on the site, or on a visit without service."""

from collections.abc import Iterator

from qshop.forms.briefing.filling_rules import access_questions
from qshop.forms.briefing.quiz.follow_ups import follow_ups
from qshop.forms.briefing.quiz.item import ItemWriter, QuizItem
from qshop.forms.briefing.role import may_meet
from qshop.programme.answers import NOT_APPLICABLE, labels
from qshop.programme.frozen import FrozenQuestion

_CLOSED = {"face_to_face": "quiz.closed_on_arrival", "phone": "quiz.no_reply"}


def further(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on what an answer calls for: a comment, follow-ups, or both; those that call for most come first."""
    items = []
    for question in writer.questions():
        following = follow_ups(writer.role.version, question)
        if following is not None:
            for label in labels(question):
                then = [q for q in following if q.when and label in q.when.is_]
                count = len(then) + (label in question.comment)
                if count:
                    items.append((count, _further(writer, question, label, then)))
    yield from (item for _, item in sorted(items, key=lambda row: -row[0]))


def no_more(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on an answer that needs no comment; questions where a yes needs one come first."""
    questions = [q for q in writer.questions() if q.comment and follow_ups(writer.role.version, q) == []]
    for question in sorted(questions, key=lambda one: "yes" not in one.comment):
        for label in labels(question):
            if label not in (*question.comment, NOT_APPLICABLE):
                case = writer.tongue("quiz.further", answer=writer.quoted(question, label))
                answers = writer.quoted_any(question, question.comment)
                yield writer.item(question, case, writer.tongue("quiz.nothing_more", answers=answers))


def skipped(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on a question whose condition is not met: it stays blank."""
    questions = {question.id: question for question in writer.questions()}
    for question in questions.values():
        if question.when and question.when.question:
            earlier = questions[question.when.question]
            others = [label for label in labels(earlier) if label not in (*question.when.is_, NOT_APPLICABLE)]
            yield from (_skipped(writer, question, earlier, label) for label in others)


def absent(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on a stage that some site does not have: its questions stay blank."""
    tongue, role = writer.tongue, writer.role
    for stage in role.version.stages:
        limits = [stage.applies] if stage.applies else []
        if not all(may_meet(limits, site, role.version, role.scenario) for site in writer.programme.site_facts):
            name = tongue("quoted", text=writer.programme.name_of("stage", stage.id, tongue.language))
            no, na = (tongue("quoted", text=tongue(f"answer.{label}")) for label in ("no", NOT_APPLICABLE))
            questions = tuple(q.id for _, q in stage.asked())
            yield QuizItem(questions, "", tongue("quiz.absent", stage=name), tongue("quiz.all_blank", no=no, na=na))


def closed(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield the case of a visit without service: the form is still handed in."""
    tongue, access = writer.tongue, access_questions(writer.role)
    channels = writer.role.version.channel
    case = _CLOSED.get(channels[0], "quiz.not_served") if len(channels) == 1 else "quiz.not_served"
    status = tongue("quoted", text=tongue("status.no_service"))
    answer = writer.role.sentence("quiz.only_access" if access else "quiz.only_status", access, tongue, status=status)
    yield QuizItem(tuple(access), "", tongue(case), answer)


def _further(writer: ItemWriter, question: FrozenQuestion, label: str, then: list[FrozenQuestion]) -> QuizItem:
    tongue = writer.tongue
    answers = [tongue("quiz.comment")] if label in question.comment else []
    if then:
        questions = tongue.joined([writer.numbered(one, "quiz.following") for one in then])
        answers.append(tongue("quiz.then_asked", n=len(then), questions=questions))
    case = tongue("quiz.further", answer=writer.quoted(question, label))
    return writer.item(question, case, " ".join(answers), *then)


def _skipped(writer: ItemWriter, question: FrozenQuestion, earlier: FrozenQuestion, label: str) -> QuizItem:
    number = writer.role.numbers[earlier.id]
    case = writer.tongue("quiz.answered", answer=writer.quoted(earlier, label), number=number)
    met = writer.quoted_any(earlier, question.when.is_ if question.when else [])
    return writer.item(question, case, writer.tongue("quiz.not_asked", answers=met, number=number), earlier)
