"""The fields about the visit itself that a shopper fills in before any question: the same on every kind of form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qshop.base.i18n import Tongue
from qshop.programme.code_forms import NO_NAME
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Option:
    """One answer to tick: the value that is recorded, and its words; `own`: they are those of the programme."""

    value: str
    words: str
    own: bool


@dataclass(frozen=True)
class Field:
    """One field of the visit, `id` is the name of its column; `options` are those of a `choice`."""

    id: str
    kind: Literal["choice", "date", "time", "text"]
    label: str
    hint: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()


def visit_fields(version: Version, programme: Programme, tongue: Tongue) -> Iterator[Field]:
    """Yield the fields of the visit in the order asked; a channel or scenario without alternative is not asked.

    The visit's own number is not among them: every kind of form has its own way to set it.
    """
    language = tongue.language
    sites = (
        Option(site.id, text_in(site.name, language) if site.name else site.id, own=True)
        for site in programme.site.values()
    )
    yield Field("site", "choice", tongue("field.site"), required=True, options=tuple(sites))
    yield Field("date", "date", tongue("field.date"), required=True)
    yield Field("time_in", "time", tongue("field.time_in"))
    yield Field("time_out", "time", tongue("field.time_out"))
    yield Field("shopper", "text", tongue("field.shopper"), code_rule(programme.settings.privacy.codes.shopper, tongue))
    if len(version.channel) > 1:
        options = tuple(Option(channel, tongue(f"channel.{channel}"), own=False) for channel in version.channel)
        yield Field("channel", "choice", tongue("field.channel"), required=True, options=options)
    if len(version.scenarios) > 1:
        options = tuple(Option(one.id, text_in(one.name, language), own=True) for one in version.scenarios)
        yield Field("scenario", "choice", tongue("field.scenario"), required=True, options=options)
    options = tuple(Option(status, tongue(f"status.{status}"), own=False) for status in ("completed", "no_service"))
    yield Field("status", "choice", tongue("field.status"), required=True, options=options)


def code_rule(pattern: str, tongue: Tongue) -> str:
    """Return how codes of a form are written, in a sentence."""
    return tongue("form.code_rule" if pattern == NO_NAME else "form.code_rule_own")
