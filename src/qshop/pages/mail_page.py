"""The mail that goes with a page: to whom, when, what to do with it, and who must not get it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.debrief.delivery import Delivery
from qshop.debrief.readers import OF_ONE_VISIT
from qshop.pages.escaping import visible
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in

KINDS = ("programme", "site", "team", "provider", "owner", "visit", "part", "person")
"""The readers of a debrief, and apart from these a provider, of its page and its part of a visit, as each is told."""
_LONGEST = 80


@dataclass(frozen=True)
class MailPage:
    """A mail in one language. Each text is a line.

    to, not_to: who gets it, and who must not
    send: on which day, and why then
    attached: the names of the files that go with it
    body: what it says, a paragraph each
    """

    to: str
    not_to: str
    send: str
    subject: str
    attached: list[str]
    body: list[str]


def mail_page(delivery: Delivery, programme: Programme, attached: Sequence[str], tongue: Tongue) -> MailPage:
    """Return the mail that goes with a page."""
    kind = "part" if delivery.part_of else "provider" if delivery.client_on else delivery.reader
    name = _line(_name(delivery, programme, tongue.language))
    wave = _line(programme.name_of("wave", delivery.wave.id, tongue.language))
    return MailPage(
        to=tongue(f"mail.to.{kind}", name=name),
        not_to=tongue(f"mail.not_to.{kind}"),
        send=_send(delivery, tongue),
        subject=tongue(f"mail.about.{kind}", name=name, wave=wave),
        attached=list(attached),
        body=[tongue(f"mail.says.{kind}", wave=wave), *_days(delivery, tongue), tongue(f"mail.only.{kind}")],
    )


def _days(delivery: Delivery, tongue: Tongue) -> Iterable[str]:
    """Yield by when something is done; to a provider first, how long it has the page alone."""
    if delivery.client_on:
        yield tongue("mail.days", send=tongue.date(delivery.send_on), later=tongue.date(delivery.client_on))
    is_one_visit = delivery.reader in OF_ONE_VISIT
    yield tongue("mail.talk" if is_one_visit else "mail.decide", day=tongue.date(delivery.return_by))


def _send(delivery: Delivery, tongue: Tongue) -> str:
    day = tongue.date(delivery.send_on)
    if delivery.client_on:
        return tongue("mail.before_client", day=day, later=tongue.date(delivery.client_on))
    return tongue("mail.after_providers" if delivery.waits else "mail.on", day=day)


def _name(delivery: Delivery, programme: Programme, language: str) -> str:
    match delivery.reader:
        case "programme":
            return text_in(programme.settings.name, language)
        case "visit" if delivery.part_of:
            return programme.name_of("team", delivery.part_of, language)
        case "person":
            return programme.name_of("stage", delivery.subject.rpartition(":")[2], language)
        case reader:
            return programme.name_of(reader, delivery.subject, language)


def _line(text: str) -> str:
    """Return a name as one line that fits into the subject of a mail."""
    line = " ".join(visible(text).split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
