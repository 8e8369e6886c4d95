"""The remarks that a person is asked to release: one for each thing that was missed, and one for each done well."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qshop.findings.criterion_finding import Finding
from qshop.findings.criterion_findings import findings
from qshop.findings.critical_failures import critical_failures
from qshop.findings.priorities import priorities
from qshop.findings.quotations import Remark, remarks
from qshop.findings.results import Results
from qshop.visits.personal_data import kinds_of_personal_data
from qshop.visits.released import QUOTATION

_CLOCK = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}\b")
_SHORT, _LONG = 20, 160


@dataclass(frozen=True)
class QuotableRemark:
    """A remark on what was missed, or on what was done well."""

    finding: Finding
    remark: Remark


def quotable_remarks(results: Results, where: Mapping[str, str]) -> list[QuotableRemark]:
    """Return one remark for each criterion that was missed within `where` and each done well, in journey order.

    Of a criterion that has a released one there is none. Preferred is what was written where it was missed (or met)
    most, what says something in a sentence or two, and what has no time of day; never what seems to hold an e-mail
    address or a number of a telephone or an account.
    """
    written = [one for one in remarks(results, where) if not kinds_of_personal_data(one.text)]
    quoted = {(one.id, one.question) for one in results.released if one.what == QUOTATION}
    done = {(one.criterion, one.is_met) for one in written if (one.visit, one.question) in quoted}
    chosen = []
    for finding, is_met in _told(results, where):
        fitting = [one for one in written if one.criterion == finding.criterion.id and one.is_met is is_met]
        if fitting and (finding.criterion.id, is_met) not in done:
            chosen.append(QuotableRemark(finding, _best(fitting, finding)))
    return chosen


def _told(results: Results, where: Mapping[str, str]) -> list[tuple[Finding, bool]]:
    """Return the findings within `where`: what was missed, and what was done well.

    Of a site or a team, only what its page tells of at length.
    """
    found, critical = findings(results, where), critical_failures(results, where)
    told = priorities(found, critical, results.programme.settings.scoring.minimum_base)
    urgent = {one.criterion.id for one in critical}
    missed = [one for one in found if one.missed and (not where or one.criterion.id in urgent)]
    missed += [*told.things, *told.passed_up]
    pairs = [(one, is_met) for one in found for is_met in (False, True)]
    return [(one, is_met) for one, is_met in pairs if one in (told.well_done if is_met else missed)]


def _best(fitting: Sequence[Remark], finding: Finding) -> Remark:
    weight = {place.site: 0 for place in finding.places}
    for place in finding.places:
        weight[place.site] += place.met if fitting[0].is_met else place.missed
    return min(fitting, key=lambda one: (*_unfit(one.text), -weight.get(one.site, 0), one.site, one.day, one.visit))


def _unfit(text: str) -> tuple[bool, bool]:
    return _CLOCK.search(text) is not None, not _SHORT <= len(text) <= _LONG
