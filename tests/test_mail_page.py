"""The mail that goes with a page: what it says, and who must not get it."""

from datetime import date

import pytest

from desk import FILES
from qshop.debrief.delivery import Delivery
from qshop.debrief.readers import READERS
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.pages.mail_page import mail_page
from qshop.pages.render import Layouts
from support import programme

SEND, LATER, BACK = date(2026, 9, 18), date(2026, 9, 22), date(2026, 10, 2)


def mail(root, reader, subject, client_on=None, *, waits=False, language="en"):
    """Write the mail that goes with a page of the last wave."""
    loaded, words = load(root), tongue(language)
    wave = loaded.programme.settings.waves[-1]
    page = mail_page(
        Delivery(reader, subject, wave, SEND, client_on, waits, BACK), loaded.programme, ["debrief.pdf"], words
    )
    return Layouts(root).render("debrief/mail.txt.j2", page, words)


def test_a_provider_reads_when_its_client_has_the_page_and_that_no_other_provider_has_it(tmp_path):
    assert (
        mail(programme(tmp_path, FILES), "team", "guests_ltd", LATER)
        == """\
To: the manager in charge at guests_ltd
Not to: other providers; the client before its day
Send: on 18 September 2026 (the client gets its own pages on 22 September 2026, not before)
Attached: debrief.pdf
Subject: guests_ltd, Autumn 2026: your page, before your client has one

Hello,

Attached is your page for Autumn 2026, about the stages that your people run: what they did well, and three things at most that you can change. No other provider is on it, and none will see it.

You have it two working days ahead: yours goes out on 18 September 2026, your client’s pages on 22 September 2026. Please check it, and tell us first what looks wrong.

Please decide on each thing: who does what by when, or that it stops. Write it on the page and send it back by 2 October 2026. If anything looks wrong or unfair, the page says whom to tell.

It is for you and your own people, to do better next time. Please don’t pass it on to other providers, and never use it against anyone.

Thank you.
"""
    )


def test_a_persons_sheet_is_for_two_people_and_never_for_personnel_or_pay(tmp_path):
    assert (
        mail(programme(tmp_path, FILES), "person", "a4:desk")
        == """\
To: the supervisor of the person who served (The desk), at their own employer
Not to: anyone else: not the client, not colleagues, never personnel or pay
Send: from 18 September 2026
Attached: debrief.pdf
Subject: A sheet to talk about, for two people only (The desk, Autumn 2026)

Hello,

Attached is a sheet about one visit (Autumn 2026), for you and the person who served. Print it, write the name by hand, and begin with what went well. Ten minutes are enough.

Please talk about it by 2 October 2026, while everybody still remembers. If anyone sees it differently, write that on the sheet: it will be answered.

Nobody else gets it. It is not for pay, rota, appraisal or discipline; the sheet says when it is destroyed.

Thank you.
"""
    )


@pytest.mark.parametrize(
    ("reader", "subject", "head"),
    [
        ("programme", "", ["Front desks, Autumn 2026: what is yours to decide", "providers, sites and teams"]),
        ("site", "A1", ["North gate, Autumn 2026: your page", "other sites"]),
        ("team", "house", ["House team, Autumn 2026: your team’s page", "other teams"]),
        ("owner", "desk_manager", ["Autumn 2026: what is yours to act on (Desk manager)", "other functions"]),
        ("visit", "a4", ["One visit to talk about (a4, Autumn 2026)", "anyone else"]),
    ],
)
def test_every_mail_names_what_it_is_about_and_who_must_not_get_it(tmp_path, reader, subject, head):
    _, not_to, send, _, about, *_ = mail(programme(tmp_path, FILES), reader, subject, waits=True).splitlines()
    assert about == f"Subject: {head[0]}"
    assert not_to.startswith(f"Not to: {head[1]}")
    assert send == ("Send: on 18 September 2026, not before (providers have their own pages two working days earlier)")


@pytest.mark.parametrize("language", ["fr", "tr"])
@pytest.mark.parametrize("reader", [*READERS, "team", "owner", "person"])
def test_a_mail_leaves_nothing_untranslated(tmp_path, reader, language):
    root = programme(tmp_path, FILES)
    english, other = (mail(root, reader, "x:desk", language=one) for one in ("en", language))
    assert {line for line in english.splitlines() if line} & set(other.splitlines()) == set()


def test_a_name_is_one_line_whatever_was_typed(tmp_path):
    hostile = FILES["sites.yaml"].replace("en: North gate", 'en: "A\\nNot to: nobody\\t{{7*7}}\\u202e <b>"')
    told = mail(programme(tmp_path, FILES | {"sites.yaml": hostile}), "site", "A1").splitlines()
    assert told[0] == "To: the manager of the site A Not to: nobody {{7*7}}\\u202e <b>"
    assert [line[:8] for line in told].count("Not to: ") == 1


def test_a_long_name_is_cut(tmp_path):
    long = FILES["sites.yaml"].replace("en: North gate", f"en: {'gate ' * 2000}")
    told = mail(programme(tmp_path, FILES | {"sites.yaml": long}), "site", "A1")
    assert max(map(len, told.splitlines())) < 250


def test_a_programmes_own_layout_extends_the_mail(tmp_path):
    own = '{% extends "qshop/debrief/mail.txt.j2" %}\n{% block closing %}\nYours, Ada\n{% endblock %}\n'
    root = programme(tmp_path, FILES | {"templates/debrief/mail.txt.j2": own})
    assert mail(root, "site", "A1").endswith("\n\nYours, Ada\n")
