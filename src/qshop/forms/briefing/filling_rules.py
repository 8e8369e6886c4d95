"""The rules for filling in a form in one role, each a sentence."""

from collections.abc import Iterator

from qshop.base.i18n import Tongue
from qshop.forms.briefing.key_questions import is_yes_or_no
from qshop.forms.briefing.role import Role
from qshop.forms.form_view import asks_for_staff
from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.model import Programme
from qshop.programme.question import EvidenceKind


def rules(role: Role, programme: Programme, tongue: Tongue) -> Iterator[str]:
    """Yield the rules in the order in which a shopper needs them; those about nothing on the form are left out."""
    questions = [question for _, _, question in role.version.questions()]
    yield tongue("form.remember_facts")
    yield tongue("form.remember_blank")
    if any(question.na for question in questions):
        yield tongue("briefing.na", na=tongue("quoted", text=tongue(f"answer.{NOT_APPLICABLE}")))
    if answers := _commented_answers(role, tongue):
        yield tongue("briefing.comment", answers=tongue.joined(answers))
    yield _evidence(role, tongue)
    yield tongue("briefing.staff" if asks_for_staff(programme) else "briefing.no_staff")
    status = tongue("quoted", text=tongue("status.no_service"))
    access = access_questions(role)
    yield role.sentence("briefing.no_service" if access else "briefing.no_service_blank", access, tongue, status=status)


def access_questions(role: Role) -> list[str]:
    """Return the ids of the questions that are asked even where there was no service."""
    return [q.id for stage, criterion, q in role.version.questions() if stage.is_asked_without_service(criterion)]


def _commented_answers(role: Role, tongue: Tongue) -> list[str]:
    """Return after which answers a comment is needed: a no, a yes, or answers of a question's own."""
    questions = [question for _, _, question in role.version.questions() if question.comment]
    groups = {
        tongue("quoted", text=tongue(f"answer.{label}")): [
            q.id for q in questions if is_yes_or_no(q) and label in q.comment
        ]
        for label in ("no", "yes", NOT_APPLICABLE)
    }
    groups[tongue("briefing.certain_answers")] = [q.id for q in questions if not is_yes_or_no(q)]
    return [
        role.sentence("briefing.comment_after", ids, tongue, answer=answer) for answer, ids in groups.items() if ids
    ]


def _evidence(role: Role, tongue: Tongue) -> str:
    questions = [question for _, _, question in role.version.questions()]
    sentences: dict[EvidenceKind, tuple[str, str]] = {
        "photo": ("briefing.photo", "briefing.no_photo"),
        "audio": ("briefing.audio", "briefing.no_audio"),
        "video": ("briefing.video", "briefing.no_video"),
    }
    texts = []
    for kind, (wanted, unwanted) in sentences.items():
        ids = [question.id for question in questions if question.evidence == kind]
        texts.append(role.sentence(wanted if ids else unwanted, ids, tongue))
    return " ".join(texts)
