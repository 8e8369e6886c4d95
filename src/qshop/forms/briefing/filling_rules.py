"""How a form is filled in: the rules that hold in one role, each a sentence."""

from collections.abc import Iterator

from qshop.base.i18n import Tongue
from qshop.forms.briefing.key_questions import is_yes_or_no
from qshop.forms.briefing.role import Role
from qshop.forms.form_view import asks_for_staff
from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.model import Programme


def rules(role: Role, programme: Programme, tongue: Tongue) -> Iterator[str]:
    """Give the rules in the order in which a shopper meets them; a rule about nothing on the form is left out."""
    asked = [question for _, _, question in role.version.questions()]
    yield tongue("form.remember_facts")
    yield tongue("form.remember_blank")
    if any(question.na for question in asked):
        yield tongue("briefing.na", na=tongue("quoted", text=tongue(f"answer.{NOT_APPLICABLE}")))
    if after := _commented(role, tongue):
        yield tongue("briefing.comment", answers=tongue.joined(after))
    yield _evidence(role, tongue)
    yield tongue("briefing.staff" if asks_for_staff(programme) else "briefing.no_staff")
    status = tongue("quoted", text=tongue("status.no_service"))
    access = access_questions(role)
    yield role.sentence("briefing.no_service" if access else "briefing.no_service_blank", access, tongue, status=status)


def access_questions(role: Role) -> list[str]:
    """Name the questions that are asked even where there was no service."""
    return [question.id for _, criterion, question in role.version.questions() if criterion.access]


def _commented(role: Role, tongue: Tongue) -> list[str]:
    """Say after which answers a comment is needed: a no, a yes, or answers that only one question has."""
    asked = [question for _, _, question in role.version.questions() if question.comment]
    groups = {
        tongue("quoted", text=tongue(f"answer.{label}")): [
            q.id for q in asked if is_yes_or_no(q) and label in q.comment
        ]
        for label in ("no", "yes", NOT_APPLICABLE)
    }
    groups[tongue("briefing.certain_answers")] = [q.id for q in asked if not is_yes_or_no(q)]
    return [
        role.sentence("briefing.comment_after", names, tongue, answer=answer)
        for answer, names in groups.items()
        if names
    ]


def _evidence(role: Role, tongue: Tongue) -> str:
    asked = [question for _, _, question in role.version.questions()]
    sentences = {"photo": ("briefing.photo", "briefing.no_photo"), "audio": ("briefing.audio", "briefing.no_audio")}
    said = []
    for kind, (some, none) in sentences.items():
        wanted = [question.id for question in asked if question.evidence == kind]
        said.append(role.sentence(some if wanted else none, wanted, tongue))
    return " ".join(said)
