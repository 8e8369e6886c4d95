"""What to look at first, for a terminal: each criterion in one line, with the reason that it stands there."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qshop.base.plural import first_of
from qshop.findings.criterion_finding import CriticalFailure, Finding
from qshop.findings.first_look import FirstLook
from qshop.pages.console import table
from qshop.programme.scalars import text_in

_MOST_PASSED_UP, _MOST_BROKEN, _MOST_SITES = 5, 3, 3
_BEFORE, _NOW = "before", "missed"


def first_look_table(look: FirstLook, wave: str, language: str) -> str:
    """Return what to look at first in a wave; nothing where nothing was missed.

    Criticals that failed come first, then what costs most, what is passed on, and other promises that were broken.
    """
    rows = [*_urgent(look, language), *_found(look, language)]
    if not rows:
        return ""
    has_before = any(row[2] for row in rows)
    header = (f"first in {wave}", "criterion", *([_BEFORE] if has_before else []), _NOW, "")
    return table(header, [row if has_before else (*row[:2], *row[3:]) for row in rows], (_BEFORE, _NOW))


def _urgent(look: FirstLook, language: str) -> Iterator[tuple[str, ...]]:
    """Yield the critical criteria that failed, with the sites."""
    failed: dict[str, list[CriticalFailure]] = {}
    for one in look.told.urgent:
        failed.setdefault(one.criterion.id, []).append(one)
    for criterion, failures in failed.items():
        sites = Counter(one.site for one in failures)
        where = first_of(
            [f"{site} ({count})" if count > 1 else site for site, count in sorted(sites.items())], _MOST_SITES
        )
        text = f"{text_in(failures[0].criterion.failure, language)}: {where}"
        yield "critical", criterion, _before(look, criterion), str(len(failures)), text


def _found(look: FirstLook, language: str) -> Iterator[tuple[str, ...]]:
    told = look.told
    rest = [one for one in (*told.well_done, *told.others) if one.broken]
    broken = sorted(rest, key=lambda one: -one.broken)
    parts: list[tuple[str, Sequence[Finding], int]] = [
        ("costs most", told.things, len(told.things)),
        ("passed on", told.passed_up, _MOST_PASSED_UP),
        ("promise", broken, _MOST_BROKEN),
    ]
    for why, findings, most in parts:
        for one in findings[:most]:
            now = f"{one.missed} of {one.asked}"
            yield why, one.criterion.id, _before(look, one.criterion.id), now, _text(one, language)
        if len(findings) > most:
            yield why, "", "", "", f"and {len(findings) - most} more: qshop debrief --for programme"


def _before(look: FirstLook, criterion: str) -> str:
    missed, asked = look.before.get(criterion, (0, 0))
    return f"{missed} of {asked}" if asked else ""


def _text(one: Finding, language: str) -> str:
    """Return how a criterion reads where it fails, and what makes it worth a look."""
    reasons = [
        "everywhere" if one.is_everywhere else "",
        "no standard" if one.without_standard else "",
        "promised tighter than the standard" if one.is_promised_tighter else "",
        f"promise broken: {one.broken}" if one.broken else "",
        f"only just: {one.narrow}" if one.narrow else "",
    ]
    text = one.criterion.standard if one.is_promised_tighter else one.criterion.failure
    return "; ".join(filter(None, (text_in(text, language), *reasons)))
