"""When a page goes out: a provider's two working days before its client's."""

from datetime import date

import pytest

from qshop.debrief.delivery import delivery
from qshop.findings.results import Results
from scoring import DESKS, frozen

FRIDAY, MONDAY = date(2026, 9, 18), date(2026, 9, 21)


def results(folder, as_of, *, providers=(), more=""):
    sites = DESKS["sites.yaml"]
    for team in providers:
        sites = sites.replace(f"{{id: {team}}}", f"{{id: {team}, provider: true}}")
    desks = frozen(folder, DESKS | {"sites.yaml": sites, "qshop.yaml": DESKS["qshop.yaml"] + more})
    return Results(desks, desks.settings.waves[-1], [], [], as_of=as_of)


def days(results, reader, subject):
    """Give when the page goes out, when the client's does (for a provider), and when it comes back."""
    one = delivery(results, reader, subject)
    return one.send_on, one.client_on, one.return_by


def test_a_provider_has_its_page_two_working_days_before_its_client(tmp_path):
    found = results(tmp_path, FRIDAY, providers=["blue"])
    assert days(found, "team", "blue") == (FRIDAY, date(2026, 9, 22), date(2026, 10, 2))
    for reader, subject in (("programme", ""), ("site", "S1"), ("team", "red"), ("owner", "management")):
        assert days(found, reader, subject) == (date(2026, 9, 22), None, date(2026, 10, 6))


def test_a_single_visit_is_talked_about_at_once(tmp_path):
    found = results(tmp_path, FRIDAY, providers=["blue"])
    for reader, subject in (("visit", "v1"), ("person", "v1:desk")):
        assert days(found, reader, subject) == (FRIDAY, None, date(2026, 9, 25))


def test_without_providers_nobody_waits(tmp_path):
    assert days(results(tmp_path, FRIDAY), "site", "S1") == (FRIDAY, None, date(2026, 10, 2))


@pytest.mark.parametrize(("as_of", "holidays", "first"), [
    (date(2026, 9, 19), "[]", MONDAY),
    (date(2026, 9, 20), "[2026-09-21]", date(2026, 9, 22)),
])  # fmt: skip
def test_nothing_goes_out_on_a_day_on_which_nobody_works(tmp_path, as_of, holidays, first):
    found = results(tmp_path, as_of, more=f"holidays: {holidays}\n")
    assert delivery(found, "site", "S1").send_on == first
